import i18next from 'i18next';
import { forgetToken, readToken } from './token';

/** What does not fit in a form, by field. */
export interface FieldError {
  field: string;
  code: string;
  /** The words, where the API has them. */
  message?: string;
  /** The figures and words of the rule that it broke. */
  params?: Record<string, unknown>;
}

/** An RFC 9457 problem document as the API answers it. */
export interface Problem {
  status: number;
  code?: string;
  title?: string;
  detail?: string;
  errors?: FieldError[];
}

/** What the API refused, with its problem document; status 0 when it did not answer at all. */
export class ApiError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail ?? problem.title ?? i18next.t('error.request'));
  }
}

/** Told when the API says that nobody is signed in any more. */
export const signedOut = new EventTarget();

interface RequestOptions {
  method?: string;
  body?: unknown;
  headers?: Record<string, string>;
}

async function problemOf(response: Response): Promise<Problem> {
  try {
    return { ...((await response.json()) as Partial<Problem>), status: response.status };
  } catch {
    return { status: response.status };
  }
}

async function send(path: string, options: RequestOptions): Promise<Response> {
  const token = readToken();
  const headers: Record<string, string> = { ...options.headers, 'accept-language': i18next.language };
  if (token) headers.authorization = `Bearer ${token}`;
  const form = options.body instanceof FormData ? options.body : undefined;
  if (options.body !== undefined && !form) headers['content-type'] = 'application/json';
  let response: Response;
  try {
    response = await fetch(`/api/v1${path}`, {
      method: options.method ?? 'GET',
      headers,
      body: form ?? (options.body === undefined ? undefined : JSON.stringify(options.body)),
    });
  } catch {
    throw new ApiError({ status: 0 });
  }
  if (!response.ok) {
    const problem = await problemOf(response);
    if (problem.code === 'unauthenticated') {
      forgetToken();
      signedOut.dispatchEvent(new Event('signed-out'));
    }
    throw new ApiError(problem);
  }
  return response;
}

/** Sends a request to the API with the token of who is signed in. */
export async function request<T>(path: string, options: RequestOptions = {}): Promise<T> {
  const text = await (await send(path, options)).text();
  return (text ? JSON.parse(text) : undefined) as T;
}

/** The same for what is no JSON: a document. */
export async function requestText(path: string): Promise<string> {
  return (await send(path, {})).text();
}

/** The same for a file to take away. */
export async function requestBlob(path: string, options: RequestOptions = {}): Promise<Blob> {
  return (await send(path, options)).blob();
}

/** The same for an answer that comes line by line: each line is told as it arrives. */
export async function requestLines<T>(path: string, body: unknown, told: (line: T) => void): Promise<void> {
  const response = await send(path, { method: 'POST', body });
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    const lines = (rest + read.value).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) told(JSON.parse(line) as T);
  }
}

import { readToken } from './token';

/** An RFC 9457 problem document as the API answers it. */
export interface Problem {
  status: number;
  code?: string;
  title?: string;
  detail?: string;
}

/** What the API refused, with its problem document; status 0 when it did not answer at all. */
export class ApiError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.code ?? problem.title ?? String(problem.status));
  }
}

async function problemOf(response: Response): Promise<Problem> {
  try {
    return { ...((await response.json()) as Partial<Problem>), status: response.status };
  } catch {
    return { status: response.status };
  }
}

/** Sends a request to the API with the token of who is signed in. */
export async function request<T>(path: string, options: { method?: string; body?: unknown } = {}): Promise<T> {
  const token = readToken();
  const headers: Record<string, string> = { accept: 'application/json' };
  if (token) headers.authorization = `Bearer ${token}`;
  if (options.body !== undefined) headers['content-type'] = 'application/json';
  let response: Response;
  try {
    response = await fetch(`/api/v1${path}`, {
      method: options.method ?? 'GET',
      headers,
      body: options.body === undefined ? undefined : JSON.stringify(options.body),
    });
  } catch {
    throw new ApiError({ status: 0 });
  }
  if (!response.ok) throw new ApiError(await problemOf(response));
  return (await response.json()) as T;
}

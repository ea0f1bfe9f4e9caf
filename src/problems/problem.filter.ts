import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import type { Request, Response } from 'express';
import { type Language, languageOf, translate } from '../i18n/i18n';
import { PROBLEMS, type ProblemCode } from './catalogue';
import { Problem } from './problem';
import { PROBLEM_RULES } from './rules';

/** The one place that makes RFC 9457 problem documents of what was thrown; a fault's own words never leave the house. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly log = new Logger(ProblemFilter.name);

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<Request>();
    const response = host.switchToHttp().getResponse<Response>();
    if (response.headersSent) {
      response.end();
      return;
    }
    const language = languageOf(request.headers['accept-language']);
    const document = problemDocument(error, language, request.path);
    if (document.code === 'internal' || document.code === 'archive-damaged') this.log.error(described(error));
    response
      .status(document.status)
      .type('application/problem+json')
      .set('content-language', language)
      .send(JSON.stringify(document));
  }
}

/** An RFC 9457 problem document; `extra` of a problem stands beside its members. */
export interface ProblemDocument {
  type: string;
  title: string;
  detail: string;
  status: number;
  code: ProblemCode;
  instance: string;
}

/** The problem document of whatever was thrown, in a language. */
export function problemDocument(error: unknown, language: Language, instance: string): ProblemDocument {
  const problem = problemOf(error);
  const source = PROBLEM_RULES[problem.code];
  return {
    type: `urn:hotline:problem:${problem.code}`,
    title: translate(`problem.${problem.code}.title`, problem.params, language),
    detail: translate(`problem.${problem.code}.detail`, problem.params, language),
    status: problem.status,
    code: problem.code,
    instance,
    ...(Object.keys(problem.params).length > 0 ? { params: problem.params } : {}),
    ...(source ? { rule: { name: problem.code, ...source } } : {}),
    ...problem.extra,
  };
}

const OF_STATUS: Record<number, ProblemCode> = {
  400: 'validation-failed',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not-found',
  413: 'payload-too-large',
  415: 'unsupported-media-type',
  429: 'too-many-requests',
  503: 'not-ready',
};

/** What PostgreSQL says of a text with a character that it cannot hold. */
const UNSTORABLE = ['22021', '22P05'];

/** Whatever else a parser refuses of a request is a request that does not fit. */
const codeOf = (status: number): ProblemCode | undefined =>
  OF_STATUS[status] ?? (status >= 400 && status < 500 ? 'validation-failed' : undefined);

function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  // Body parsers mark the errors that may be shown; what the engine refused of our requests is a fault of ours.
  const { expose, status: parserStatus } = (error ?? {}) as { expose?: boolean; status?: number };
  const status = error instanceof HttpException ? error.getStatus() : expose ? parserStatus : undefined;
  const known = status !== undefined && codeOf(status);
  if (known) return new Problem(known);
  // PostgreSQL cannot hold NUL or half of a surrogate pair in a text, whatever member it came in.
  if (UNSTORABLE.includes(String((error as { code?: unknown } | null)?.code))) return new Problem('validation-failed');
  return new Problem(isEngineAway(error) ? 'engine-unavailable' : 'internal');
}

/** Nobody answers at the engine's address, or the gateway says that nobody answers behind it. */
function isEngineAway(error: unknown): boolean {
  const { name, status, code, cause } = (error ?? {}) as {
    name?: string;
    status?: number;
    code?: string;
    cause?: { code?: string };
  };
  if (name === 'HttpSdkError' && [502, 503, 504].includes(status ?? 0)) return true;
  const network = ['ECONNREFUSED', 'ECONNRESET', 'UND_ERR_SOCKET', 'ETIMEDOUT'];
  return [code, cause?.code].some((reason) => reason !== undefined && network.includes(reason));
}

/** A fault with its trace, and with what the engine said of it. */
function described(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { detail } = error as { detail?: string };
  return [error.stack ?? error.message, detail].filter(Boolean).join('\n');
}

/** All codes, for the API's description. */
export const PROBLEM_CODES = Object.keys(PROBLEMS) as ProblemCode[];

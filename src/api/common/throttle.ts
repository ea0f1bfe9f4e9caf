import type { Request, RequestHandler, Response } from 'express';
import { rateLimit } from 'express-rate-limit';
import { languageOf, translate } from '../../i18n/i18n';
import { PROBLEMS } from '../../problems/catalogue';

const MINUTE_MS = 60_000;

/** What one address may do without an account in a while. */
export interface Allowance {
  minutes: number;
  requests: number;
  /** Only answers with this status count: guesses, not use. Every answer counts where it is missing. */
  onlyStatus?: number;
}

/** Refuses an address that asks too often, with a problem document. Each app counts for itself. */
export function throttle({ minutes, requests, onlyStatus }: Allowance): RequestHandler {
  return rateLimit({
    windowMs: minutes * MINUTE_MS,
    limit: requests,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    ...(onlyStatus
      ? {
          skipSuccessfulRequests: true,
          requestWasSuccessful: (_request: Request, response: Response) => response.statusCode !== onlyStatus,
        }
      : {}),
    handler: (request, response) => {
      const language = languageOf(request.headers['accept-language']);
      const code = 'too-many-requests';
      response
        .status(PROBLEMS[code])
        .type('application/problem+json')
        .send(
          JSON.stringify({
            type: `urn:hotline:problem:${code}`,
            title: translate(`problem.${code}.title`, {}, language),
            detail: translate(`problem.${code}.detail`, {}, language),
            status: PROBLEMS[code],
            code,
            instance: request.path,
          }),
        );
    },
  });
}

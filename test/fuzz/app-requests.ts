import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { FuzzRequest } from './answers';
import { anyValue, dtos, fitting } from './dto-arbitraries';
import { randomFrom } from '../../src/text-model/random';

const API = join(process.cwd(), 'src', 'api');

interface Operation {
  method: string;
  path: string;
  body?: string;
  multipart: boolean;
}

interface Described {
  requestBody?: { content: Record<string, { schema: { $ref?: string } }> };
}

/** What stands where an id, key or word is expected. */
const HOSTILE = [
  '0',
  '-1',
  '1e99',
  'null',
  'undefined',
  '00000000-0000-4000-8000-000000000000',
  '%00',
  '%E0%A4%A',
  '..%2f..%2fetc%2fpasswd',
  "1'%20OR%20'1'='1",
  'x'.repeat(3000),
  '%F0%9F%98%80',
  '9223372036854775808',
  '2026-02-30',
  '99999',
  '[object Object]',
  '%ED%A0%80',
] as const;
const QUERIES = [
  'page',
  'pageSize',
  'q',
  'from',
  'to',
  'status',
  'unit',
  'body',
  'caseId',
  'year',
  'limit',
  'version',
  'profile',
  'caseType',
  'search',
  'elementId',
  'days',
  'number',
  'code',
];
const TYPES = [
  'application/json',
  'text/plain',
  'application/xml',
  'text/xml',
  'message/rfc822',
  'multipart/form-data; boundary=x',
  'application/json; charset=utf-99',
  '',
  'application/x-www-form-urlencoded',
];
const BROKEN = [
  '{',
  '{"a":',
  '[',
  '"',
  'null',
  '1',
  '[]',
  '"text"',
  '{"a":1}}',
  '\u0000',
  '<a/>',
  '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
  '{"__proto__":{"x":1}}',
  `${'['.repeat(50_000)}`,
];

/** The operations of the running app's own description. */
export async function describedOperations(url: string): Promise<Operation[]> {
  const answer = await fetch(`${url}/api/v1/openapi.json`);
  const { paths } = (await answer.json()) as { paths: Record<string, Record<string, Described>> };
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { requestBody }]) => {
      const content = requestBody?.content ?? {};
      const body = content['application/json']?.schema.$ref?.split('/').pop();
      return { method: method.toUpperCase(), path, body, multipart: 'multipart/form-data' in content };
    }),
  );
}

/**
 * Requests of every operation: well-made and ill-made paths, queries, bodies and headers, by everybody and by nobody. The same
 * seed gives the same requests (ids of the running system aside).
 * @param perOperation so many of each @param ids cases and assignments that exist
 */
export function* appRequests(
  url: string,
  operations: Operation[],
  { tokens, ids, seed, perOperation }: { tokens: string[]; ids: string[]; seed: number; perOperation: number },
): Generator<FuzzRequest> {
  for (const file of readdirSync(API, { recursive: true, encoding: 'utf8' })) {
    // the classes of bodies name themselves to class-validator when their modules are loaded
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    if (/\.(dto|controller)\.ts$/.test(file)) require(join(API, file));
  }
  const classes = new Map(dtos().map((dto) => [dto.name, dto]));
  const next = randomFrom(seed);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(next() * from.length)]!;
  const sampled = (arbitrary: fc.Arbitrary<unknown>) =>
    fc.sample(arbitrary, { seed: Math.floor(next() * 2 ** 31), numRuns: 1 })[0];
  const bodyOf = ({ body }: Operation): string => {
    if (next() < 0.25) return pick(BROKEN);
    const dto = body === undefined ? undefined : classes.get(body);
    const fits = (
      dto ? sampled(fitting(dto)) : sampled(fc.dictionary(fc.constantFrom('text', 'reason', 'ids'), anyValue))
    ) as Record<string, unknown>;
    const names = Object.keys(fits);
    if (next() < 0.5 && names.length > 0) fits[pick(names)] = sampled(anyValue);
    return JSON.stringify(fits);
  };
  for (let round = 0; round < perOperation; round += 1) {
    for (const operation of operations) {
      const { method, path } = operation;
      const filled = path.replace(/\{\w+\}/g, () => (next() < 0.6 ? pick(ids) : pick(HOSTILE)));
      const query =
        next() < 0.5
          ? ''
          : `?${Array.from({ length: 1 + Math.floor(next() * 3) }, () => `${pick(QUERIES)}${pick(['', '', '[]', '[a]'])}=${pick(HOSTILE)}`).join('&')}`;
      // who signs out or changes a password would end the tokens of the others
      const token = path.includes('/auth/')
        ? 'none'
        : next() < 0.1
          ? pick(['', 'x', 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZG1pbiJ9.'])
          : pick(tokens);
      const headers: Record<string, string> = {
        authorization: `Bearer ${token}`,
        'accept-language': pick(['zh-CN', 'en', '*', 'x'.repeat(2000), ';;q=']),
        ...(next() < 0.2 ? { 'idempotency-key': pick(['', 'a', 'x'.repeat(1000)]) } : {}),
      };
      const request = { name: `#${round} ${method} ${path}`, method, url: `${url}${filled}${query}`, headers };
      if (method === 'GET') {
        yield request;
        continue;
      }
      headers['content-type'] = next() < 0.8 ? 'application/json' : pick(TYPES);
      if (next() < 0.02) headers['content-encoding'] = 'gzip';
      yield { ...request, body: bodyOf(operation) };
    }
  }
}

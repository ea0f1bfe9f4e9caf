import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { OPERATIONS } from '../../gateway/src/api/operations';
import type { FuzzRequest } from './answers';
import { mutant } from './mutations';
import { randomFrom } from '../../src/text-model/random';

/** Members of the API's requests; each may meet any value. */
const MEMBERS = [
  'filter',
  'sort',
  'page',
  'variables',
  'processDefinitionId',
  'processDefinitionKey',
  'processDefinitionVersion',
  'processInstanceKey',
  'elementId',
  'elementInstanceKey',
  'jobKey',
  'type',
  'worker',
  'timeout',
  'maxJobsToActivate',
  'requestTimeout',
  'fetchVariable',
  'retries',
  'retryBackOff',
  'errorMessage',
  'errorCode',
  'name',
  'correlationKey',
  'messageId',
  'timeToLive',
  'signalName',
  'decisionDefinitionId',
  'decisionDefinitionKey',
  'tenantId',
  'assignee',
  'allowOverride',
  'changeset',
  'action',
  'state',
  'startInstructions',
  'runtimeInstructions',
  'activateInstructions',
  'terminateInstructions',
  'migrationPlan',
  'mappingInstructions',
  'targetProcessDefinitionKey',
  'awaitCompletion',
  'operationReference',
  'local',
  'limit',
  'from',
  'after',
  'before',
  'field',
  'order',
  'username',
  'password',
  'email',
  'roleId',
  'groupId',
  'ownerId',
  'ownerType',
  'resourceType',
  'permissionTypes',
  'claimName',
  'tags',
  'priority',
  'dueDate',
];
const VALUES: unknown[] = [
  null,
  true,
  0,
  -1,
  1.5,
  1e308,
  '',
  ' ',
  '\u0000',
  '\uD800',
  '=',
  '=1/0',
  '${1+1}',
  'x'.repeat(20_000),
  '2251799813685249',
  '9223372036854775808',
  '-1',
  '2026-13-45',
  [],
  {},
  [[]],
  [null],
  [{}],
  { $in: [] },
  { $in: [null] },
  { $like: '%' },
  { $gt: 'x' },
  { $eq: {} },
  { $unknown: 1 },
  { toString: 1 },
  'ASC',
  'hotline-case',
  'CREATED',
  'ACTIVE',
];
const KEYS = [
  '1',
  '0',
  '-1',
  '2251799813685249',
  '9223372036854775808',
  'x',
  '%00',
  '%E0%A4%A',
  '..%2f..',
  'x'.repeat(2000),
  '%F0%9F%98%80',
  'hotline-case',
  '%3Cdefault%3E',
];
const BROKEN = ['{', '[', 'null', '1', '[]', '"x"', '\u0000', '{"a":', '['.repeat(50_000)];
const MOST_DEPTH = 3;

/** Requests of every operation of the Camunda 8 API. The same seed gives the same ones. */
export function* gatewayRequests(
  url: string,
  authorization: string,
  seed: number,
  perOperation: number,
): Generator<FuzzRequest> {
  const next = randomFrom(seed);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(next() * from.length)]!;
  const object = (depth: number): Record<string, unknown> =>
    Object.fromEntries(
      Array.from({ length: 1 + Math.floor(next() * 4) }, () => [
        pick(MEMBERS),
        depth < MOST_DEPTH && next() < 0.4 ? pick([object(depth + 1), [object(depth + 1)]]) : pick(VALUES),
      ]),
    );
  for (let round = 0; round < perOperation; round += 1) {
    for (const [id, method, path] of OPERATIONS) {
      const filled = path.replace(/\{\w+\}/g, () => pick(KEYS));
      const query = next() < 0.3 ? `?${pick(['startTime', 'endTime', 'truncateValues', 'x'])}=${pick(KEYS)}` : '';
      // a client that waits for jobs waits as long as it said: not longer than a moment here
      const body = { ...object(0), ...(id === 'activateJobs' ? { requestTimeout: -1 } : {}) };
      yield {
        name: `#${round} ${id}`,
        method: method.toUpperCase(),
        url: `${url}/v2${filled}${query}`,
        headers: {
          authorization: next() < 0.05 ? 'Basic x' : authorization,
          'content-type':
            next() < 0.9
              ? 'application/json'
              : pick(['text/plain', '', 'application/json; charset=utf-99', 'multipart/form-data; boundary=x']),
        },
        ...(method === 'get' ? {} : { body: next() < 0.15 ? pick(BROKEN) : JSON.stringify(body) }),
      };
    }
  }
}

/** Deployments of malformed diagrams and tables: what we ship, changed. */
export function* malformedDeployments(
  url: string,
  authorization: string,
  seed: number,
  count: number,
): Generator<FuzzRequest> {
  const shipped = readdirSync('bpmn').filter((name) => /\.(bpmn|dmn)$/.test(name));
  for (let number = 0; number < count; number += 1) {
    const name = shipped[number % shipped.length]!;
    const { text, changes } = mutant('xml', readFileSync(join('bpmn', name), 'utf8'), seed, number);
    const body = new FormData();
    body.set('resources', new Blob([text]), name);
    yield {
      name: `deployment ${number} (${changes.join(', ')})`,
      method: 'POST',
      url: `${url}/v2/deployments`,
      headers: { authorization },
      body,
    };
  }
}

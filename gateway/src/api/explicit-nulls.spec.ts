import type { Request } from 'express';
import { NAMED_ANSWERS, wantsNulls, withNulls } from './explicit-nulls';
import { LATER_OPERATIONS, OPERATIONS } from './operations';

const from = (agent?: string) => ({ headers: { 'user-agent': agent } }) as Request;

describe('Answers to clients made from the description of 8.9', () => {
  it.each([
    ['python-httpx/0.28.1', true],
    ['camunda-orchestration-sdk-rust/0.1.1', true],
    ['node', false],
    ['camunda-client-java/8.8.9', false],
    ['camunda-client-java/8.9.0', true],
    ['camunda-client-java/8.10.1', true],
    [undefined, false],
  ])('%s gets null for what is not there: %s', (agent, expected) => {
    expect(wantsNulls(from(agent))).toBe(expected);
  });

  it('hold every property that 8.9 always has, at every level, and leave what is there', () => {
    const item = { processInstanceKey: '1', endDate: '2026-11-27T10:00:00.000Z' };
    expect(withNulls('searchProcessInstances', { items: [item], page: { totalItems: 1 } })).toMatchObject({
      items: [{ ...item, businessId: null, rootProcessInstanceKey: null, parentProcessInstanceKey: null }],
      page: { totalItems: 1, startCursor: null, endCursor: null },
    });
    expect(withNulls('createDeployment', { deployments: [{ form: { formId: 'f' } }] })).toMatchObject({
      deployments: [{ form: { formId: 'f' }, processDefinition: null, resource: null }],
    });
    expect(withNulls('completeJob', undefined)).toBeUndefined();
  });

  it('are named by operations that there are', () => {
    const known = new Set([...OPERATIONS, ...LATER_OPERATIONS].map(([id]) => id));
    expect(NAMED_ANSWERS.filter((id) => !known.has(id))).toEqual([]);
  });
});

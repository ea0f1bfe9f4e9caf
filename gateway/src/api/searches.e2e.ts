import { authorization } from './caller.support';
import type { Answer } from './strict-client';
import { waitingCase } from './waiting-case';

jest.setTimeout(120_000);

let instance: string;
beforeAll(async () => {
  ({ instance } = await waitingCase());
});

const own = () => ({ processInstanceKey: instance });
const ids = (answer: Answer, property: string) => answer.items.map((item: Answer) => item[property]);

describe('A search', () => {
  const search = async (body: object) => {
    const response = await fetch(`${process.env.GATEWAY_URL}/v2/element-instances/search`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(await authorization()) },
      body: JSON.stringify(body),
    });
    return { status: response.status, body: (await response.json()) as Answer };
  };

  it.each([
    ['by a field that rows may lack', [{ field: 'endDate', order: 'DESC' }]],
    ['by several fields', [{ field: 'state' }, { field: 'elementId', order: 'DESC' }]],
    ['by key alone', []],
  ])('pages through everything once, forth by cursors and back again: %s', async (_case, sort) => {
    const whole = ids((await search({ filter: own(), sort })).body, 'elementInstanceKey') as string[];
    const forth: string[] = [];
    const cursors: string[] = [];
    for (let page: object = { limit: 4 }; ;) {
      const { body } = await search({ filter: own(), sort, page });
      if (body.items.length === 0) {
        break;
      }
      forth.push(...ids(body, 'elementInstanceKey'));
      cursors.push(body.page.startCursor as string);
      expect(body.page.totalItems).toBe(whole.length);
      page = { after: body.page.endCursor as string, limit: 4 };
    }
    expect(forth).toEqual(whole);
    const { body: back } = await search({ filter: own(), sort, page: { before: cursors.at(-1), limit: 4 } });
    expect(ids(back, 'elementInstanceKey')).toEqual(whole.slice(4, 8));
    const { body: offset } = await search({ filter: own(), sort, page: { from: 9, limit: 4 } });
    expect(ids(offset, 'elementInstanceKey')).toEqual(whole.slice(9));
  });

  it.each<[string, object, string, string]>([
    [
      'a filter that it does not have',
      { filter: { color: 'red' } },
      'Bad Request',
      'Request property [filter.color] cannot be parsed',
    ],
    [
      'an operator that it does not have',
      { filter: { elementId: { $near: 'a' } } },
      'Bad Request',
      'Request property [filter.elementId.$near] cannot be parsed',
    ],
    [
      'a value that no enum has',
      { filter: { state: 'ASLEEP' } },
      'Bad Request',
      "Unexpected value 'ASLEEP' for enum field 'state'. Use any of the following values: [ACTIVE, COMPLETED, TERMINATED]",
    ],
    [
      'a sort field that it does not have',
      { sort: [{ field: 'color' }] },
      'Bad Request',
      "Unexpected value 'color' for enum field 'field'",
    ],
    [
      'an order that there is not',
      { sort: [{ field: 'state', order: 'UP' }] },
      'Bad Request',
      "Unexpected value 'UP' for enum field 'order'. Use any of the following values: [ASC, DESC]",
    ],
    ['a sort without a field', { sort: [{ order: 'ASC' }] }, 'INVALID_ARGUMENT', 'Sort field must not be null.'],
    [
      'two places to begin',
      { page: { after: 'a', before: 'b' } },
      'Bad Request',
      'Only one of [from, after, before] is allowed.',
    ],
    [
      'a negative limit',
      { page: { limit: -1 } },
      'INVALID_ARGUMENT',
      "The value for page.limit is '-1' but must be a non-negative number.",
    ],
    [
      'a cursor of another search',
      { page: { after: 'WyJ4Il0=' }, sort: [{ field: 'state' }] },
      'INVALID_ARGUMENT',
      'does not belong to this search',
    ],
    [
      'a date that is none',
      { filter: { startDate: 'yesterday' } },
      'INVALID_ARGUMENT',
      'cannot be parsed as a date according to RFC 3339',
    ],
    [
      'a key that is none',
      { filter: { processInstanceKey: 'journey' } },
      'INVALID_ARGUMENT',
      "'journey' is not a valid key",
    ],
    ['a page that is none', { page: 3 }, 'Bad Request', 'Request property [page] cannot be parsed'],
  ])('refuses %s, by name', async (_case, body, title, detail) => {
    const answer = await search(body);
    expect(answer).toMatchObject({
      status: 400,
      body: { title, status: 400, instance: '/v2/element-instances/search' },
    });
    expect(answer.body.detail).toContain(detail);
  });

  it('compares by every operator', async () => {
    const all = (await search({ filter: own() })).body.items as Answer[];
    const started = all.map((item) => item.startDate).sort()[5] as string;
    const expectations: [object, (item: Answer) => boolean][] = [
      [{ elementId: { $eq: 'each' } }, (item) => item.elementId === 'each'],
      [{ elementId: { $neq: 'each' } }, (item) => item.elementId !== 'each'],
      [{ elementId: { $in: ['each', 'urged'] } }, (item) => ['each', 'urged'].includes(item.elementId as string)],
      [{ elementId: { $notIn: ['each', 'urged'] } }, (item) => !['each', 'urged'].includes(item.elementId as string)],
      // as Camunda's Java client writes every filter
      [
        { elementId: { $eq: 'each', $in: [], $notIn: [] }, state: { $in: [] }, tags: [] },
        (item) => item.elementId === 'each',
      ],
      [{ elementId: { $like: 'urge?*' } }, (item) => /^urge.+/.test(item.elementId as string)],
      [{ elementId: { $like: '%each' } }, () => false],
      [{ endDate: { $exists: false } }, (item) => item.endDate === undefined],
      [{ startDate: { $gt: started } }, (item) => item.startDate > started],
      [{ startDate: { $gte: started, $lte: started } }, (item) => item.startDate === started],
      [{ startDate: { $lt: started } }, (item) => item.startDate < started],
      [{ type: 'EVENT_SUB_PROCESS' }, (item) => item.type === 'EVENT_SUB_PROCESS'],
      [{ state: { $in: ['ACTIVE', 'TERMINATED'] } }, (item) => item.state === 'ACTIVE'],
      [{ hasIncident: true }, (item) => item.hasIncident],
      [
        { elementInstanceScopeKey: all.find((item) => item.elementId === 'urged')!.elementInstanceKey },
        (item) => ['urge-job', 'urged-start'].includes(item.elementId as string),
      ],
    ];
    for (const [filter, holds] of expectations) {
      const { body } = await search({ filter: { ...own(), ...filter } });
      expect([filter, ids(body, 'elementInstanceKey')]).toEqual([
        filter,
        all.filter(holds).map((item) => item.elementInstanceKey),
      ]);
    }
  });
});

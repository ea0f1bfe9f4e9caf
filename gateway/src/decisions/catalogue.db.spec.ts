import type { OperatonClient } from '../operaton/client';
import { engineTables } from '../read/engine-tables.support';
import { Decisions } from './catalogue';

let database: Awaited<ReturnType<typeof engineTables>>;
let decisions: Decisions;
/** What is asked of the engine itself: nothing, however many decisions there are. */
const asked = jest.fn();

beforeAll(async () => {
  database = await engineTables();
  decisions = new Decisions({ get: asked } as unknown as OperatonClient, database.tables, database.pool);
  await database.pool.query(`
    INSERT INTO act_re_decision_def VALUES
      ('route:2:117', 'route', 'Routing', 2, 'routing.dmn', '116', 'rules:2:115', 'rules'),
      ('route:1:17', 'route', 'Routing', 1, 'routing.dmn', '16', 'rules:1:15', 'rules'),
      ('urge:17:18', 'urge', NULL, 17, 'urge.dmn', '16', NULL, NULL),
      ('gone:1:20', 'gone', NULL, 1, 'gone.dmn', '19', NULL, NULL);
    INSERT INTO gateway.deleted_requirements VALUES ('20');`);
}, 60_000);
afterAll(() => database.drop());

describe('a decision by its key', () => {
  it.each([
    ['the one whose id ends with it, not 117 nor version 17', '17', 'route:1:17'],
    ['one that stands alone', '18', 'urge:17:18'],
    ['not one that was deleted', '20', undefined],
    ['none for a key of nothing', '99', undefined],
  ])('is %s', async (_what, key, id) => {
    expect((await decisions.byKey(key))?.id).toBe(id);
    expect(asked).not.toHaveBeenCalled();
  });

  it('comes as the engine itself answers it', async () => {
    expect(await decisions.byKey('17')).toEqual({
      id: 'route:1:17',
      key: 'route',
      name: 'Routing',
      version: 1,
      resource: 'routing.dmn',
      deploymentId: '16',
      decisionRequirementsDefinitionId: 'rules:1:15',
      decisionRequirementsDefinitionKey: 'rules',
    });
  });
});

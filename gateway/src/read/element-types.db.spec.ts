import { notFound } from '../common/problem';
import type { Catalogue, Definition } from '../definitions/catalogue';
import { DefinitionFactsTable } from '../definitions/facts';
import { engineTables } from './engine-tables.support';
import { ReadModel } from './read-model';
import { elementInstanceResource } from './resources/element-instances';
import { processDefinitionResource } from './resources/process-definitions';

/** Three processes of which each ran once; the engine calls their script tasks service tasks. */
const ROWS = `
  INSERT INTO act_re_procdef (id_, key_, version_) VALUES ('11', 'one', 1), ('12', 'two', 1), ('13', 'three', 1);
  INSERT INTO act_hi_actinst (id_, proc_inst_id_, proc_def_id_, proc_def_key_, act_id_, act_type_) VALUES
    ('script:101', '1', '11', 'one', 'script', 'serviceTask'),
    ('work:102', '1', '11', 'one', 'work', 'serviceTask'),
    ('script:201', '2', '12', 'two', 'script', 'serviceTask'),
    ('script:301', '3', '13', 'three', 'script', 'serviceTask'),
    ('script:401', '4', '14', 'gone', 'script', 'serviceTask');`;
const DEPLOYED = ['11', '12', '13'];

/** A gateway that was just started: it has read no diagram yet; `diagrams` lists those that it reads. */
function started() {
  const diagrams: string[] = [];
  const catalogue = {
    get: (id: string) => {
      if (!DEPLOYED.includes(id)) {
        return Promise.reject(notFound(`Process definition with key '${id}' not found`));
      }
      diagrams.push(id);
      return Promise.resolve({
        id,
        model: {
          startForm: id === '12' ? { id: 'form', binding: 'latest' } : undefined,
          elements: [
            { id: 'script', type: 'SCRIPT_TASK' },
            { id: 'work', type: 'SERVICE_TASK' },
          ],
        },
      } as unknown as Definition);
    },
  } as unknown as Catalogue;
  const facts = new DefinitionFactsTable(database.pool, catalogue);
  const services = { facts, catalogue } as {
    facts: DefinitionFactsTable;
    catalogue: typeof catalogue;
    read: ReadModel;
  };
  services.read = new ReadModel(database.tables, database.pool, services);
  const keys = async (filter: object) =>
    (await services.read.search(elementInstanceResource, { filter })).items.map(
      (item) => (item as { elementInstanceKey: string }).elementInstanceKey,
    );
  return { ...services, keys, diagrams };
}

let database: Awaited<ReturnType<typeof engineTables>>;
beforeAll(async () => {
  database = await engineTables();
  await database.pool.query(ROWS);
}, 60_000);
afterAll(() => database.drop());
beforeEach(() => database.pool.query('TRUNCATE gateway.definition_facts'));

describe('a search of element instances by type', () => {
  it.each([
    ['process instance', { processInstanceKey: '1' }, ['101'], ['11']],
    ['process', { processDefinitionId: { $in: ['two'] } }, ['201'], ['12']],
    ['definition', { processDefinitionKey: '13' }, ['301'], ['13']],
    ['nothing else', {}, ['101', '201', '301'], DEPLOYED],
  ])('reads only the diagrams that it can find by %s', async (_by, filter, found, read) => {
    const { keys, diagrams } = started();
    expect(await keys({ type: 'SCRIPT_TASK', ...filter })).toEqual(found);
    expect(diagrams.sort()).toEqual(read);
  });

  it('reads no diagram that this or another gateway has read, also after a restart', async () => {
    await started().keys({ type: 'SCRIPT_TASK' });
    const { keys, diagrams } = started();
    expect(await keys({ type: 'SCRIPT_TASK' })).toEqual(['101', '201', '301']);
    expect(await keys({ type: 'SERVICE_TASK' })).toEqual(['102', '401']);
    expect(diagrams).toEqual([]);
  });

  it('reads no diagram whose facts were written at its deployment', async () => {
    const { facts, keys, diagrams } = started();
    for (const id of DEPLOYED) {
      await facts.write({ id, model: { elements: [{ id: 'work', type: 'SCRIPT_TASK' }] } } as unknown as Definition);
    }
    expect(await keys({ type: 'SCRIPT_TASK' })).toEqual(['102']);
    expect(diagrams).toEqual([]);
  });
});

it('tells the type of what belongs to a definition that is gone as the engine does', async () => {
  const { items } = await started().read.search(elementInstanceResource, {});
  expect(items.map((item) => (item as { type: string }).type)).toEqual([
    'SCRIPT_TASK',
    'SERVICE_TASK',
    'SCRIPT_TASK',
    'SCRIPT_TASK',
    'SERVICE_TASK',
  ]);
});

it.each([
  [true, ['12']],
  [false, ['11', '13']],
])('finds definitions with a start form (%s) without reading them again', async (hasStartForm, found) => {
  await started().facts.of(DEPLOYED);
  const { read, diagrams } = started();
  const { items } = await read.search(processDefinitionResource, { filter: { hasStartForm } });
  expect(items).toEqual(found.map((key) => expect.objectContaining({ processDefinitionKey: key, hasStartForm })));
  expect(diagrams).toEqual([]);
});

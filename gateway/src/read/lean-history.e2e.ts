import { randomUUID } from 'node:crypto';
import { Pool } from 'pg';
import { commandClient, deploy, diagram, eventually, message } from '../api/commands.support';

jest.setTimeout(120_000);

const { post, create } = commandClient();

const engine = new Pool({ connectionString: process.env.ENGINE_DATABASE_URL });
afterAll(() => engine.end());

const namesIn = async (table: string, instance: string): Promise<string[]> => {
  const { rows } = await engine.query<{ name: string }>(`SELECT name_ AS name FROM ${table} WHERE proc_inst_id_ = $1`, [
    instance,
  ]);
  return rows.map(({ name }) => name);
};

describe('History', () => {
  it('holds what an instance’s variables were, and nothing of the keys that it waited by and of the counts of its loops', async () => {
    const id = `lean-${randomUUID()}`;
    const waits: [string, string] = [
      'waits',
      `<bpmn:receiveTask id="waits" messageRef="m-waits"><bpmn:multiInstanceLoopCharacteristics><bpmn:extensionElements>
         <zeebe:loopCharacteristics inputCollection="=[1, 2]" inputElement="one"/>
       </bpmn:extensionElements></bpmn:multiInstanceLoopCharacteristics></bpmn:receiveTask>`,
    ];
    await deploy('lean.bpmn', diagram(id, [waits], '', message('waits', 'key + string(one)')));
    const instance = (await create(id, { variables: { key: id } })).processInstanceKey as string;
    expect(await namesIn('act_ru_variable', instance)).toEqual(
      expect.arrayContaining(['_zeebe_key_waits', '_zeebe_nrOfInstances', '_zeebe_loopCounter', 'key', 'one']),
    );
    for (const one of [1, 2]) await post('/messages/publication', { name: 'waits', correlationKey: `${id}${one}` });
    await eventually(async () => (await namesIn('act_ru_variable', instance)).length === 0);

    const kept = await namesIn('act_hi_varinst', instance);
    expect(kept).toEqual(expect.arrayContaining(['key', 'one']));
    expect(kept.filter((name) => name.startsWith('_zeebe_'))).toEqual([]);
  });
});

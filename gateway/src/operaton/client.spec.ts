import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Settings } from '../common/settings';
import { OperatonClient } from './client';

/** What Operaton answers: a status and the members of its exception. */
type Answer = [number, { type?: string; message?: string; code?: number }];

const PERSISTENCE = {
  type: 'ProcessEnginePersistenceException',
  message: 'An exception occurred in the persistence layer. Please check the server logs for a detailed message.',
};

describe('an engine that refuses a command', () => {
  let server: Server;
  let client: OperatonClient;
  let answers: Answer[];
  let asked: number;

  beforeAll(async () => {
    server = createServer((_request, response) => {
      asked += 1;
      const [status, body] = answers.length > 1 ? answers.shift()! : answers[0]!;
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const engineUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/engine-rest`;
    client = new OperatonClient({ engineUrl, engineUser: 'u', enginePassword: 'p' } as Settings);
  });
  afterAll(async () => {
    await client.close();
    server.close();
  });
  beforeEach(() => {
    asked = 0;
  });

  it.each<[string, Answer]>([
    ['a deadlock, which only its code tells', [500, { ...PERSISTENCE, code: 10_000 }]],
    ['two commands at the same row', [500, { type: 'OptimisticLockingException', message: 'ENGINE-03005', code: 1 }]],
  ])('is asked again after %s', async (_what, refusal) => {
    answers = [refusal, refusal, [200, {}]];
    await expect(client.post('/external-task/1/complete')).resolves.toEqual({});
    expect(asked).toBe(3);
  });

  it('is not asked again after a failure whose outcome nobody knows', async () => {
    answers = [[500, { ...PERSISTENCE, code: 0 }]];
    await expect(client.post('/external-task/1/complete')).rejects.toMatchObject({ status: 500, code: 0 });
    expect(asked).toBe(1);
  });

  it('is not asked for ever', async () => {
    answers = [[500, { ...PERSISTENCE, code: 10_000 }]];
    await expect(client.post('/external-task/1/complete')).rejects.toMatchObject({ code: 10_000 });
    expect(asked).toBe(8);
  });
});

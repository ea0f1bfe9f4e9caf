import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import express from 'express';
import { RESOURCES } from '../app';
import { permissionFor } from '../auth/permissions';
import { LATER_OPERATIONS, OPERATIONS } from './operations';
import { operationOf, register } from './routes';
import type { Services } from './services';

const PROTOCOL = readFileSync(require.resolve('@camunda8/sdk/dist/proto/zeebe.proto'), 'utf8');
const DOCUMENT = join(__dirname, '../../../docs/gateway.md');

interface Row {
  id: string;
  request: string;
  support: string;
  test: string;
}

/** The table of operations in docs/gateway.md. */
function rows(): Row[] {
  const text = readFileSync(DOCUMENT, 'utf8');
  const table = text.slice(text.indexOf('<!-- operations -->'), text.indexOf('<!-- operations end -->'));
  return table
    .split('\n')
    .filter((line) => /^\| `\w+` /.test(line))
    .map((line) => line.split(/(?<!\\)\|/).map((cell) => cell.trim()))
    .map(([, id, request, support, test]) => ({
      id: id!.replaceAll('`', ''),
      request: request!.replaceAll('`', ''),
      support: support!,
      test: test!.replaceAll('`', ''),
    }));
}

/** The operations that have a handler. Handlers only take the services that they call later. */
const implemented = register(express.Router(), RESOURCES, {} as Services, () => undefined);

describe('The table of operations in docs/gateway.md', () => {
  it('has every operation of the API once, with its method and path', () => {
    expect(
      rows()
        .map(({ id, request }) => `${id} ${request}`)
        .sort(),
    ).toEqual(
      [...OPERATIONS, ...LATER_OPERATIONS].map(([id, method, path]) => `${id} ${method.toUpperCase()} ${path}`).sort(),
    );
  });

  it.each(rows())('says of $id what the code does', ({ id, support }) => {
    expect(support).toMatch(/^(supported$|supported: \S|differs: \S|refused: \S)/);
    expect({ id, handled: implemented.has(id) }).toEqual({ id, handled: !support.startsWith('refused') });
  });

  it.each(rows())('names a test of $id that there is', ({ test }) => {
    const [file, name] = test.split(/: (.*)/s);
    const path = join(__dirname, '..', file!);
    expect(existsSync(path)).toBe(true);
    expect(readFileSync(path, 'utf8')).toContain(name!);
  });
});

describe('The table of gRPC in docs/gateway.md', () => {
  const text = readFileSync(DOCUMENT, 'utf8');
  const calls = text
    .slice(text.indexOf('<!-- grpc -->'), text.indexOf('<!-- grpc end -->'))
    .split('\n')
    .filter((line) => /^\| [A-Z]/.test(line))
    .map((line) => line.split('|').map((cell) => cell.trim()));

  it('has every call of the service once', () => {
    const service = PROTOCOL.match(/service Gateway \{[\s\S]*?\n\}/)![0];
    const names = [...service.matchAll(/^\s*rpc (\w+) *\(/gm)].map(([, name]) => name!);
    expect(calls.flatMap(([, names_]) => names_!.split(/, */)).sort()).toEqual(names.sort());
  });

  it.each(calls)('%s| %s is backed by a test that there is', (_start, _call, _support, tests) => {
    for (const named of tests.match(/`[^`]+`/g)!) {
      const [file, name = ''] = named.replaceAll('`', '').split(/: (.*)/s);
      expect(readFileSync(join(__dirname, '..', file!), 'utf8')).toContain(name);
    }
  });
});

describe('Operations', () => {
  const WELL_FORMED: Readonly<Record<string, object>> = {
    pinClock: { timestamp: 0 },
  };

  it('an operation without handler is refused by name', async () => {
    const app = express();
    app.use(express.json());
    const router = express.Router();
    register(router, [], {} as Services, () => undefined);
    app.use('/v2', router);
    const seen: unknown[] = [];
    app.use(((error, _request, response, _next) => {
      seen.push(error);
      response.status((error as { status: number }).status).end();
    }) as express.ErrorRequestHandler);
    const server = app.listen(0);
    const { port } = server.address() as { port: number };
    for (const [id, method, path] of OPERATIONS) {
      const response = await fetch(`http://127.0.0.1:${port}/v2${path.replace(/\{\w+\}/g, '1')}`, {
        method: method.toUpperCase(),
        ...(WELL_FORMED[id]
          ? { body: JSON.stringify(WELL_FORMED[id]), headers: { 'content-type': 'application/json' } }
          : {}),
      });
      expect([id, response.status]).toEqual([id, 501]);
      expect(seen.at(-1)).toMatchObject({
        title: 'NOT_IMPLEMENTED',
        detail: expect.stringContaining(`'${id}'`) as string,
      });
    }
    server.close();
  }, 60_000);

  it('a handler for a path that the API does not have stops the start', () => {
    expect(() => operationOf('get', '/cases/:key')).toThrow(/no operation of the API/);
  });

  it.each([
    ['createDeployment', 'deploy'],
    ['deleteResource', 'deploy'],
    ['createProcessInstance', 'start'],
    ['publishMessage', 'start'],
    ['completeJob', 'work'],
    ['completeUserTask', 'work'],
    ['searchUserTasks', 'read'],
    ['getProcessInstance', 'read'],
    ['cancelProcessInstance', 'administer'],
    ['resolveIncident', 'administer'],
    ['createUser', 'administer'],
    ['getTopology', undefined],
  ])('%s takes the permission %s', (id, permission) => {
    expect(permissionFor(id)).toBe(permission);
  });
});

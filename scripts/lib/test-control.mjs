// A small HTTP server through which a test starts apps and kills and restarts the parts (test/support/system.ts). The
// processes belong to npm test, so all of them end with it, however a test ends.
import { createServer } from 'node:http';
import { onStop } from './stopping.mjs';

const actions = {
  kill9: (service) => service.kill9(),
  stop: (service) => service.stop(),
  start: (service) => service.start(),
  restart: async (service) => {
    await service.stop();
    await service.start();
  },
};

const partOf = (system, name) =>
  name === 'engine' || name === 'gateway' ? system[name] : system.apps.get(name)?.service;

async function answer(system, path, body) {
  if (path === '/apps') {
    const { service, ...app } = await system.startApp(body);
    return { ...app, pid: service.pid };
  }
  const [, name, action] = /^\/parts\/([\w-]+)\/(\w+)$/.exec(path) ?? [];
  const service = name && partOf(system, name);
  if (!service || !Object.hasOwn(actions, action)) throw new Error(`no such part or action: ${path}`);
  await actions[action](service);
  return { pid: service.pid };
}

/** Starts the control server; answers its address. */
export async function startControl(system) {
  const server = createServer((request, response) => {
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      const send = (status, content) => {
        response.writeHead(status, { 'content-type': 'application/json' });
        response.end(JSON.stringify(content));
      };
      const text = Buffer.concat(chunks).toString('utf8');
      Promise.resolve()
        .then(() => answer(system, request.url, text ? JSON.parse(text) : {}))
        .then(
          (content) => send(200, content),
          (error) => send(500, { message: [error.message, error.details].filter(Boolean).join('\n') }),
        );
    });
  });
  // starting an engine takes longer than Node lets a request take by default
  server.requestTimeout = 0;
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  onStop(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${server.address().port}`;
}

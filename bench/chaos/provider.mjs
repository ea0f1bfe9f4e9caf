// A provider of text messages that is no better than real ones: now and then it refuses, and now and then it takes a message
// but its answer is lost. It counts, by the Idempotency-Key, what it was given.
import { createServer } from 'node:http';
import { onStop } from '../../scripts/lib/stopping.mjs';

/** Starts it; answers its address and what it got. */
export async function startProvider(next) {
  const messages = new Map();
  let repeats = 0;
  const server = createServer((request, response) => {
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      const luck = next();
      if (luck < 0.03) {
        response.writeHead(503).end();
        return;
      }
      const id = String(request.headers['idempotency-key']);
      const text = Buffer.concat(chunks).toString('utf8');
      if (messages.has(id)) repeats += 1;
      messages.set(id, text);
      if (luck < 0.05) request.socket.destroy();
      else response.writeHead(204).end();
    });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  onStop(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${server.address().port}/`, messages, repeats: () => repeats };
}

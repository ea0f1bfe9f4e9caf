import { randomUUID } from 'node:crypto';
import { authorization } from './caller.support';
import { strictClient } from './strict-client';

jest.setTimeout(60_000);

const { call } = strictClient();
const file = (name: string, text: string) => new File([text], name, { type: 'text/plain' });

/** A request as it stands: what the client would refuse to send, and answers that are no JSON. */
async function send(method: string, path: string, body?: FormData | string, headers: Record<string, string> = {}) {
  const response = await fetch(`${process.env.GATEWAY_URL}/v2/documents${path}`, {
    method,
    body,
    headers: { ...(await authorization()), ...headers },
  });
  const text = await response.text();
  return { status: response.status, type: response.headers.get('content-type'), text };
}

const form = (parts: Record<string, string | File>) => {
  const data = new FormData();
  Object.entries(parts).forEach(([name, value]) => data.append(name, value));
  return data;
};

it('createDocument, getDocument, deleteDocument: a file comes back as it was', async () => {
  const documentId = `photo-${randomUUID()}`;
  const document = await call('createDocument', { file: file('街道.txt', 'a pothole'), documentId });
  expect(document).toMatchObject({
    'camunda.document.type': 'camunda',
    storeId: 'in-memory',
    documentId,
    metadata: { fileName: '街道.txt', contentType: expect.stringContaining('text/plain') as string, size: 9 },
  });
  const hash = `?contentHash=${String(document.contentHash)}`;
  expect(await send('GET', `/${documentId}${hash}`)).toMatchObject({
    status: 200,
    text: 'a pothole',
    type: expect.stringContaining('text/plain') as string,
  });
  expect((await send('GET', `/${documentId}`)).status).toBe(400);
  expect((await send('GET', `/${documentId}?contentHash=other`)).status).toBe(400);
  expect((await send('POST', `?documentId=${documentId}`, form({ file: file('b.txt', 'b') }))).status).toBe(409);
  await call('deleteDocument', { documentId });
  expect((await send('GET', `/${documentId}${hash}`)).status).toBe(404);
  await expect(call('deleteDocument', { documentId })).rejects.toMatchObject({ status: 404 });
});

it('createDocuments: several files at once, each with its metadata', async () => {
  const { createdDocuments, failedDocuments } = await call('createDocuments', {
    files: [file('a.txt', 'a'), file('b.txt', 'bb')],
  });
  expect(failedDocuments).toEqual([]);
  expect(createdDocuments).toMatchObject([{ metadata: { fileName: 'a.txt' } }, { metadata: { fileName: 'b.txt' } }]);
  const data = form({ metadataList: JSON.stringify([{ fileName: 'c', processInstanceKey: '1' }]) });
  data.append('files', file('a.txt', 'a'));
  const answer = await send('POST', '/batch', data);
  expect(answer.status).toBe(201);
  expect(JSON.parse(answer.text)).toMatchObject({
    createdDocuments: [{ metadata: { fileName: 'c', processInstanceKey: '1' } }],
  });
});

it('createDocumentLink: a link without sign-in is refused', async () => {
  const { documentId, contentHash } = await call('createDocument', { file: file('a.txt', 'a') });
  expect((await send('POST', `/${documentId}/links?contentHash=${contentHash}`)).status).toBe(403);
  expect((await send('POST', `/${documentId}/links`)).status).toBe(400);
  expect((await send('POST', '/absent/links')).status).toBe(404);
});

it('a document whose time is over is gone', async () => {
  const metadata = JSON.stringify({ expiresAt: new Date(Date.now() - 1000).toISOString() });
  const { text } = await send('POST', '', form({ file: file('a.txt', 'a'), metadata }));
  const { documentId, contentHash } = JSON.parse(text) as Record<string, string>;
  expect((await send('GET', `/${documentId}?contentHash=${contentHash}`)).status).toBe(404);
});

it.each<[string, number, string, FormData | string, Record<string, string>, string]>([
  ['without a file', 400, '', form({ other: 'x' }), {}, "Required part 'file' is not present."],
  ['batch without files', 400, '/batch', form({ other: 'x' }), {}, "Required part 'files' is not present."],
  [
    'in another store',
    400,
    '?storeId=aws',
    form({ file: file('a', 'a') }),
    {},
    "Document store with id 'aws' does not exist",
  ],
  [
    'with metadata of no meaning',
    400,
    '',
    form({ file: file('a', 'a'), metadata: '{"author":"x"}' }),
    {},
    'Request property [author] cannot be parsed',
  ],
  [
    'as JSON',
    415,
    '',
    '{}',
    { 'content-type': 'application/json' },
    "Content-Type 'application/json' is not supported.",
  ],
])('a document %s is refused', async (_case, status, path, body, headers, detail) => {
  const answer = await send('POST', path, body, headers);
  expect(answer.status).toBe(status);
  expect(JSON.parse(answer.text)).toMatchObject({ status, detail });
});

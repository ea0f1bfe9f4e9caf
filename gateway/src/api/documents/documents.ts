import type { Request } from 'express';
import { ApiProblem, badRequest, invalidArgument } from '../../common/problem';
import { STORE_ID, type DocumentMetadata, type DocumentReference } from '../../documents/documents';
import { readBody, Violations } from '../body';
import { filesOf, type UploadedFile } from '../multipart';
import type { Routes } from '../routes';

const METADATA = {
  contentType: 'text',
  fileName: 'text',
  expiresAt: 'text',
  size: 'integer',
  processDefinitionId: 'text',
  processInstanceKey: 'any',
  customProperties: 'object',
} as const;
const RFC_3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/i;

const queryText = (request: Request, name: string): string | undefined => {
  const value = request.query[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
};

/** Throws INVALID_ARGUMENT for a store that there is not: the gateway has one. */
function checkStore(request: Request): void {
  const storeId = queryText(request, 'storeId');
  if (storeId !== undefined && storeId !== STORE_ID) {
    throw invalidArgument(`Document store with id '${storeId}' does not exist`);
  }
}

/** The JSON of a part of the form, sent as a field or as a file. */
function jsonPart(request: Request, files: readonly UploadedFile[], name: string): unknown {
  const text =
    files.find(({ field }) => field === name)?.content.toString('utf8') ??
    (request.body as Record<string, string> | undefined)?.[name];
  if (text === undefined || text === '') {
    return undefined;
  }
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw badRequest(`Request property [${name}] cannot be parsed`);
  }
}

/** What a document is kept with: what its client says, else what the form says of the file. */
function metadataOf(given: unknown, file: UploadedFile): DocumentMetadata {
  const {
    size: _size,
    processInstanceKey: key,
    ...said
  } = readBody<DocumentMetadata & { size?: number }>(given, METADATA);
  new Violations()
    .key(key, 'processInstanceKey')
    .check(
      said.expiresAt === undefined || (RFC_3339.test(said.expiresAt) && !Number.isNaN(Date.parse(said.expiresAt))),
      `The provided expiresAt '${said.expiresAt}' cannot be parsed as a date according to RFC 3339, section 5.6`,
    )
    .refuse();
  return {
    contentType: file.contentType,
    fileName: file.name,
    ...said,
    ...(key === undefined ? {} : { processInstanceKey: String(key) }),
  };
}

/** The document store. */
export const documents: Routes = (router, { documents: store }) => {
  router.post('/documents', async (request, response) => {
    const files = await filesOf(request, response);
    checkStore(request);
    const file = files.find(({ field }) => field === 'file');
    if (!file) {
      throw badRequest("Required part 'file' is not present.");
    }
    const metadata = metadataOf(jsonPart(request, files, 'metadata'), file);
    const reference = await store.create(file.content, metadata, queryText(request, 'documentId'));
    response.status(201);
    return reference;
  });

  router.post('/documents/batch', async (request, response) => {
    const files = await filesOf(request, response);
    checkStore(request);
    const given = files.filter(({ field }) => field === 'files');
    if (given.length === 0) {
      throw badRequest("Required part 'files' is not present.");
    }
    const list = jsonPart(request, files, 'metadataList') ?? [];
    if (!Array.isArray(list) || (list.length > 0 && list.length !== given.length)) {
      throw invalidArgument('The number of files and metadata objects must match.');
    }
    const all = given.map((file, index) => ({ file, metadata: metadataOf(list[index], file) }));
    const createdDocuments: DocumentReference[] = [];
    const failedDocuments: { fileName: string; detail: string }[] = [];
    for (const { file, metadata } of all) {
      try {
        createdDocuments.push(await store.create(file.content, metadata));
      } catch (error) {
        if (!(error instanceof ApiProblem)) {
          throw error;
        }
        failedDocuments.push({ fileName: file.name, detail: error.detail });
      }
    }
    response.status(failedDocuments.length > 0 ? 207 : 201);
    return { createdDocuments, failedDocuments };
  });

  router.get('/documents/:documentId', async (request, response) => {
    checkStore(request);
    const { content, contentType } = await store.content(
      String(request.params.documentId),
      queryText(request, 'contentHash'),
    );
    // a file of a citizen's must never run as a page of this address
    response.set('X-Content-Type-Options', 'nosniff').attachment().type(contentType).send(content);
  });

  router.delete('/documents/:documentId', (request) => {
    checkStore(request);
    return store.remove(String(request.params.documentId));
  });

  router.post('/documents/:documentId/links', (request) => {
    checkStore(request);
    readBody(request.body, { timeToLive: 'integer' });
    return store.link(String(request.params.documentId), queryText(request, 'contentHash'));
  });
};

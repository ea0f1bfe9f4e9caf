import { createHash, randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import { alreadyExists, ApiProblem, invalidArgument, notFound } from '../common/problem';

/** The store's id: that of Camunda 8's own default store, which clients name. */
export const STORE_ID = 'in-memory';

/** What is known of a document beside its content. */
export interface DocumentMetadata {
  contentType?: string;
  fileName?: string;
  /** RFC 3339; the document is gone after it. */
  expiresAt?: string;
  processDefinitionId?: string;
  processInstanceKey?: string;
  customProperties?: Record<string, unknown>;
}

/** How clients and process variables refer to a document. */
export interface DocumentReference {
  'camunda.document.type': 'camunda';
  storeId: string;
  documentId: string;
  contentHash: string;
  metadata: DocumentMetadata & { size: number };
}

interface Row {
  content: Buffer;
  content_hash: string;
  metadata: DocumentMetadata;
}

/** Files that process instances carry by reference, in the gateway's own database: every gateway beside this one has them too. */
export class Documents {
  constructor(private readonly pool: Pool) {}

  /** Keeps a document, under an id of the client's choice if there is one. Throws ALREADY_EXISTS for an id that is taken. */
  async create(
    content: Buffer,
    metadata: DocumentMetadata,
    documentId: string = randomUUID(),
  ): Promise<DocumentReference> {
    const contentHash = createHash('sha256').update(content).digest('hex');
    await this.pool.query('DELETE FROM gateway.document WHERE expires_at <= now()');
    const { rowCount } = await this.pool.query(
      `INSERT INTO gateway.document (id, content, content_hash, metadata, expires_at) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT DO NOTHING`,
      [documentId, content, contentHash, metadata, metadata.expiresAt ?? null],
    );
    if (!rowCount) {
      throw alreadyExists(`Document with id '${documentId}' already exists`);
    }
    return {
      'camunda.document.type': 'camunda',
      storeId: STORE_ID,
      documentId,
      contentHash,
      metadata: { ...metadata, size: content.length },
    };
  }

  /** A document's content. Throws NOT_FOUND, and INVALID_ARGUMENT without the hash that its reference has. */
  async content(
    documentId: string,
    contentHash: string | undefined,
  ): Promise<{ content: Buffer; contentType: string }> {
    const { content, metadata } = await this.checked(documentId, contentHash);
    return { content, contentType: metadata.contentType ?? 'application/octet-stream' };
  }

  /** Forgets a document. Throws NOT_FOUND. */
  async remove(documentId: string): Promise<void> {
    const { rowCount } = await this.pool.query(
      'DELETE FROM gateway.document WHERE id = $1 AND (expires_at IS NULL OR expires_at > now())',
      [documentId],
    );
    if (!rowCount) {
      throw missing(documentId);
    }
  }

  /** Refuses a link, as Camunda's own default store does: a link would be an address without sign-in. */
  async link(documentId: string, contentHash: string | undefined): Promise<never> {
    await this.checked(documentId, contentHash);
    throw new ApiProblem(403, 'FORBIDDEN', `The ${STORE_ID} document store does not support creating links`);
  }

  private async checked(documentId: string, contentHash: string | undefined): Promise<Row> {
    const { rows } = await this.pool.query<Row>(
      `SELECT content, content_hash, metadata FROM gateway.document
       WHERE id = $1 AND (expires_at IS NULL OR expires_at > now())`,
      [documentId],
    );
    const [document] = rows;
    if (!document) {
      throw missing(documentId);
    }
    if (!contentHash) {
      throw invalidArgument(`No document hash provided for document ${documentId}`);
    }
    if (contentHash !== document.content_hash) {
      throw invalidArgument(`Document hash for document ${documentId} doesn't match the expected hash ${contentHash}`);
    }
    return document;
  }
}

const missing = (documentId: string) => notFound(`Document with id '${documentId}' not found`);

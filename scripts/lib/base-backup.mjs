// A physical copy of the whole PostgreSQL server through its replication protocol (BASE_BACKUP): every database as of one
// moment, while the system works. No program of PostgreSQL's is needed, of which the embedded package brings only the server.
import { Readable } from 'node:stream';
import pg from 'pg';

/** A copy of so many gigabytes takes its time; the server keeps the log of that time for us. */
const SLOT = 'CREATE_REPLICATION_SLOT hotline_backup TEMPORARY PHYSICAL RESERVE_WAL';
const COPY = "BASE_BACKUP (LABEL 'hotline', CHECKPOINT 'fast', WAL true, MANIFEST 'no')";

/** What BASE_BACKUP answers as a stream: a tar archive of the data folder with the log that makes it whole. */
class ServerFiles extends Readable {
  constructor() {
    super({ read: () => this.connection?.stream.resume() });
    this.rows = [];
  }

  submit(connection) {
    this.connection = connection;
    connection.query(COPY);
  }

  handleRowDescription() {}

  /** The position where the copy begins, the tablespaces, the position where it ends. */
  handleDataRow({ fields }) {
    this.rows.push(fields);
  }

  handleCopyData({ chunk }) {
    // 'd' is content; 'n' begins an archive, of which there is one: we make no tablespaces
    if (chunk[0] !== 0x64) return;
    // the driver uses its buffer again
    if (!this.push(Buffer.from(chunk.subarray(1)))) this.connection.stream.pause();
  }

  handleCommandComplete() {}

  handleReadyForQuery() {
    this.push(null);
  }

  handleError(error) {
    this.destroy(error);
  }
}

/**
 * Copies the server's files. `use` gets the tar archive as a stream; answers the position in the log at which the copy is
 * whole. The account needs the right to replicate. Throws what the server says.
 */
export async function copyServer(serverUrl, use) {
  const client = new pg.Client({ connectionString: serverUrl, replication: 'true', connectionTimeoutMillis: 10_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query(SLOT);
    const files = new ServerFiles();
    client.query(files);
    await use(files);
    return { from: files.rows.at(0)?.[0], to: files.rows.at(-1)?.[0] };
  } finally {
    await client.end().catch(() => {});
  }
}

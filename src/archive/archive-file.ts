import { createHash } from 'node:crypto';
import { closeSync, createReadStream, fsyncSync, openSync, writeSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { Unzip, UnzipInflate, UnzipPassThrough, Zip, ZipDeflate, ZipPassThrough } from 'fflate';

/** One file of an archive, as its manifest names it. */
export interface ArchiveEntry {
  path: string;
  sha256: string;
  bytes: number;
}

/** manifest.json of an archive: everything in it, each with its hash. */
export interface ArchiveManifest {
  format: 'hotline-archive/2';
  number: string;
  archivedAt: string;
  /** Until when it is kept, and why so long. */
  retainUntil: string;
  retention: 'ordinary' | 'important';
  entries: ArchiveEntry[];
}

/** What is wrong with an archive; decided by code. */
export interface ArchiveFinding {
  code: 'unreadable' | 'manifest-missing' | 'entry-missing' | 'entry-changed' | 'entry-unlisted' | 'file-changed';
  path?: string;
}

export const MANIFEST = 'manifest.json';

/** Writes an archive file (zip) piece by piece, so that a video in it is never in memory; hashes while it writes. */
export class ArchiveWriter {
  private readonly hash = createHash('sha256');
  private readonly handle: number;
  private readonly zip: Zip;
  private failure: Error | undefined;
  readonly entries: ArchiveEntry[] = [];

  constructor(
    path: string,
    private readonly at: Date,
  ) {
    this.handle = openSync(path, 'wx', 0o440);
    this.zip = new Zip((error, chunk) => {
      if (error) this.failure = error;
      else this.write(chunk);
    });
  }

  /** Adds a text or bytes. */
  add(path: string, content: string | Buffer): void {
    const bytes = Buffer.from(content);
    const file = new ZipDeflate(path, { level: 6 });
    file.mtime = this.at;
    this.zip.add(file);
    file.push(bytes, true);
    this.note(path, createHash('sha256').update(bytes).digest('hex'), bytes.length);
  }

  /** Adds a file as it is: pictures, sound and video are packed already. */
  async addFile(path: string, source: string): Promise<void> {
    const hash = createHash('sha256');
    let bytes = 0;
    const file = new ZipPassThrough(path);
    file.mtime = this.at;
    this.zip.add(file);
    for await (const chunk of createReadStream(source) as AsyncIterable<Buffer>) {
      hash.update(chunk);
      bytes += chunk.length;
      file.push(chunk);
    }
    file.push(new Uint8Array(), true);
    this.note(path, hash.digest('hex'), bytes);
  }

  /** Ends the file, flushed to the disk, and gives its hash. */
  close(manifest: Omit<ArchiveManifest, 'entries' | 'format'>): string {
    const whole: ArchiveManifest = { format: 'hotline-archive/2', ...manifest, entries: this.entries.slice() };
    this.add(MANIFEST, `${JSON.stringify(whole, null, 2)}\n`);
    this.zip.end();
    try {
      if (this.failure) throw this.failure;
      fsyncSync(this.handle);
    } finally {
      closeSync(this.handle);
    }
    return this.hash.digest('hex');
  }

  private note(path: string, sha256: string, bytes: number): void {
    if (this.failure) throw this.failure;
    this.entries.push({ path, sha256, bytes });
  }

  private write(chunk: Uint8Array): void {
    this.hash.update(chunk);
    for (let written = 0; written < chunk.length;) written += writeSync(this.handle, chunk, written);
  }
}

/**
 * Checks an archive file: whole by the hash that was noted when it was made, where it is known, and entry by entry by its
 * manifest. An empty list is an archive as it was made.
 */
export async function checkArchive(path: string, sha256?: string): Promise<ArchiveFinding[]> {
  const found = new Map<string, string>();
  let manifest: ArchiveManifest | undefined;
  let whole: string;
  try {
    whole = await eachEntry(path, (name, hash, content) => {
      found.set(name, hash);
      if (name === MANIFEST) manifest = JSON.parse(content().toString('utf8')) as ArchiveManifest;
    });
  } catch {
    return [{ code: 'unreadable' }];
  }
  const findings: ArchiveFinding[] = sha256 && whole !== sha256 ? [{ code: 'file-changed' }] : [];
  if (!manifest) return [...findings, { code: 'manifest-missing' }];
  for (const { path: name, sha256: expected } of manifest.entries) {
    const actual = found.get(name);
    if (actual === undefined) findings.push({ code: 'entry-missing', path: name });
    else if (actual !== expected) findings.push({ code: 'entry-changed', path: name });
    found.delete(name);
  }
  found.delete(MANIFEST);
  return [...findings, ...[...found.keys()].map((name) => ({ code: 'entry-unlisted' as const, path: name }))];
}

/** The JSON files of an archive by their names without suffix, for whoever reads it on the screen. */
export async function readArchive(path: string): Promise<Record<string, unknown>> {
  const contents: Record<string, unknown> = {};
  await eachEntry(path, (name, _hash, content) => {
    if (name.endsWith('.json')) contents[name.slice(0, -'.json'.length)] = JSON.parse(content().toString('utf8'));
  });
  return contents;
}

/** Walks the entries with their hashes, and gives the hash of the whole file. Only texts are kept while walking. */
async function eachEntry(
  path: string,
  see: (name: string, sha256: string, content: () => Buffer) => void,
): Promise<string> {
  const whole = createHash('sha256');
  let failure: Error | undefined;
  let open = 0;
  const unzip = new Unzip((file) => {
    const hash = createHash('sha256');
    const kept: Uint8Array[] = [];
    open += 1;
    file.ondata = (error, chunk, final) => {
      if (error) {
        failure = error;
        return;
      }
      hash.update(chunk);
      if (file.name.endsWith('.json')) kept.push(chunk);
      if (!final) return;
      open -= 1;
      see(file.name, hash.digest('hex'), () => Buffer.concat(kept));
    };
    file.start();
  });
  unzip.register(UnzipInflate);
  unzip.register(UnzipPassThrough);
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    whole.update(chunk);
    unzip.push(chunk);
    if (failure) throw failure;
  }
  unzip.push(new Uint8Array(), true);
  if (failure) throw failure;
  if (open > 0) throw new Error('the archive ends too early');
  return whole.digest('hex');
}

/** The text of an archive of the first format, which was one JSON file; null when it is not as it was made. */
export async function readFirstFormat(path: string, sha256: string): Promise<string | null> {
  const text = await readFile(path, 'utf8').catch(() => null);
  return text !== null && createHash('sha256').update(text).digest('hex') === sha256 ? text : null;
}

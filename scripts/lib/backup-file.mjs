// The file of a backup: a gzipped tar archive that any tool opens. `backup.json` comes first and says what it is, then
// `secrets.json` if it holds the keys, `postgres/` and `documents/`; `manifest.json` comes last, so a backup that broke off is known.
import { createReadStream, createWriteStream } from 'node:fs';
import { chmod, mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join, normalize, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import tar from 'tar-stream';
import { copyServer } from './base-backup.mjs';
import { UserError } from './messages.mjs';

const FORMAT = 1;

/** Adds a text. */
const addText = (pack, name, text) =>
  new Promise((resolve, reject) => {
    pack.entry({ name, mode: 0o600 }, text, (error) => (error ? reject(error) : resolve()));
  });

/** Adds what a stream holds. */
const addStream = (pack, header, stream) =>
  new Promise((resolve, reject) => {
    stream.on('error', reject);
    const entry = pack.entry(header, (error) => (error ? reject(error) : resolve()));
    stream.pipe(entry);
  });

async function addServer(pack, files) {
  const extract = tar.extract();
  const read = pipeline(files, extract);
  // it is awaited below, and a failure breaks the loop first
  read.catch(() => {});
  let count = 0;
  for await (const entry of extract) {
    const header = { ...entry.header, name: `postgres/${entry.header.name}`, pax: null };
    if (header.type === 'file') await addStream(pack, header, entry);
    else {
      pack.entry(header);
      entry.resume();
    }
    count += 1;
  }
  await read;
  return count;
}

/** Files of a folder below itself; what is still being written is not one yet. */
async function* filesOf(folder, below = '') {
  const entries = await readdir(join(folder, below), { withFileTypes: true }).catch((error) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  for (const entry of entries) {
    const path = join(below, entry.name);
    if (entry.isDirectory()) yield* filesOf(folder, path);
    else if (entry.isFile() && !entry.name.endsWith('.part')) yield path;
  }
}

async function addDocuments(pack, folder) {
  let count = 0;
  for await (const path of filesOf(folder)) {
    const file = await open(join(folder, path)).catch((error) => {
      // removed since the folder was read, with the row that named it
      if (error.code === 'ENOENT') return null;
      throw error;
    });
    if (!file) continue;
    try {
      const { size, mtime } = await file.stat();
      const header = { name: `documents/${path.split(sep).join('/')}`, size, mtime, mode: 0o600 };
      if (size === 0) await addText(pack, header.name, '');
      else await addStream(pack, header, file.createReadStream({ end: size - 1, autoClose: false }));
      count += 1;
    } finally {
      await file.close();
    }
  }
  return count;
}

/**
 * Writes a backup. The databases are as of one moment; the files are copied after it, and a file is there before a row names
 * it, so every row finds its file. @param options serverUrl; documents: folder; secrets: text of secrets.json, or null; out: file
 */
export async function writeBackup({ serverUrl, documents, secrets, out }) {
  const draft = `${out}.part`;
  const pack = tar.pack();
  await mkdir(dirname(out), { recursive: true });
  const written = pipeline(pack, createGzip({ level: 1 }), createWriteStream(draft, { mode: 0o600 }));
  written.catch(() => {});
  try {
    const about = { format: FORMAT, takenAt: new Date().toISOString(), holdsKeys: secrets !== null };
    const fill = async () => {
      await addText(pack, 'backup.json', `${JSON.stringify(about)}\n`);
      if (secrets !== null) await addText(pack, 'secrets.json', secrets);
      let serverFiles = 0;
      const position = await copyServer(serverUrl, async (files) => {
        serverFiles = await addServer(pack, files);
      });
      const manifest = { ...about, ...position, serverFiles, documents: await addDocuments(pack, documents) };
      await addText(pack, 'manifest.json', `${JSON.stringify(manifest)}\n`);
      pack.finalize();
      return manifest;
    };
    // a full disk ends the writing, and what waits for it would wait for ever
    const manifest = await Promise.race([fill(), written.then(() => new Promise(() => {}))]);
    await written;
    await rename(draft, out);
    return manifest;
  } catch (error) {
    pack.destroy();
    await rm(draft, { force: true });
    throw error;
  }
}

async function textOf(entry) {
  const chunks = [];
  for await (const chunk of entry) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

/** Where an entry goes, or null where it belongs nowhere: an archive may name paths that lead elsewhere. */
function targetOf(name, folders) {
  const [top, ...rest] = normalize(name).split(sep);
  const folder = Object.hasOwn(folders, top) ? folders[top] : null;
  if (!folder || rest.length === 0 || rest.includes('..')) return null;
  return join(folder, ...rest);
}

/**
 * Unpacks a backup into folders. `begin` is told what it is before anything is written and may refuse. Answers the manifest and,
 * where the backup holds them, the secrets. @param folders {postgres, documents}; @param own called with each path of postgres
 */
export async function readBackup(file, folders, begin, own) {
  const extract = tar.extract();
  const read = pipeline(createReadStream(file), createGunzip(), extract);
  read.catch(() => {});
  let about = null;
  let secrets = null;
  let manifest = null;
  const damaged = (reason) => new UserError('backup-damaged', { file, reason });
  try {
    for await (const entry of extract) {
      const { name, type } = entry.header;
      if (!about) {
        if (name !== 'backup.json') throw damaged('backup.json');
        about = JSON.parse(await textOf(entry));
        if (about.format !== FORMAT) throw new UserError('backup-format', { file, found: about.format });
        begin(about);
      } else if (name === 'secrets.json') secrets = await textOf(entry);
      else if (name === 'manifest.json') manifest = JSON.parse(await textOf(entry));
      else await unpack(entry, type, targetOf(name, folders), () => damaged(name), name.startsWith('postgres/') && own);
    }
    await read;
  } catch (error) {
    extract.destroy();
    if (error instanceof UserError || error.code === 'ENOSPC' || error.code === 'EACCES') throw error;
    throw damaged(error.message);
  }
  if (!manifest) throw damaged('manifest.json');
  return { manifest, secrets };
}

async function unpack(entry, type, target, damaged, own) {
  if (!target) throw damaged();
  if (type === 'directory') {
    entry.resume();
    await mkdir(target, { recursive: true, mode: 0o700 });
  } else if (type === 'file') {
    await mkdir(dirname(target), { recursive: true, mode: 0o700 });
    await pipeline(entry, createWriteStream(target, { mode: 0o600 }));
  } else throw damaged();
  await chmod(target, type === 'directory' ? 0o700 : 0o600);
  if (own) own(target);
}

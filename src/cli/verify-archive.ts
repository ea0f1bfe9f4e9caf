import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { Client } from 'pg';
import { checkArchive, type ArchiveFinding, readFirstFormat } from '../archive/archive-file';

/** An archive that is not as it was made. */
export interface DamagedArchive {
  file: string;
  findings: (ArchiveFinding | { code: 'file-missing' | 'row-missing' })[];
}

/** What the check of a folder came to. */
export interface VerifiedArchives {
  checked: number;
  damaged: DamagedArchive[];
}

/**
 * Checks every archive below a folder by its manifest and, with the address of the database, by the hashes that were noted
 * when they were made: then a file that is gone, or that no row knows, is found, too.
 */
export async function verifyArchives(folder: string, databaseUrl?: string): Promise<VerifiedArchives> {
  const noted = databaseUrl ? await notedHashes(databaseUrl) : undefined;
  const files = existsSync(folder) ? filesBelow(folder).map((path) => relative(folder, path)) : [];
  const archives = files.filter((file) => /\.(zip|json)$/.test(file)).sort();
  const damaged: DamagedArchive[] = [];
  for (const file of archives) {
    const sha256 = noted?.get(file);
    const findings: DamagedArchive['findings'] = file.endsWith('.zip')
      ? await checkArchive(join(folder, file), sha256)
      : await checkFirstFormat(join(folder, file), sha256);
    // A file without a row is what a crash before the commit left behind; nobody needs it, and nobody may take it for one.
    if (noted && sha256 === undefined) findings.push({ code: 'row-missing' });
    if (findings.length > 0) damaged.push({ file, findings });
  }
  for (const file of noted?.keys() ?? []) {
    if (!archives.includes(file)) damaged.push({ file, findings: [{ code: 'file-missing' }] });
  }
  return { checked: archives.length, damaged };
}

async function checkFirstFormat(path: string, sha256: string | undefined): Promise<ArchiveFinding[]> {
  if (sha256 === undefined) return [];
  return (await readFirstFormat(path, sha256)) === null ? [{ code: 'file-changed' }] : [];
}

async function notedHashes(url: string): Promise<Map<string, string>> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ file: string; sha256: string }>(
      `SELECT file, sha256 FROM archive_bundle b
       WHERE NOT EXISTS (SELECT FROM case_erasure e WHERE e.case_id = b.case_id)`,
    );
    return new Map(rows.map(({ file, sha256 }) => [file, sha256]));
  } finally {
    await client.end();
  }
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesBelow(path) : [path];
  });
}

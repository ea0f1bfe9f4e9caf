import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync, zipSync } from 'fflate';
import { ArchiveWriter, checkArchive, readArchive } from './archive-file';

const at = new Date('2026-03-02T02:00:00Z');
const folder = mkdtempSync(join(tmpdir(), 'archive-'));
let made = 0;

/** An archive of a case with a history, a document and a picture; its path and hash. */
async function archive(): Promise<{ path: string; sha256: string }> {
  const path = join(folder, `${(made += 1)}.zip`);
  const picture = join(folder, `${made}.jpg`);
  writeFileSync(picture, randomBytes(300_000));
  const writer = new ArchiveWriter(path, at);
  writer.add('case.json', JSON.stringify({ number: '20260302000001', content: '路灯坏了' }));
  writer.add('history.json', JSON.stringify([{ type: 'registered' }]));
  await writer.addFile('attachments/1-photo.jpg', picture);
  const sha256 = writer.close({
    number: '20260302000001',
    archivedAt: at.toISOString(),
    retainUntil: '2037-01-01T00:00:00Z',
    retention: 'ordinary',
  });
  return { path, sha256 };
}

/** Packs an archive again after somebody changed its files, as one with time and tools would. */
function repack(path: string, change: (files: Record<string, Uint8Array>) => void): void {
  const files = unzipSync(readFileSync(path));
  change(files);
  const again = join(folder, `${(made += 1)}-again.zip`);
  writeFileSync(again, zipSync(files));
  repacked = again;
}
let repacked = '';
const text = (value: unknown): Uint8Array => Buffer.from(JSON.stringify(value));

describe('an archive file', () => {
  it('is an ordinary zip that says what is in it and reads back as it was written', async () => {
    const { path, sha256 } = await archive();
    expect(await checkArchive(path, sha256)).toEqual([]);
    const names = Object.keys(unzipSync(readFileSync(path))).sort();
    expect(names).toEqual(['attachments/1-photo.jpg', 'case.json', 'history.json', 'manifest.json']);
    expect(await readArchive(path)).toMatchObject({
      case: { content: '路灯坏了' },
      manifest: { format: 'hotline-archive/2', retention: 'ordinary', entries: [{ path: 'case.json' }, {}, {}] },
    });
  });

  it.each([
    [
      'a file was changed',
      (files: Record<string, Uint8Array>) => (files['case.json'] = text({ content: '一切正常' })),
      'entry-changed',
    ],
    ['a file was taken out', (files: Record<string, Uint8Array>) => delete files['history.json'], 'entry-missing'],
    ['a file was put in', (files: Record<string, Uint8Array>) => (files['extra.json'] = text({})), 'entry-unlisted'],
    [
      'the manifest was taken out',
      (files: Record<string, Uint8Array>) => delete files['manifest.json'],
      'manifest-missing',
    ],
  ])('shows that %s, without a database', async (_what, change, code) => {
    repack((await archive()).path, change);
    expect((await checkArchive(repacked)).map((finding) => finding.code)).toContain(code);
  });

  it('shows by the noted hash that file and manifest were changed together', async () => {
    const { path, sha256 } = await archive();
    repack(path, () => undefined);
    expect(await checkArchive(repacked)).toEqual([]);
    expect(await checkArchive(repacked, sha256)).toEqual([{ code: 'file-changed' }]);
  });

  it.each([0, 100, 400, 5000])('shows that the byte at %s was flipped', async (offset) => {
    const { path, sha256 } = await archive();
    const bytes = readFileSync(path);
    bytes[offset]! ^= 0xff;
    const damaged = join(folder, `${(made += 1)}-damaged.zip`);
    writeFileSync(damaged, bytes);
    expect(await checkArchive(damaged, sha256)).not.toEqual([]);
  });

  it('shows that it was cut off', async () => {
    const { path, sha256 } = await archive();
    const cut = join(folder, `${(made += 1)}-cut.zip`);
    writeFileSync(cut, readFileSync(path).subarray(0, 1000));
    expect(await checkArchive(cut, sha256)).not.toEqual([]);
  });

  it('is never written over', async () => {
    const { path } = await archive();
    expect(() => new ArchiveWriter(path, at)).toThrow('EEXIST');
  });
});

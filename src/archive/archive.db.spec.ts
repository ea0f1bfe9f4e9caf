import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { DataSource } from 'typeorm';
import { type Services, startServices } from '../../test/support/database';
import { attachmentFolder } from '../attachments/attachments.service';
import { CasesService } from '../cases/cases.service';
import { RegistrationsService } from '../cases/registrations.service';
import { verifyArchives } from '../cli/verify-archive';
import type { ProcessHistory } from '../monitor/case-path.service';
import { archiveFolder, ArchiveService, sha256Of } from './archive.service';

jest.setTimeout(120_000);

const PROCESSES: ProcessHistory[] = [
  {
    key: '1',
    name: '市民热线诉求件',
    version: 3,
    state: 'ACTIVE',
    hasIncident: false,
    startedAt: '2026-03-02T01:00:00.000Z',
    endedAt: null,
    parentKey: null,
    parentElementInstanceKey: null,
    elements: [
      {
        key: '2',
        elementId: 'classify-case',
        name: '分类',
        type: 'SERVICE_TASK',
        state: 'COMPLETED',
        hasIncident: false,
        startedAt: '2026-03-02T01:00:00.000Z',
        endedAt: '2026-03-02T01:00:01.000Z',
      },
    ],
  },
];

describe('the archive of a case (立卷归档, D1 一(一)6)', () => {
  let services: Services;
  let archive: ArchiveService;
  let registrations: RegistrationsService;
  let cases: CasesService;
  let database: DataSource;

  beforeAll(async () => {
    services = await startServices();
    archive = services.get(ArchiveService);
    registrations = services.get(RegistrationsService);
    cases = services.get(CasesService);
    database = services.get(DataSource);
  });
  afterAll(() => services?.stop());

  /** A case with an answer given, archived. */
  const archived = async (content: string) => {
    const { id } = await registrations.register(
      { content, channel: 'phone', citizen: { name: '张三', phone: '13800000001' } },
      'agent',
    );
    await cases.recordAnswer(`answer:${id}`, id, { text: '已为您说明办理方式。', by: 'agent' });
    await archive.archive(`archive:${id}`, id, PROCESSES);
    return id;
  };

  it('is one zip with the texts of everything, the documents, and the volume on paper in Chinese type', async () => {
    const id = await archived('社保卡丢了怎么补办');
    const { bundle, path } = await archive.fileOf(id);
    const files = unzipSync(readFileSync(path));
    const manifest = JSON.parse(strFromU8(files['manifest.json']!)) as {
      entries: { path: string }[];
      retainUntil: string;
    };
    expect(manifest.entries.map((one) => one.path).sort()).toEqual(
      Object.keys(files)
        .filter((name) => name !== 'manifest.json')
        .sort(),
    );
    expect(strFromU8(files['case.json']!)).toContain('社保卡丢了怎么补办');
    expect(strFromU8(files['case.json']!)).not.toMatch(/queryCode/i);
    expect(strFromU8(files['history.json']!)).toContain('"archived"');
    expect(JSON.parse(strFromU8(files['processes.json']!))).toEqual(PROCESSES);
    expect(Object.keys(files).some((name) => /^documents\/reply-.*\.html$/.test(name))).toBe(true);
    expect(Buffer.from(files['volume.pdf']!).toString('latin1')).toContain('NotoSansHans');
    expect(bundle.retention).toBe('ordinary');
    expect(manifest.retainUntil).toBe(bundle.retainUntil!.toISOString());
  });

  it('holds the attachments of the case as they came in, under names that lead nowhere else', async () => {
    const { id } = await registrations.register({ content: '路面塌陷，附照片', channel: 'web' }, 'agent');
    const picture = Buffer.from('a picture');
    mkdirSync(join(attachmentFolder(), 'aa'), { recursive: true });
    writeFileSync(join(attachmentFolder(), 'aa', 'picture'), picture);
    await database.query(
      `INSERT INTO attachment (id, case_id, purpose, kind, name, media_type, bytes, sha256, file, uploaded_by, uploaded_at)
       VALUES (gen_random_uuid(), $1, 'intake', 'picture', '../../照片.jpg', 'image/jpeg', $2, $3, 'aa/picture', 'agent', now())`,
      [id, picture.length, sha256Of(picture)],
    );
    await archive.archive(`archive:${id}`, id, PROCESSES);
    const files = unzipSync(readFileSync((await archive.fileOf(id)).path));
    const names = Object.keys(files).filter((name) => name.startsWith('attachments/'));
    expect(names).toEqual(['attachments/1-__.._照片.jpg']);
    expect(Buffer.from(files[names[0]!]!).equals(picture)).toBe(true);
  });

  it('is made once, and a case that is archived is never changed again', async () => {
    const id = await archived('咨询公积金提取');
    const { bundle } = await archive.fileOf(id);
    expect(await archive.archive('another job', id, [])).toEqual({ sha256: bundle.sha256 });
    await expect(cases.recordAnswer('late', id, { text: '再答一次', by: 'agent' })).rejects.toMatchObject({
      code: 'case-closed',
    });
    await expect(database.query('UPDATE archive_bundle SET sha256 = $1', ['0'])).rejects.toThrow('append-only');
  });

  it('shows that somebody changed a file on the disk: when it is read, when it is exported, and to whoever checks them all', async () => {
    const url = process.env.DATABASE_URL!;
    expect(await verifyArchives(archiveFolder(), url)).toMatchObject({ damaged: [] });
    const id = await archived('路灯坏了');
    const { bundle, path } = await archive.fileOf(id);
    const bytes = readFileSync(path);
    bytes[200]! ^= 1;
    chmodSync(path, 0o640);
    writeFileSync(path, bytes);
    await expect(archive.read(id)).rejects.toMatchObject({ code: 'archive-damaged' });
    await expect(archive.fileOf(id)).rejects.toMatchObject({ code: 'archive-damaged' });
    const { damaged } = await verifyArchives(archiveFolder(), url);
    expect(damaged.map(({ file }) => file)).toEqual([bundle.file]);
  });

  it('reads what the first format wrote', async () => {
    const { id, number } = await registrations.register({ content: '旧档案', channel: 'letter' }, 'agent');
    const text = `${JSON.stringify({ manifest: { format: 'hotline-archive/1', number } })}\n`;
    writeFileSync(join(archiveFolder(), 'old.json'), text);
    await database.query(
      `INSERT INTO archive_bundle (case_id, file, sha256, documents, events, archived_at) VALUES ($1, 'old.json', $2, 0, 1, now())`,
      [id, sha256Of(text)],
    );
    expect((await archive.read(id)).text).toBe(text);
  });
});

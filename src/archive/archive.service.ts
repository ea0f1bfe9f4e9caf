import { createHash, randomUUID } from 'node:crypto';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { tz } from '@date-fns/tz';
import { format } from 'date-fns';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { AttachmentsService } from '../attachments/attachments.service';
import { CaseEvent } from '../cases/case-event.entity';
import { CaseHistory, SYSTEM } from '../cases/case-history';
import { Case } from '../cases/case.entity';
import { Citizen } from '../citizens/citizen.entity';
import { Clock } from '../clock/clock';
import { HotlineConfig } from '../config/hotline-config';
import { DocumentsService } from '../documents/documents.service';
import type { ProcessHistory } from '../monitor/case-path.service';
import { EffectsService } from '../outbox';
import { renderPdf } from '../pdf/render-pdf';
import { Sealer } from '../personal-data/sealed-column';
import { Problem } from '../problems/problem';
import { SupervisionService } from '../supervision/supervision.service';
import { ArchiveBundle } from './archive-bundle.entity';
import { ArchiveWriter, checkArchive, readArchive, readFirstFormat } from './archive-file';
import { volumeOf } from './archive-volume';
import { type Retention, retentionOf } from './retention';

/** Tables whose rows of a case go into its archive as they are. */
const ROWS_OF_CASE: Record<string, string> = {
  assignments: 'SELECT * FROM assignment WHERE case_id = $1 ORDER BY routed_at, id',
  returnRequests:
    'SELECT r.* FROM return_request r JOIN assignment a ON a.id = r.assignment_id WHERE a.case_id = $1 ORDER BY r.requested_at',
  extensionRequests:
    'SELECT r.* FROM extension_request r JOIN assignment a ON a.id = r.assignment_id WHERE a.case_id = $1 ORDER BY r.requested_at',
  phoneNotices:
    'SELECT p.* FROM phone_notice p JOIN assignment a ON a.id = p.assignment_id WHERE a.case_id = $1 ORDER BY p.phoned_at',
  instructions: 'SELECT * FROM instruction WHERE case_id = $1 ORDER BY instructed_at',
  negotiations: 'SELECT * FROM negotiation WHERE case_id = $1 ORDER BY opened_at',
  routingRecords: 'SELECT * FROM routing_record WHERE case_id = $1 ORDER BY at',
  merges: 'SELECT * FROM case_merge WHERE case_id = $1 OR main_case_id = $1 ORDER BY merged_at',
  phoneCalls: 'SELECT * FROM phone_call WHERE case_id = $1 ORDER BY incoming_at',
  staffComplaints: 'SELECT * FROM staff_complaint WHERE case_id = $1 ORDER BY recorded_at',
  attachments: 'SELECT * FROM attachment WHERE case_id = $1 ORDER BY uploaded_at',
  supervisions: 'SELECT * FROM supervision WHERE case_id = $1 ORDER BY requested_at',
  mediaArticles: 'SELECT * FROM media_article WHERE case_id = $1 ORDER BY published_at, id',
  opinionWatches: 'SELECT * FROM opinion_watch WHERE case_id = $1 ORDER BY opened_at, id',
  inboundMessages:
    'SELECT channel, message_id, sender, title, content, received_at, reply, replied_by, replied_at FROM inbound_message WHERE case_id = $1 ORDER BY received_at',
  urges: 'SELECT * FROM urge WHERE case_id = $1 ORDER BY urged_at',
  remarks: 'SELECT * FROM remark WHERE case_id = $1 ORDER BY made_at',
  // The survey's token is a key, not a record.
  revisits:
    'SELECT id, round, attempt, opened_at, via, reached, satisfaction, comment, answered_at, result, recorded_at FROM revisit WHERE case_id = $1 ORDER BY round, attempt',
  submissions:
    'SELECT element_id, kept, sent, submitted_by, submitted_at FROM task_submission WHERE case_id = $1 ORDER BY submitted_at',
};

/** The door of the archive (立卷归档): all material of a case sorted into one file that nobody changes. */
@Injectable()
export class ArchiveService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly config: HotlineConfig,
    private readonly history: CaseHistory,
    private readonly effects: EffectsService,
    private readonly documents: DocumentsService,
    private readonly supervision: SupervisionService,
    private readonly attachments: AttachmentsService,
  ) {}

  /**
   * Closes the case: its event, then the archive file over everything, `processes` being its way through the diagrams, then
   * the row. The file is named by its content's
   * hash and written before the commit: a crash between leaves a file that no row names, never a row without its file.
   */
  async archive(effectKey: string, caseId: string, processes: ProcessHistory[]): Promise<{ sha256: string }> {
    return this.effects.once(effectKey, async (manager) => {
      const found = await this.history.lock(manager, caseId);
      const earlier = await manager.findOneBy(ArchiveBundle, { caseId });
      if (earlier) return { sha256: earlier.sha256 };
      const archivedAt = this.clock.now();
      await this.supervision.lapse(manager, caseId);
      await this.history.append(manager, {
        caseId,
        type: 'archived',
        actor: SYSTEM,
        dedupeKey: effectKey,
        stage: 'archived',
        changes: { closedAt: archivedAt },
        at: archivedAt,
      });
      const { retentionYears } = this.config.profile(found.profile);
      const retention = retentionOf(found, archivedAt, retentionYears, this.config.timeZone);
      const written = await this.write(manager, { found, processes }, archivedAt, retention);
      await manager.insert(ArchiveBundle, { caseId, ...written, archivedAt, ...retention });
      return { sha256: written.sha256 };
    });
  }

  /** Writes the file aside, and moves it to its name once it is whole. */
  private async write(
    manager: EntityManager,
    { found, processes }: { found: Case; processes: ProcessHistory[] },
    archivedAt: Date,
    retention: Retention,
  ): Promise<Pick<ArchiveBundle, 'file' | 'sha256' | 'documents' | 'events'>> {
    const folder = found.number.slice(0, 8);
    await mkdir(join(archiveFolder(), folder), { recursive: true });
    const aside = join(archiveFolder(), folder, `${found.number}.${randomUUID()}.part`);
    const writer = new ArchiveWriter(aside, archivedAt);
    try {
      const counts = await this.fill(writer, manager, { found, processes }, archivedAt);
      const sha256 = writer.close({
        number: found.number,
        archivedAt: archivedAt.toISOString(),
        retention: retention.retention,
        retainUntil: retention.retainUntil.toISOString(),
      });
      const file = join(folder, `${found.number}-${sha256.slice(0, 16)}.zip`);
      await rename(aside, join(archiveFolder(), file));
      return { file, sha256, ...counts };
    } catch (error) {
      await rm(aside, { force: true });
      throw error;
    }
  }

  private async fill(
    writer: ArchiveWriter,
    manager: EntityManager,
    { found, processes }: { found: Case; processes: ProcessHistory[] },
    archivedAt: Date,
  ): Promise<{ documents: number; events: number }> {
    const fresh = await manager.findOneByOrFail(Case, { id: found.id });
    const { queryCode: _code, idempotencyKey: _key, idempotencyHash: _hash, ...caseRow } = fresh;
    const events = await manager.find(CaseEvent, { where: { caseId: found.id }, order: { id: 'ASC' } });
    const documents = await this.documents.ofCase(found.id, manager);
    const json = (name: string, value: unknown): void => writer.add(`${name}.json`, JSON.stringify(value, null, 2));
    json('case', caseRow);
    json('citizen', await manager.findOneByOrFail(Citizen, { id: found.citizenId }));
    json(
      'history',
      events.map(({ dedupeKey: _dedupe, ...event }) => event),
    );
    json('processes', processes);
    for (const [name, sql] of Object.entries(ROWS_OF_CASE)) {
      const rows: Record<string, unknown>[] = await manager.query(sql, [found.id]);
      json(
        name,
        rows.map((row) => opened(name, row)),
      );
    }
    for (const { kind, number, html } of documents) writer.add(`documents/${kind}-${number}.html`, html);
    for (const [at, attachment] of (await this.attachments.ofCase(found.id, manager)).entries()) {
      const path = `attachments/${at + 1}-${fileNameOf(attachment.name)}`;
      await writer.addFile(path, this.attachments.pathOf(attachment));
    }
    const shown = (instant: Date): string => format(instant, 'yyyy-MM-dd HH:mm', { in: tz(this.config.timeZone) });
    const about = { title: found.number, author: this.config.body(found.body).name, at: archivedAt };
    writer.add('volume.pdf', await renderPdf(volumeOf(fresh, { documents, history: events, processes }, shown), about));
    return { documents: documents.length, events: events.length };
  }

  /** The texts of an archived case's file, checked against the hash that was noted when it was made. */
  async read(caseId: string): Promise<{ bundle: ArchiveBundle; text: string }> {
    const bundle = await this.bundleOf(caseId);
    const path = join(archiveFolder(), bundle.file);
    if (!bundle.file.endsWith('.zip')) {
      const text = await readFirstFormat(path, bundle.sha256);
      if (text === null) throw new Problem('archive-damaged');
      return { bundle, text };
    }
    await this.check(path, bundle.sha256);
    return { bundle, text: JSON.stringify(await readArchive(path), null, 2) };
  }

  /** Where the file of an archived case lies, after the same check; its name is what it is saved under. */
  async fileOf(caseId: string): Promise<{ bundle: ArchiveBundle; path: string }> {
    const bundle = await this.bundleOf(caseId);
    const path = join(archiveFolder(), bundle.file);
    if (bundle.file.endsWith('.zip')) await this.check(path, bundle.sha256);
    else if ((await readFirstFormat(path, bundle.sha256)) === null) throw new Problem('archive-damaged');
    return { bundle, path };
  }

  private async check(path: string, sha256: string): Promise<void> {
    const findings = await checkArchive(path, sha256);
    if (findings.length > 0) throw new Problem('archive-damaged', {}, { findings });
  }

  private async bundleOf(caseId: string): Promise<ArchiveBundle> {
    const bundle = await this.dataSource.getRepository(ArchiveBundle).findOneBy({ caseId });
    if (!bundle) throw new Problem('not-found');
    const erased: unknown[] = await this.dataSource.query('SELECT FROM case_erasure WHERE case_id = $1', [caseId]);
    if (erased.length > 0) throw new Problem('archive-erased');
    return bundle;
  }
}

/** Columns of these rows that are sealed where they stand; the archive is read without our keys. */
const SEALED: Record<string, [column: string, Sealer]> = {
  inboundMessages: ['sender', new Sealer('inbound_message.sender')],
  phoneCalls: ['caller', new Sealer('phone_call.caller')],
};

function opened(name: string, row: Record<string, unknown>): Record<string, unknown> {
  const [column, sealer] = SEALED[name] ?? [];
  return column && sealer ? { ...row, [column]: sealer.from(row[column] as string | null) } : row;
}

/** A name that leads nowhere else: whoever unpacks the archive gets a file in its folder. */
function fileNameOf(name: string): string {
  // eslint-disable-next-line no-control-regex
  return name.replace(/[\\/:*?"<>|\u0000-\u001f]/g, '_').replace(/^\.+/, '_');
}

/** Where archives are kept: below the data folder that the operator names. */
export function archiveFolder(): string {
  return join(process.env.HOTLINE_DATA ?? '.data', 'archive');
}

/** The hash of bytes, as manifests and rows note it. */
export function sha256Of(bytes: Buffer | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

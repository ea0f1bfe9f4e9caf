import { createHash } from 'node:crypto';
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { CaseEvent } from '../cases/case-event.entity';
import { CaseHistory, SYSTEM } from '../cases/case-history';
import { Case } from '../cases/case.entity';
import { Citizen } from '../citizens/citizen.entity';
import { Clock } from '../clock/clock';
import { DocumentsService } from '../documents/documents.service';
import { EffectsService } from '../outbox';
import { Problem } from '../problems/problem';
import { SupervisionService } from '../supervision/supervision.service';
import { ArchiveBundle } from './archive-bundle.entity';

/** Tables whose rows of a case go into its bundle as they are. */
const ROWS_OF_CASE: Record<string, string> = {
  assignments: 'SELECT * FROM assignment WHERE case_id = $1 ORDER BY routed_at, id',
  returnRequests:
    'SELECT r.* FROM return_request r JOIN assignment a ON a.id = r.assignment_id WHERE a.case_id = $1 ORDER BY r.requested_at',
  extensionRequests:
    'SELECT r.* FROM extension_request r JOIN assignment a ON a.id = r.assignment_id WHERE a.case_id = $1 ORDER BY r.requested_at',
  supervisions: 'SELECT * FROM supervision WHERE case_id = $1 ORDER BY requested_at',
  mediaArticles: 'SELECT * FROM media_article WHERE case_id = $1 ORDER BY published_at, id',
  opinionWatches: 'SELECT * FROM opinion_watch WHERE case_id = $1 ORDER BY opened_at, id',
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
    private readonly history: CaseHistory,
    private readonly effects: EffectsService,
    private readonly documents: DocumentsService,
    private readonly supervision: SupervisionService,
  ) {}

  /**
   * Closes the case: its event, then the bundle over everything, then the row. The file is named by its content's hash
   * and written before the commit: a crash between leaves a file that no row names, never a row without its file.
   */
  async archive(effectKey: string, caseId: string): Promise<{ sha256: string }> {
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
        at: archivedAt,
      });
      await manager.update(Case, caseId, { closedAt: archivedAt });
      const { bundle, documents, events } = await this.bundleOf(manager, found, archivedAt);
      const text = `${JSON.stringify(bundle, null, 2)}\n`;
      const sha256 = sha256Of(text);
      const file = join(found.number.slice(0, 8), `${found.number}-${sha256.slice(0, 16)}.json`);
      await writeOnce(join(archiveFolder(), file), text);
      await manager.insert(ArchiveBundle, { caseId, file, sha256, documents, events, archivedAt });
      return { sha256 };
    });
  }

  private async bundleOf(
    manager: EntityManager,
    found: Case,
    archivedAt: Date,
  ): Promise<{ bundle: Record<string, unknown>; documents: number; events: number }> {
    const fresh = await manager.findOneByOrFail(Case, { id: found.id });
    const citizen = await manager.findOneByOrFail(Citizen, { id: found.citizenId });
    const events = await manager.find(CaseEvent, { where: { caseId: found.id }, order: { id: 'ASC' } });
    const documents = await this.documents.ofCase(found.id, manager);
    const rows: Record<string, unknown> = {};
    for (const [name, sql] of Object.entries(ROWS_OF_CASE)) rows[name] = await manager.query(sql, [found.id]);
    const { queryCode: _code, idempotencyKey: _key, idempotencyHash: _hash, ...caseRow } = fresh;
    const history = events.map(({ dedupeKey: _dedupe, ...event }) => event);
    const contents = { case: caseRow, citizen, history, ...rows };
    const manifest = {
      format: 'hotline-archive/1',
      number: found.number,
      archivedAt: archivedAt.toISOString(),
      documents: documents.map((document) => ({
        id: document.id,
        kind: document.kind,
        number: document.number,
        sha256: sha256Of(document.html),
      })),
      parts: Object.fromEntries(
        Object.entries(contents).map(([name, part]) => [name, { sha256: sha256Of(JSON.stringify(part)) }]),
      ),
    };
    return {
      bundle: {
        manifest,
        ...contents,
        documents: documents.map(({ id, kind, number, html }) => ({ id, kind, number, html })),
      },
      documents: documents.length,
      events: events.length,
    };
  }

  /** The bundle of an archived case, checked against the hash that was noted when it was made. */
  async read(caseId: string): Promise<{ bundle: ArchiveBundle; text: string }> {
    const bundle = await this.dataSource.getRepository(ArchiveBundle).findOneBy({ caseId });
    if (!bundle) throw new Problem('not-found');
    const text = await readFile(join(archiveFolder(), bundle.file), 'utf8').catch(() => null);
    if (text === null || sha256Of(text) !== bundle.sha256) throw new Problem('archive-damaged');
    return { bundle, text };
  }
}

/** Where bundles are kept: below the data folder that the operator names. */
function archiveFolder(): string {
  return join(process.env.HOTLINE_DATA ?? '.data', 'archive');
}

function sha256Of(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Written aside, flushed and renamed, so that a name never stands for half a file. */
async function writeOnce(path: string, text: string): Promise<void> {
  await mkdir(join(path, '..'), { recursive: true });
  const aside = `${path}.${process.pid}.part`;
  const handle = await open(aside, 'w', 0o440);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(aside, path);
}

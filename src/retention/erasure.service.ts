import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { ArchiveBundle } from '../archive/archive-bundle.entity';
import { retentionOf } from '../archive/retention';
import { AuditService } from '../audit/audit.service';
import { Case } from '../cases/case.entity';
import { CaseHistory } from '../cases/case-history';
import { Clock } from '../clock/clock';
import { HotlineConfig } from '../config/hotline-config';
import { translate } from '../i18n/i18n';
import { Sealer } from '../personal-data/sealed-column';
import { Problem } from '../problems/problem';
import { CaseErasure } from './case-erasure.entity';
import { assignments, ERASED_TABLES } from './erased-columns';
import { refusalToErase } from './may-erase';

/** A case whose retention is over. */
export interface DueCase {
  id: string;
  number: string;
  retainUntil: Date;
}

const BATCH = 100;
/** An upload copies its file before its row names it: a file as young as this may belong to one that is under way. */
const YOUNG_MS = 60 * 60 * 1000;

const DUE = `SELECT c.id, c.number, c.instructed, c.hot, c.major, c.profile, b.retain_until AS "retainUntil",
    b.archived_at AS "archivedAt"
  FROM archive_bundle b JOIN hotline_case c ON c.id = b.case_id
  WHERE (b.retain_until <= $1 OR b.retain_until IS NULL) AND c.id > $2
    AND NOT EXISTS (SELECT FROM case_erasure e WHERE e.case_id = c.id)
    AND NOT EXISTS (SELECT FROM legal_hold h WHERE h.case_id = c.id AND h.lifted_at IS NULL)
  ORDER BY c.id LIMIT ${BATCH}`;

/**
 * The door through which personal data goes when its retention is over (个人信息保护法 第四十七条). Of the case remain its
 * number, codes, times and the names of its events, so that measures and checks stay what they were; its words, its citizen, its
 * attachments and its archive file are gone. The rows go in one transaction with the note of it, the files after it: a crash
 * between leaves a note that the next run finishes.
 */
@Injectable()
export class ErasureService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly config: HotlineConfig,
    private readonly history: CaseHistory,
    private readonly audit: AuditService,
  ) {}

  /** Cases whose retention is over and that nothing holds, batch by batch in the order of their ids. */
  async *due(): AsyncGenerator<DueCase> {
    const now = this.clock.now();
    let after = '00000000-0000-0000-0000-000000000000';
    for (;;) {
      const rows: (DueCase & Parameters<ErasureService['retainUntil']>[0])[] = await this.dataSource.query(DUE, [
        now,
        after,
      ]);
      for (const row of rows) {
        const retainUntil = this.retainUntil(row);
        if (retainUntil <= now) yield { id: row.id, number: row.number, retainUntil };
      }
      if (rows.length < BATCH) return;
      after = rows.at(-1)!.id;
    }
  }

  /**
   * Erases a case; one that is erased already stays so. Throws `erasure-open`, `erasure-held` or `erasure-retained` with the
   * instant from which it may be, `not-found` for no such case.
   */
  async erase(caseId: string, actor: string): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      const found = await this.history.lock(manager, caseId);
      if (await manager.existsBy(CaseErasure, { caseId })) return;
      const now = this.clock.now();
      const bundle = await this.eraseable(manager, found, now);
      const files: { file: string }[] = await manager.query(
        `SELECT 'archive/' || file AS file FROM archive_bundle WHERE case_id = $1
         UNION SELECT 'attachments/' || file FROM attachment WHERE case_id = $1`,
        [caseId],
      );
      // The database lets go of rows that are for good only where this row stands.
      await manager.insert(CaseErasure, {
        caseId,
        erasedBy: actor,
        erasedAt: now,
        files: files.map(({ file }) => file).sort(),
      });
      await eraseRows(manager, caseId);
      await this.history.append(manager, { caseId, type: 'erased', actor, dedupeKey: `erased:${caseId}`, at: now });
      await this.audit.record(manager, {
        actor,
        action: 'case.erase',
        subjectType: 'case',
        subjectId: caseId,
        data: { number: found.number, archive: bundle.sha256, files: files.length },
        dedupeKey: `case.erase:${caseId}`,
      });
    });
    await this.removeFiles(caseId);
  }

  /** Says, by throwing as `erase` does, whether a case may be erased. */
  async check(caseId: string): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      await this.eraseable(manager, await this.history.lock(manager, caseId), this.clock.now());
    });
  }

  private async eraseable(manager: EntityManager, found: Case, now: Date): Promise<ArchiveBundle> {
    const bundle = await manager.findOneBy(ArchiveBundle, { caseId: found.id });
    const retainUntil = bundle && this.retainUntil({ ...found, ...bundle });
    const { held, followed } = await obstaclesOf(manager, found.id);
    const refusal = refusalToErase({ closedAt: found.closedAt, retainUntil, held, followed }, now);
    if (refusal || !bundle) {
      throw new Problem(refusal ?? 'erasure-open', { number: found.number, until: retainUntil?.toISOString() ?? '' });
    }
    return bundle;
  }

  /** Removes the files of what was erased before a crash; answers the number of cases that are done now. */
  async finish(): Promise<number> {
    const left = await this.dataSource
      .getRepository(CaseErasure)
      .createQueryBuilder()
      .where('files_removed_at IS NULL')
      .getMany();
    let done = 0;
    for (const { caseId } of left) if (await this.removeFiles(caseId)) done += 1;
    return done;
  }

  /** Removes what no row names; answers whether everything is gone. A file that another case has, too, stays. */
  private async removeFiles(caseId: string): Promise<boolean> {
    const erasure = await this.dataSource.getRepository(CaseErasure).findOneByOrFail({ caseId });
    if (erasure.filesRemovedAt) return true;
    let left = 0;
    for (const file of erasure.files) {
      const path = join(process.env.HOTLINE_DATA ?? '.data', file);
      if (file.startsWith('attachments/')) {
        const others: unknown[] = await this.dataSource.query('SELECT FROM attachment WHERE file = $1 LIMIT 1', [
          file.slice('attachments/'.length),
        ]);
        if (others.length > 0) continue;
        const found = await stat(path).catch(() => null);
        if (found && this.clock.now().getTime() - found.mtimeMs < YOUNG_MS) {
          left += 1;
          continue;
        }
      }
      await rm(path, { force: true });
    }
    if (left > 0) return false;
    await this.dataSource.getRepository(CaseErasure).update(caseId, { filesRemovedAt: this.clock.now() });
    return true;
  }

  /** When the archive may be given up; computed for one from before that was noted. */
  private retainUntil(of: {
    retainUntil: Date | null;
    archivedAt: Date;
    profile: string;
    instructed: boolean;
    hot: boolean;
    major: boolean;
  }): Date {
    if (of.retainUntil) return of.retainUntil;
    const { retentionYears } = this.config.profile(of.profile);
    return retentionOf(of, of.archivedAt, retentionYears, this.config.timeZone).retainUntil;
  }
}

async function obstaclesOf(manager: EntityManager, caseId: string): Promise<{ held: boolean; followed: boolean }> {
  const [row] = await manager.query<[{ held: boolean; followed: boolean }]>(
    `SELECT EXISTS (SELECT FROM legal_hold WHERE case_id = $1 AND lifted_at IS NULL) AS held,
       EXISTS (SELECT FROM case_merge m JOIN hotline_case f ON f.id = m.case_id
               WHERE m.main_case_id = $1 AND m.undone_at IS NULL AND f.closed_at IS NULL) AS followed`,
    [caseId],
  );
  return row;
}

async function eraseRows(manager: EntityManager, caseId: string): Promise<void> {
  await manager.query(
    `UPDATE matter SET cases = cases - 1 WHERE id = (SELECT matter_id FROM case_sketch WHERE case_id = $1)`,
    [caseId],
  );
  for (const { table, where, sets } of ERASED_TABLES) {
    await manager.query(
      sets ? `UPDATE ${table} SET ${assignments(sets)} WHERE ${where}` : `DELETE FROM ${table} WHERE ${where}`,
      [caseId],
    );
  }
  const gone = new Sealer('document.html').to(`<p>${translate('erasure.document')}</p>`);
  await manager.query('UPDATE document SET html = $2 WHERE case_id = $1', [caseId, gone]);
}

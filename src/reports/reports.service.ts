import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { AuditService } from '../audit/audit.service';
import { SYSTEM } from '../cases/case-history';
import { Clock } from '../clock/clock';
import { EffectsService, idFrom } from '../outbox';
import { AnnualReport, type AnnualFigures } from './annual-report.entity';

/** The door of the annual report (D3): figures compiled from the cases, then put before the leaders. */
@Injectable()
export class ReportsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly effects: EffectsService,
    private readonly audit: AuditService,
  ) {}

  /** Compiles the year before this one; a later compilation of the same year replaces one that was not published. */
  async compile(effectKey: string, year: number, zone: string): Promise<{ reportId: string; reportYear: number }> {
    return this.effects.once(effectKey, async (manager) => {
      const id = idFrom('annual-report', year);
      const figures = await this.figuresOf(manager, year, zone);
      await manager.query(
        `INSERT INTO annual_report (id, year, status, figures, compiled_at) VALUES ($1, $2, 'compiled', $3, $4)
         ON CONFLICT (year) DO UPDATE SET figures = excluded.figures, compiled_at = excluded.compiled_at, status = 'compiled'
         WHERE annual_report.status <> 'published'`,
        [id, year, JSON.stringify(figures), this.clock.now()],
      );
      return { reportId: id, reportYear: year };
    });
  }

  /** Keeps the leaders' approval. */
  async publish(effectKey: string, reportId: string, approval: { approved: boolean; by: string }): Promise<void> {
    await this.effects.once(effectKey, async (manager) => {
      await manager.update(
        AnnualReport,
        reportId,
        approval.approved ? { status: 'published', publishedAt: this.clock.now() } : { status: 'rejected' },
      );
      await this.audit.record(manager, {
        actor: approval.by || SYSTEM,
        action: approval.approved ? 'report.publish' : 'report.reject',
        subjectType: 'annual-report',
        subjectId: reportId,
        dedupeKey: effectKey,
      });
    });
  }

  /** All reports, the newest year first. */
  async list(): Promise<AnnualReport[]> {
    return this.dataSource.getRepository(AnnualReport).find({ order: { year: 'DESC' } });
  }

  private async figuresOf(manager: EntityManager, year: number, zone: string): Promise<AnnualFigures> {
    const ofYear = `received_at >= make_timestamptz($1, 1, 1, 0, 0, 0, $2) AND received_at < make_timestamptz($1 + 1, 1, 1, 0, 0, 0, $2)`;
    const counted = async (column: string): Promise<Record<string, number>> => {
      const rows: { key: string | null; count: number }[] = await manager.query(
        `SELECT ${column} AS key, count(*)::int AS count FROM hotline_case WHERE ${ofYear} GROUP BY 1 ORDER BY 1`,
        [year, zone],
      );
      return Object.fromEntries(rows.map((row) => [row.key ?? 'unknown', row.count]));
    };
    const [totals]: { received: number; archived: number }[] = await manager.query(
      `SELECT count(*)::int AS received, count(closed_at)::int AS archived FROM hotline_case WHERE ${ofYear}`,
      [year, zone],
    );
    const [handled]: { done: number; on_time: number }[] = await manager.query(
      `SELECT count(*)::int AS done, (count(*) FILTER (WHERE done_at <= handling_due))::int AS on_time
       FROM assignment JOIN hotline_case c ON c.id = case_id WHERE status = 'done' AND ${ofYear}`,
      [year, zone],
    );
    return {
      received: totals!.received,
      archived: totals!.archived,
      byType: await counted('case_type'),
      byCategory: await counted('category'),
      byDisposal: await counted('disposal'),
      bySatisfaction: await counted('satisfaction'),
      assignments: { done: handled!.done, onTime: handled!.on_time, late: handled!.done - handled!.on_time },
    };
  }
}

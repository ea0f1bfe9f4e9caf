import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { TZDate } from '@date-fns/tz';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AuditService } from '../audit/audit.service';
import { SYSTEM } from '../cases/case-history';
import { Clock } from '../clock/clock';
import { HotlineConfig } from '../config/hotline-config';
import { MAIN_BODY } from '../config/schema';
import { groupOfBody } from '../identity/principal';
import { KpiService } from '../kpi/kpi.service';
import { EffectsService, idFrom } from '../outbox';
import { renderPdf } from '../pdf/render-pdf';
import { Problem } from '../problems/problem';
import { annualDocument } from './annual-document';
import { AnnualReport, type AnnualFigures } from './annual-report.entity';

/** A report that waits for approval, and the group whose approval it is. */
export interface CompiledReport {
  reportId: string;
  group: string;
}

/** The door of the annual report (D3): figures and their document compiled from the cases, then put before the leaders. */
@Injectable()
export class ReportsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly config: HotlineConfig,
    private readonly effects: EffectsService,
    private readonly audit: AuditService,
    private readonly kpi: KpiService,
  ) {}

  /** Compiles a year of every body, with its document, for that body's leaders to approve. */
  async compile(effectKey: string, year: number): Promise<{ reports: CompiledReport[]; reportYear: number }> {
    const reports: CompiledReport[] = [];
    for (const { code } of this.config.bodies) {
      const { reportId } = await this.compileOf(code === MAIN_BODY ? effectKey : `${effectKey}:${code}`, year, code);
      reports.push({ reportId, group: groupOfBody(code, 'leader') });
    }
    return { reports, reportYear: year };
  }

  /** A later compilation of the same year replaces one that was not published. */
  private async compileOf(effectKey: string, year: number, body: string): Promise<{ reportId: string }> {
    // before the transaction: what is counted for the measures is kept in transactions of its own
    const figures = await this.figuresOf(year, body);
    return this.effects.once(effectKey, async (manager) => {
      const id = body === MAIN_BODY ? idFrom('annual-report', year) : idFrom('annual-report', year, body);
      const compiledAt = this.clock.now();
      const document = await this.write(year, body, figures, compiledAt);
      await manager.query(
        `INSERT INTO annual_report (id, body, year, status, figures, compiled_at, file, sha256)
         VALUES ($1, $2, $3, 'compiled', $4, $5, $6, $7)
         ON CONFLICT (body, year) DO UPDATE SET figures = excluded.figures, compiled_at = excluded.compiled_at,
           status = 'compiled', file = excluded.file, sha256 = excluded.sha256
         WHERE annual_report.status <> 'published'`,
        [id, body, year, JSON.stringify(figures), compiledAt, document.file, document.sha256],
      );
      return { reportId: id };
    });
  }

  /** The document of a body's year as it would be compiled now; nothing is kept. */
  async preview(body: string, year: number): Promise<Buffer> {
    return this.render(year, body, await this.figuresOf(year, body), this.clock.now());
  }

  private render(year: number, body: string, figures: AnnualFigures, at: Date): Promise<Buffer> {
    const { name } = this.config.body(body);
    const parts = annualDocument(year, figures, {
      body: name,
      category: (code) => this.config.categories.find((one) => one.code === code)?.name ?? code,
    });
    return renderPdf(parts, { title: parts[0]!.name, author: name, at });
  }

  /** Written before the commit and named by its hash: a crash between leaves a file that no row names. */
  private async write(
    year: number,
    body: string,
    figures: AnnualFigures,
    at: Date,
  ): Promise<{ file: string; sha256: string }> {
    const pdf = await this.render(year, body, figures, at);
    const sha256 = createHash('sha256').update(pdf).digest('hex');
    const file = `${year}-${sha256.slice(0, 16)}.pdf`;
    await mkdir(reportFolder(), { recursive: true });
    const aside = join(reportFolder(), `${file}.${randomUUID()}.part`);
    const handle = await open(aside, 'w', 0o440);
    try {
      await handle.writeFile(pdf);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(aside, join(reportFolder(), file));
    return { file, sha256 };
  }

  /** The document of a year's report, as it was made. */
  async document(body: string, year: number): Promise<Buffer> {
    const report = await this.dataSource.getRepository(AnnualReport).findOneBy({ body, year });
    if (!report?.file) throw new Problem('not-found');
    const pdf = await readFile(join(reportFolder(), report.file)).catch(() => null);
    if (!pdf || createHash('sha256').update(pdf).digest('hex') !== report.sha256) throw new Problem('archive-damaged');
    return pdf;
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

  /** A body's reports, the newest year first. */
  async list(body: string): Promise<AnnualReport[]> {
    return this.dataSource.getRepository(AnnualReport).find({ where: { body }, order: { year: 'DESC' } });
  }

  private async figuresOf(year: number, body: string): Promise<AnnualFigures> {
    const zone = this.config.timeZone;
    const period = { from: startOf(year, zone), to: startOf(year + 1, zone) };
    const span = [period.from, period.to, body];
    const inYear = 'c.received_at >= $1 AND c.received_at < $2 AND c.body = $3';
    const counted = async (key: string, from = 'hotline_case c', parameters: unknown[] = span) => {
      const rows: { key: string | null; count: number }[] = await this.dataSource.query(
        `SELECT ${key} AS key, count(*)::int AS count FROM ${from} WHERE ${inYear} GROUP BY 1 ORDER BY 1`,
        parameters,
      );
      return Object.fromEntries(rows.map((row) => [row.key ?? 'unknown', row.count]));
    };
    const one = async <Row>(sql: string): Promise<Row> => (await this.dataSource.query<Row[]>(sql, span))[0]!;
    const totals = await one<{ received: number; archived: number; redone: number }>(
      `SELECT count(*)::int AS received, count(closed_at)::int AS archived,
         (count(*) FILTER (WHERE round > 1))::int AS redone FROM hotline_case c WHERE ${inYear}`,
    );
    const handled = await one<{ done: number; on_time: number }>(
      `SELECT count(*)::int AS done, (count(*) FILTER (WHERE done_at <= handling_due))::int AS on_time
       FROM assignment a JOIN hotline_case c ON c.id = a.case_id WHERE a.status = 'done' AND a.parent_id IS NULL AND ${inYear}`,
    );
    const hotspots = await one<{ found: number; closed: number }>(
      `SELECT count(*)::int AS found, (count(*) FILTER (WHERE status = 'closed'))::int AS closed
       FROM hotspot WHERE found_at >= $1 AND found_at < $2 AND body = $3`,
    );
    const units = await this.kpi.assessment(period, body);
    return {
      received: totals.received,
      archived: totals.archived,
      redone: totals.redone,
      byMonth: await counted(`to_char(c.received_at AT TIME ZONE $4, 'YYYY-MM')`, undefined, [...span, zone]),
      byChannel: await counted('channel'),
      byType: await counted('case_type'),
      byCategory: await counted('category'),
      byDisposal: await counted('disposal'),
      bySatisfaction: await counted('satisfaction'),
      byGround: await counted('s.ground', 'supervision s JOIN hotline_case c ON c.id = s.case_id'),
      assignments: { done: handled.done, onTime: handled.on_time, late: handled.done - handled.on_time },
      hotspots,
      measures: (await this.kpi.measures(period, body)).total,
      units: units.map(({ counts: _counts, ...unit }) => unit),
    };
  }
}

function startOf(year: number, zone: string): Date {
  return new Date(new TZDate(year, 0, 1, zone).getTime());
}

/** Where annual reports are kept: below the data folder that the operator names. */
function reportFolder(): string {
  return join(process.env.HOTLINE_DATA ?? '.data', 'reports');
}

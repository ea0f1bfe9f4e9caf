import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Client } from 'pg';
import { concatMap, filter, type Observable, share, Subject } from 'rxjs';
import { DataSource } from 'typeorm';
import { paced } from './paced';

/** Something happened to a case, on whichever app. */
export interface CaseNews {
  caseId: string;
  type: string;
}

/** Whom it concerns: the body that took the case down, and the units that have to do with it. */
export interface Concerned {
  body: string;
  units: string[];
}

const RETRY_MS = 5_000;
/** News of so long go out together: with hundreds of browsers each piece by itself is most of what an app does. */
const GATHER_MS = 500;
/** Where something happens all the time they go out so far apart. */
const APART_MS = 2_000;

/** Listens on PostgreSQL to what happens to cases, so that each app can tell its browsers. A lost connection is made again. */
@Injectable()
export class CaseNewsService implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly told = new Subject<CaseNews>();
  /** What happened of late, with whom it concerns: asked once however many listen, and not at all while nobody does. */
  readonly news: Observable<(CaseNews & Concerned)[]> = this.told.pipe(
    paced(GATHER_MS, APART_MS),
    concatMap((news) => this.withConcerned(news).catch(() => [])),
    filter((news) => news.length > 0),
    share(),
  );
  private readonly log = new Logger(CaseNewsService.name);
  private client: Client | undefined;
  private stopped = false;

  constructor(private readonly dataSource: DataSource) {}

  onApplicationBootstrap(): void {
    void this.listen();
  }

  async onModuleDestroy(): Promise<void> {
    this.stopped = true;
    this.told.complete();
    await this.client?.end().catch(() => undefined);
  }

  /** News with whom they concern; those of no case that there is are left out. */
  private async withConcerned(news: CaseNews[]): Promise<(CaseNews & Concerned)[]> {
    const rows: (Concerned & { id: string })[] = await this.dataSource.query(
      `SELECT c.id, c.body, ARRAY(SELECT a.unit FROM assignment a WHERE a.case_id = c.id
         UNION SELECT unnest(n.units) FROM negotiation n WHERE n.case_id = c.id) AS units
       FROM hotline_case c WHERE c.id = ANY ($1)`,
      [[...new Set(news.map(({ caseId }) => caseId))]],
    );
    const concerned = new Map(rows.map(({ id, body, units }) => [id, { body, units }]));
    return news.flatMap((one) => {
      const whom = concerned.get(one.caseId);
      return whom ? [{ ...one, ...whom }] : [];
    });
  }

  private async listen(): Promise<void> {
    const client = new Client({ connectionString: process.env.DATABASE_URL, application_name: 'hotline-news' });
    this.client = client;
    let lost = false;
    const again = (): void => {
      if (lost || this.stopped) return;
      lost = true;
      setTimeout(() => void this.listen(), RETRY_MS).unref();
    };
    client.on('error', again);
    client.on('end', again);
    client.on('notification', ({ payload }) => {
      const [caseId, type] = (payload ?? '').split(' ');
      if (caseId && type) this.told.next({ caseId, type });
    });
    try {
      await client.connect();
      await client.query('LISTEN case_event');
    } catch (error) {
      this.log.warn(`Not listening to news: ${error instanceof Error ? error.message : String(error)}`);
      again();
    }
  }
}

import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Client } from 'pg';
import { Subject } from 'rxjs';

/** Something happened to a case, on whichever app. */
export interface CaseNews {
  caseId: string;
  type: string;
}

const RETRY_MS = 5_000;

/** Listens on PostgreSQL to what happens to cases, so that each app can tell its browsers. A lost connection is made again. */
@Injectable()
export class CaseNewsService implements OnApplicationBootstrap, OnModuleDestroy {
  readonly news = new Subject<CaseNews>();
  private readonly log = new Logger(CaseNewsService.name);
  private client: Client | undefined;
  private stopped = false;

  onApplicationBootstrap(): void {
    void this.listen();
  }

  async onModuleDestroy(): Promise<void> {
    this.stopped = true;
    this.news.complete();
    await this.client?.end().catch(() => undefined);
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
      if (caseId && type) this.news.next({ caseId, type });
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

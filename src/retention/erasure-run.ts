import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { SYSTEM } from '../cases/case-history';
import { HotlineConfig } from '../config/hotline-config';
import { LOCK, locksOf } from '../database/advisory-locks';
import { Repeated } from '../repeat/repeated';
import { type Aged, AgedDataService } from './aged-data.service';
import { ErasureService } from './erasure.service';

const EVERY_MS = 60 * 60 * 1000;

/** What a run erased. */
export interface Erased extends Aged {
  cases: number;
}

/** Erases every hour what is due, unless config/hotline.yaml leaves it to the command `hotline erase`. */
@Injectable()
export class ErasureRun implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger(ErasureRun.name);
  private readonly repeated = new Repeated(EVERY_MS, () => this.run(SYSTEM), this.log);

  constructor(
    private readonly dataSource: DataSource,
    private readonly config: HotlineConfig,
    private readonly erasure: ErasureService,
    private readonly aged: AgedDataService,
  ) {}

  onApplicationBootstrap(): void {
    if (this.config.retention.automatic) this.repeated.start();
  }

  onApplicationShutdown(): Promise<void> {
    return this.repeated.stop();
  }

  /** Erases everything that is due; null when another app or command is at it. A case that fails is tried again next time. */
  async run(actor: string): Promise<Erased | null> {
    const erased = await locksOf(this.dataSource).alone(LOCK.erasure, async () => {
      await this.erasure.finish();
      let cases = 0;
      for await (const { id, number } of this.erasure.due()) {
        try {
          await this.erasure.erase(id, actor);
          cases += 1;
        } catch (error) {
          this.log.error(`Case ${number} was not erased: ${String(error)}`);
        }
      }
      return { cases, ...(await this.aged.erase(actor)) };
    });
    return erased ?? null;
  }
}

import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../clock/clock';
import { EngineClient } from '../engine';
import { Repeated } from '../repeat/repeated';
import { SubmissionsService } from './submissions.service';

const EVERY_MS = 60_000;
const SETTLED_AFTER_MS = 60_000;
const GIVEN_UP_AFTER_MS = 7 * 24 * 60 * 60 * 1000;

/** Settles submissions whose completion the engine took while we crashed before noting it. */
@Injectable()
export class SubmissionSweep implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly sweeping = new Repeated(EVERY_MS, () => this.sweep(), new Logger(SubmissionSweep.name));

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly engine: EngineClient,
    private readonly submissions: SubmissionsService,
  ) {}

  onApplicationBootstrap(): void {
    this.sweeping.start();
  }

  onApplicationShutdown(): Promise<void> {
    return this.sweeping.stop();
  }

  /** Asks the engine about each unsettled submission; gives the number of those that it had taken. */
  async sweep(): Promise<number> {
    const now = this.clock.now().getTime();
    const open = await this.submissions.unsettled(new Date(now - SETTLED_AFTER_MS), new Date(now - GIVEN_UP_AFTER_MS));
    let settled = 0;
    for (const submission of open) {
      const task = await this.engine.getUserTask(submission.taskKey);
      if (task?.state !== 'COMPLETED') continue;
      await this.dataSource.transaction((manager) => this.submissions.markCompleted(manager, submission.taskKey));
      settled += 1;
    }
    return settled;
  }
}

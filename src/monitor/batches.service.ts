import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/audit.service';
import { type BatchCommand, type BatchFailure, type BatchFilter, type BatchProgress, EngineBatches } from '../engine';
import { toldByEngine } from './told';

/** How far a batch is, with what failed. */
export interface BatchView extends BatchProgress {
  failures: BatchFailure[];
}

/** Commands to many instances at once; audited before the engine is told, like those to one. */
@Injectable()
export class BatchesService {
  constructor(
    private readonly batches: EngineBatches,
    private readonly audit: AuditService,
  ) {}

  /** Begins a batch on running instances; answers its key. */
  async start(filter: BatchFilter, command: BatchCommand, actor: string): Promise<{ key: string }> {
    const { processDefinitionKey, keys, hasIncident } = filter;
    await this.audit.note({
      actor,
      action: `monitor.${command.kind}`,
      ...(processDefinitionKey
        ? { subjectType: 'process-definition', subjectId: processDefinitionKey }
        : { subjectType: 'process-instance', subjectId: keys?.length === 1 ? keys[0]! : 'many' }),
      data: { ...command, keys: keys ?? null, hasIncident: hasIncident ?? null },
    });
    return { key: await toldByEngine(() => this.batches.start(filter, command)) };
  }

  /** How far it is; what failed is listed as soon as something failed. */
  async view(key: string): Promise<BatchView> {
    return toldByEngine(async () => {
      const progress = await this.batches.progress(key);
      return { ...progress, failures: progress.failed > 0 ? await this.batches.failures(key) : [] };
    });
  }

  /** Stops a batch; what is done stays done. */
  async stop(key: string, actor: string): Promise<void> {
    await this.audit.note({ actor, action: 'monitor.batch-stop', subjectType: 'batch', subjectId: key });
    await toldByEngine(() => this.batches.stop(key));
  }
}

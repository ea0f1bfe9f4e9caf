import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { AuditService } from '../audit/audit.service';
import { Clock } from '../clock/clock';
import { Problem } from '../problems/problem';
import { StudioDraft } from './draft.entity';
import type { ResourceKind } from './resource';

/** A save of a draft: the revision is the one that the editor started from, 0 for the first. */
export interface DraftSave {
  name: string;
  content: string;
  baseVersion: number | null;
  revision: number;
}

/** Drafts of the studio: one a resource, saved over each other only by who has seen the other's save. */
@Injectable()
export class DraftsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly audit: AuditService,
  ) {}

  /** The draft of a resource, or null. */
  get(kind: ResourceKind, resourceId: string, manager = this.dataSource.manager): Promise<StudioDraft | null> {
    return manager.findOneBy(StudioDraft, { kind, resourceId });
  }

  /** Saves; `changed-meanwhile` when somebody else saved since the editor read the draft. */
  async save(kind: ResourceKind, resourceId: string, save: DraftSave, by: string): Promise<StudioDraft> {
    return this.dataSource.transaction(async (manager) => {
      const { name, content, baseVersion } = save;
      const next = { name, content, baseVersion, updatedBy: by, updatedAt: this.clock.now() };
      if (save.revision === 0) {
        const made = await manager
          .createQueryBuilder()
          .insert()
          .into(StudioDraft)
          .values({ kind, resourceId, ...next, revision: 1 })
          .orIgnore()
          .returning('revision')
          .execute();
        if ((made.raw as unknown[]).length === 0) throw await this.changed(manager, kind, resourceId);
      } else {
        const { affected } = await manager.update(
          StudioDraft,
          { kind, resourceId, revision: save.revision },
          { ...next, revision: save.revision + 1 },
        );
        if (!affected) throw await this.changed(manager, kind, resourceId);
      }
      await this.audit.record(manager, {
        actor: by,
        action: 'studio.draft.save',
        subjectType: kind,
        subjectId: resourceId,
        data: { revision: save.revision + 1, baseVersion },
      });
      return manager.findOneByOrFail(StudioDraft, { kind, resourceId });
    });
  }

  /** Throws a draft away. */
  async discard(kind: ResourceKind, resourceId: string, by: string): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      const { affected } = await manager.delete(StudioDraft, { kind, resourceId });
      if (!affected) throw new Problem('not-found');
      await this.audit.record(manager, {
        actor: by,
        action: 'studio.draft.discard',
        subjectType: kind,
        subjectId: resourceId,
      });
    });
  }

  private async changed(manager: EntityManager, kind: ResourceKind, resourceId: string): Promise<Problem> {
    const other = await this.get(kind, resourceId, manager);
    return new Problem('changed-meanwhile', { by: other?.updatedBy ?? '' });
  }
}

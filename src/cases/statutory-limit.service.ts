import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AuditService } from '../audit/audit.service';
import { Problem } from '../problems/problem';
import { Case } from './case.entity';
import { CaseHistory } from './case-history';

/** A limit that a law sets for a case: how long, and which article says so. */
export interface StatutoryLimitOfCase {
  limit: string;
  basis: string;
}

/** The door of limits set by law (D5 一(四)3): they prevail over the hotline's own from the next handling order on. */
@Injectable()
export class StatutoryLimitService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly history: CaseHistory,
    private readonly audit: AuditService,
  ) {}

  /** Sets the limit; refused once a unit has a handling order, whose deadlines are running. */
  async set(caseId: string, { limit, basis }: StatutoryLimitOfCase, actor: string): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      const found = await this.history.lockOpen(manager, caseId);
      const issued: unknown[] = await manager.query(
        `SELECT 1 FROM assignment WHERE case_id = $1 AND issued_at IS NOT NULL AND status NOT IN ('done', 'returned')`,
        [caseId],
      );
      if (issued.length > 0) throw new Problem('case-already-issued');
      await manager.update(Case, found.id, { statutoryLimit: limit, statutoryBasis: basis });
      await this.history.append(manager, {
        caseId,
        type: 'statutory-limit-set',
        actor,
        data: { limit, basis },
        dedupeKey: `statutory-limit-set:${caseId}:${limit}:${basis}`,
      });
      await this.audit.record(manager, {
        actor,
        action: 'case.statutory-limit',
        subjectType: 'case',
        subjectId: caseId,
        data: { limit, basis },
      });
    });
  }
}

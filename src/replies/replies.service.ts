import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Assignment } from '../assignments/assignment.entity';
import { Case } from '../cases/case.entity';
import { Clock } from '../clock/clock';
import { HotlineConfig } from '../config/hotline-config';
import { checkReply, type ReplyContent, type ReplyFinding } from './check-reply';

/** A finding and what the case's profile makes of it. */
export interface JudgedFinding extends ReplyFinding {
  level: 'refuse' | 'warn';
}

/** Judges replies of units by the profile of their case. */
@Injectable()
export class RepliesService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly config: HotlineConfig,
  ) {}

  /** What a reply lacks, what refuses it first; findings that the profile does not name are left out. */
  async judge(reply: ReplyContent, of: { caseId?: string; assignmentId?: string }): Promise<JudgedFinding[]> {
    const assignment = of.assignmentId
      ? await this.dataSource.getRepository(Assignment).findOneBy({ id: of.assignmentId })
      : null;
    const caseId = assignment?.caseId ?? of.caseId;
    const found = caseId ? await this.dataSource.getRepository(Case).findOneBy({ id: caseId }) : null;
    const { refuse, warn } = this.config.profile(found?.profile ?? this.config.defaultProfile).replyCheck;
    const findings = checkReply(reply, this.config.replyCheck, {
      now: this.clock.now(),
      receivedAt: assignment?.issuedAt,
    });
    const judged = (level: JudgedFinding['level'], codes: readonly string[]): JudgedFinding[] =>
      findings.filter(({ code }) => codes.includes(code)).map((finding) => ({ ...finding, level }));
    return [...judged('refuse', refuse), ...judged('warn', warn)];
  }
}

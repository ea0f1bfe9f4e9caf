import { Injectable } from '@nestjs/common';
import { DataSource, IsNull } from 'typeorm';
import { Assignment } from '../assignments/assignment.entity';
import { Attachment } from '../attachments/attachment.entity';
import { Citizen } from '../citizens/citizen.entity';
import type { Because } from '../classification/classifier';
import { HotlineConfig } from '../config/hotline-config';
import { isOfUnit, type Principal } from '../identity/principal';
import { Problem } from '../problems/problem';
import { CaseEvent } from './case-event.entity';
import { Case, type Circumstances } from './case.entity';
import { keyring } from '../personal-data/keyring';
import { callerOf } from './same-matter';
import { Instruction } from './instruction.entity';

/** A case as a list shows it. */
export interface CaseSummary {
  id: string;
  number: string;
  title: string | null;
  channel: string;
  caseType: string | null;
  category: string | null;
  urgency: string | null;
  area: string | null;
  disposal: string | null;
  stage: string;
  round: number;
  receivedAt: Date;
  closedAt: Date | null;
  satisfaction: string | null;
}

/** A citizen as the one who looks may see it. */
export interface CitizenView {
  name: string | null;
  phone: string | null;
  unit: string | null;
  address: string | null;
}

/** A case with all that belongs to it. */
export interface CaseDetail extends CaseSummary {
  content: string;
  circumstances: Circumstances | null;
  /** The hotline body that took it down, and stays answerable for it (首接负责). */
  body: string;
  bodyName: string;
  profile: string;
  topic: string | null;
  responseLevel: string | null;
  confidence: number | null;
  hot: boolean;
  major: boolean;
  because: Because[] | null;
  answer: string | null;
  registeredAt: Date;
  registeredBy: string;
  citizen: CitizenView;
  assignments: (Assignment & { unitName: string })[];
  instructions: Instruction[];
  history: Omit<CaseEvent, 'dedupeKey'>[];
}

/** What a citizen sees of a case. */
export interface PublicCase {
  number: string;
  stage: string;
  receivedAt: Date;
  closedAt: Date | null;
  answer: string | null;
  results: {
    unit: string;
    result: string | null;
    course: string | null;
    solved: boolean | null;
    /** What the citizen is told where it is not solved (D9 第三步). */
    unsolvedReason: string | null;
    nextStep: string | null;
    doneAt: Date | null;
    attachments: { id: string; kind: string; name: string; bytes: number }[];
  }[];
}

/** Reads cases, one at a time, for people: a unit sees the cases that it has or had an assignment of, a hotline body its own and those handed down to it. */
@Injectable()
export class CaseQueries {
  constructor(
    private readonly dataSource: DataSource,
    private readonly config: HotlineConfig,
  ) {}

  /** One case; `not-found` also for a case of which the principal's unit has no part. */
  async get(principal: Principal, id: string): Promise<CaseDetail> {
    const found = await this.visible(principal, id);
    const assignments = await this.dataSource
      .getRepository(Assignment)
      .find({ where: { caseId: id }, order: { routedAt: 'ASC', id: 'ASC' } });
    const history = await this.dataSource
      .getRepository(CaseEvent)
      .find({ where: { caseId: id }, order: { id: 'ASC' } });
    const citizen = await this.dataSource.getRepository(Citizen).findOneByOrFail({ id: found.citizenId });
    return {
      ...summaryOf(found),
      content: found.content,
      circumstances: found.circumstances,
      body: found.body,
      bodyName: this.config.body(found.body).name,
      profile: found.profile,
      topic: found.topic,
      responseLevel: found.responseLevel,
      confidence: found.confidence,
      hot: found.hot,
      major: found.major,
      because: found.because as Because[] | null,
      answer: found.answer,
      registeredAt: found.registeredAt,
      registeredBy: found.registeredBy,
      citizen: citizenFor(principal, citizen, !isOfUnit(principal) || (await this.hasPart(principal.unit!, id))),
      assignments: assignments.map((assignment) => ({ ...assignment, unitName: this.unitName(assignment.unit) })),
      instructions: await this.dataSource
        .getRepository(Instruction)
        .find({ where: { caseId: id }, order: { instructedAt: 'ASC' } }),
      history: history.map(({ dedupeKey: _key, ...event }) => event),
    };
  }

  /** The body's newest cases of whoever calls from a number, however that is written. */
  async ofPhone(body: string, phone: string): Promise<CaseSummary[]> {
    const caller = callerOf(phone);
    if (caller === null) return [];
    const found = await this.dataSource
      .getRepository(Case)
      .createQueryBuilder('found')
      .innerJoin(Citizen, 'citizen', 'citizen.id = found.citizenId')
      .where('citizen.caller IN (:...callers)', { callers: keyring().blindIndexes(caller) })
      .andWhere('found.body = :body', { body })
      .orderBy('found.receivedAt', 'DESC')
      .limit(10)
      .getMany();
    return found.map(summaryOf);
  }

  /** The case, if the principal may see it. */
  async visible(principal: Principal, id: string): Promise<Case> {
    const found = await this.dataSource.getRepository(Case).findOneBy({ id });
    if (!found) throw new Problem('not-found');
    if (isOfUnit(principal)) {
      if (!(await this.hasPart(principal.unit!, id)) && !(await this.negotiates(principal.unit!, id))) {
        throw new Problem('not-found');
      }
    } else if (found.body !== principal.body && !(await this.isHandedDownTo(principal, id))) {
      throw new Problem('not-found');
    }
    return found;
  }

  /** The case, if it is the principal's body's own: what was handed down to a body is not that body's to change. */
  async own(principal: Principal, id: string): Promise<Case> {
    const found = await this.visible(principal, id);
    if (!isOfUnit(principal) && found.body !== principal.body) throw new Problem('not-own-case');
    return found;
  }

  private async isHandedDownTo({ bodyUnit }: Principal, caseId: string): Promise<boolean> {
    return bodyUnit !== null && this.hasPart(bodyUnit, caseId);
  }

  private hasPart(unit: string, caseId: string): Promise<boolean> {
    return this.dataSource.getRepository(Assignment).existsBy({ caseId, unit });
  }

  private async negotiates(unit: string, caseId: string): Promise<boolean> {
    const query = this.dataSource.getRepository(Case).createQueryBuilder('found');
    return query.where('found.id = :caseId', { caseId }).andWhere(NEGOTIATING, { unit }).getExists();
  }

  /** An assignment, if it is the principal's unit's; hotline staff see every one of the cases that they see. */
  async visibleAssignment(principal: Principal, id: string): Promise<Assignment> {
    const found = await this.dataSource.getRepository(Assignment).findOneBy({ id });
    if (!found || (isOfUnit(principal) && found.unit !== principal.unit)) throw new Problem('not-found');
    if (!isOfUnit(principal)) await this.visible(principal, found.caseId);
    return found;
  }

  /** An assignment that the principal answers for: of their unit, or of the sub-platform that they work for (D6 第五条). */
  async answeredFor(principal: Principal, id: string): Promise<Assignment> {
    const found = await this.visibleAssignment(principal, id);
    if (!isOfUnit(principal) && found.unit !== principal.bodyUnit) throw new Problem('forbidden');
    return found;
  }

  /** An assignment that the principal's body gave: what a body above gave is that body's to decide. */
  async givenBy(principal: Principal, id: string): Promise<Assignment> {
    const found = await this.visibleAssignment(principal, id);
    if (found.body !== principal.body) throw new Problem('forbidden');
    return found;
  }

  /** What the citizen who knows number and code may see: where it stands and what came of it. */
  async ofCitizen(number: string, code: string): Promise<PublicCase> {
    const found = await this.known(number, code);
    const done = await this.dataSource
      .getRepository(Assignment)
      .find({ where: { caseId: found.id, status: 'done', parentId: IsNull() }, order: { doneAt: 'ASC' } });
    const attachments = await this.dataSource.getRepository(Attachment).findBy({ caseId: found.id, purpose: 'reply' });
    return {
      number: found.number,
      stage: found.stage,
      receivedAt: found.receivedAt,
      closedAt: found.closedAt,
      answer: found.answer,
      results: done.map((assignment) => ({
        unit: assignment.replyUnit ?? this.unitName(assignment.unit),
        result: assignment.result,
        course: assignment.replyCourse,
        solved: assignment.solved,
        unsolvedReason: assignment.unsolvedReason,
        nextStep: assignment.nextStep,
        doneAt: assignment.doneAt,
        attachments: attachments
          .filter(({ assignmentId }) => assignmentId === assignment.id)
          .map(({ id, kind, name, bytes }) => ({ id, kind, name, bytes })),
      })),
    };
  }

  /** An attachment of the reply to a citizen who knows number and code, once its unit is done. */
  async attachmentOfCitizen(number: string, code: string, id: string): Promise<Attachment> {
    const found = await this.known(number, code);
    const attachment = await this.dataSource
      .getRepository(Attachment)
      .findOneBy({ id, caseId: found.id, purpose: 'reply' });
    const done =
      attachment?.assignmentId &&
      (await this.dataSource
        .getRepository(Assignment)
        .existsBy({ id: attachment.assignmentId, status: 'done', parentId: IsNull() }));
    if (!attachment || !done) throw new Problem('not-found');
    return attachment;
  }

  /** The case of a number, for whoever knows its code. */
  async known(number: string, code: string): Promise<Case> {
    const found = await this.dataSource.getRepository(Case).findOneBy({ number, queryCode: code.toUpperCase() });
    if (!found) throw new Problem('not-found');
    return found;
  }

  private unitName(code: string): string {
    return this.config.units.find((unit) => unit.code === code)?.name ?? code;
  }
}

/** The columns of a summary: a list reads no more of its cases. */
export const SUMMARY = {
  id: true,
  number: true,
  title: true,
  channel: true,
  caseType: true,
  category: true,
  urgency: true,
  area: true,
  disposal: true,
  stage: true,
  round: true,
  receivedAt: true,
  closedAt: true,
  satisfaction: true,
} as const;

/** A case as a list shows it. */
export function summaryOf(found: Pick<Case, keyof typeof SUMMARY>): CaseSummary {
  const { id, number, title, channel, caseType, category, urgency, area, disposal, stage, round } = found;
  const { receivedAt, closedAt, satisfaction } = found;
  return {
    id,
    number,
    title,
    channel,
    caseType,
    category,
    urgency,
    area,
    disposal,
    stage,
    round,
    receivedAt,
    closedAt,
    satisfaction,
  };
}

/** The unit takes part in a negotiation of the case that is not settled. */
const NEGOTIATING = `EXISTS (SELECT 1 FROM negotiation n WHERE n.case_id = found.id AND n.decided_at IS NULL
  AND :unit = ANY (n.units))`;

/** Roles that speak with the citizen see who it is, when the case is theirs; the others see that there is somebody. */
function citizenFor(principal: Principal, citizen: Citizen, theirs: boolean): CitizenView {
  const { name, phone, unit, address } = citizen;
  if (theirs && ['agent', 'handler', 'supervisor'].includes(principal.role)) return { name, phone, unit, address };
  return {
    name: name && `${name.slice(0, 1)}${'*'.repeat(Math.max(name.length - 1, 1))}`,
    phone: phone && phone.replace(/^(.{3}).*(.{2})$/, '$1****$2'),
    unit: unit && '***',
    address: address && '***',
  };
}

import { Inject, Injectable } from '@nestjs/common';
import { subHours } from 'date-fns';
import { DataSource } from 'typeorm';
import { AuditService } from '../audit/audit.service';
import { Case, type Circumstances } from '../cases/case.entity';
import { callerOf } from '../cases/same-matter';
import { Clock } from '../clock/clock';
import { keyring } from '../personal-data/keyring';
import { Problem } from '../problems/problem';
import { CHANNELS, type Entries } from './channels-config';
import { InboundService } from './inbound.service';

/** What a citizen writes on the hotline's own page. */
export interface Submission {
  title?: string;
  content: string;
  /** When and where it happened and who was there (D9 第一步). */
  circumstances?: Circumstances;
  name?: string;
  phone: string;
  address?: string;
}

/** What the page tells; the code is null where an open case of the same matter took the message: it goes to its telephone. */
export interface Submitted {
  number: string;
  code: string | null;
}

/** The entry of config/channels.yaml whose body the page is of. */
const PAGE = 'web';
/** Whoever writes more often than this from one telephone number in a day is asked to call. */
const MOST_A_DAY = 10;
const DAY_HOURS = 24;

/** The door of the hotline's own page (D3 第二条, 网站): without an account, so what comes in is counted by its number too. */
@Injectable()
export class CitizenSubmissions {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly inbound: InboundService,
    private readonly audit: AuditService,
    @Inject(CHANNELS) private readonly entries: Entries,
  ) {}

  /** Registers it as a case, once a key; that its writer consented is audited. Throws too-many-requests. */
  async submit(key: string, submission: Submission): Promise<Submitted> {
    const { title, content, circumstances, name, phone, address } = submission;
    const sent = await this.sentSince(subHours(this.clock.now(), DAY_HOURS), phone);
    if (sent >= MOST_A_DAY) throw new Problem('too-many-requests');
    const messageId = `page:${key}`;
    const entry = this.entries.get(PAGE);
    if (!entry) throw new Problem('channel-closed');
    const { caseId } = await this.inbound.take(entry, {
      kind: 'text',
      messageId,
      sender: phone,
      title,
      content,
      circumstances,
      citizen: { name, phone, address },
    });
    const found = await this.dataSource.getRepository(Case).findOneByOrFail({ id: caseId });
    await this.audit.note({ actor: 'citizen', action: 'citizen.consent', subjectType: 'case', subjectId: caseId });
    const own = found.idempotencyKey === `channel:${PAGE}:${messageId}`;
    return { number: found.number, code: own ? found.queryCode : null };
  }

  /** What a telephone number has sent, however it is written: the number itself is sealed, so its index is compared. */
  private async sentSince(since: Date, phone: string): Promise<number> {
    const caller = callerOf(phone);
    const rows: { sent: number }[] = await this.dataSource.query(
      `SELECT count(*)::int AS sent FROM inbound_message m JOIN hotline_case c ON c.id = m.case_id
         JOIN citizen p ON p.id = c.citizen_id
       WHERE m.channel = 'web' AND m.recorded_at > $1 AND p.caller = ANY ($2)`,
      [since, caller === null ? [] : keyring().blindIndexes(caller)],
    );
    return rows[0]!.sent;
  }
}

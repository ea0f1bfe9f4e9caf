import { hash, verify } from '@node-rs/argon2';
import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AuditService } from '../audit/audit.service';
import { Clock } from '../clock/clock';
import { HotlineConfig } from '../config/hotline-config';
import { type DemoAccount, MAIN_BODY } from '../config/schema';
import { Problem } from '../problems/problem';
import { Account } from './account.entity';
import { type Principal, principalOf, type SignedIn } from './principal';
import { SessionsService } from './sessions.service';

const MINUTE_MS = 60 * 1000;
/** Hash of nothing anybody knows: an unknown name costs as much time as a wrong password. */
const DECOY = '$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';

/** Who signs in: names, passwords (argon2id) and the lock after too many wrong ones. */
@Injectable()
export class IdentityService implements OnApplicationBootstrap {
  private readonly log = new Logger(IdentityService.name);

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly config: HotlineConfig,
    private readonly sessions: SessionsService,
    private readonly audit: AuditService,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (process.env.HOTLINE_DEMO_ACCOUNTS === 'true') await this.seedDemoAccounts();
  }

  /** The accounts of config/demo-accounts.yaml, where they are switched on; none otherwise. */
  demoAccounts(): readonly DemoAccount[] {
    return process.env.HOTLINE_DEMO_ACCOUNTS === 'true' ? this.config.demoAccounts : [];
  }

  private async seedDemoAccounts(): Promise<void> {
    const password = process.env.HOTLINE_DEMO_PASSWORD;
    if (!password) {
      this.log.warn('HOTLINE_DEMO_ACCOUNTS needs HOTLINE_DEMO_PASSWORD; no demo account was made.');
      return;
    }
    const passwordHash = await hash(password);
    for (const { username, name, role, unit, body } of [...this.config.demoAccounts, ...accountsOfUnits(this.config)]) {
      await this.dataSource.query(
        `INSERT INTO account (username, name, role, unit, password_hash, created_at, body) VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (username) DO UPDATE SET name = $2, role = $3, unit = $4, password_hash = $5, body = $7`,
        [username, name, role, unit ?? null, passwordHash, this.clock.now(), body ?? MAIN_BODY],
      );
    }
  }

  /** A token for a name and its password; too many wrong passwords in a row lock the account for a while. */
  async login(
    username: string,
    password: string,
  ): Promise<{ accessToken: string; expiresIn: number; user: Principal }> {
    const account = await this.check(username, password);
    await this.dataSource.getRepository(Account).update({ username }, { failures: 0, lockedUntil: null });
    await this.audit.note({ actor: username, action: 'login', subjectType: 'account', subjectId: username });
    return { ...(await this.sessions.start(username)), user: principalOf(account, this.config) };
  }

  /** The account of a name and its password; `login-failed` without saying why, and a wrong password counts. */
  async check(username: string, password: string): Promise<Account> {
    const account = await this.dataSource.getRepository(Account).findOneBy({ username });
    const locked = account?.lockedUntil != null && account.lockedUntil > this.clock.now();
    const right = await verify(account?.passwordHash ?? DECOY, password).catch(() => false);
    if (account?.enabled && !locked && right) return account;
    if (account && !locked && !right) await this.countFailure(username);
    await this.audit.note({
      actor: username.slice(0, 100),
      action: 'login.fail',
      subjectType: 'account',
      subjectId: username.slice(0, 100),
    });
    throw new Problem('login-failed');
  }

  /** Ends the session of a token: it is good for nothing any more. */
  async logout({ username, session }: SignedIn): Promise<void> {
    await this.sessions.end(session);
    await this.audit.note({ actor: username, action: 'logout', subjectType: 'account', subjectId: username });
  }

  private async countFailure(username: string): Promise<void> {
    const { failuresAllowed, lockMinutes } = this.config.security;
    await this.dataSource.query(
      `UPDATE account SET failures = CASE WHEN failures + 1 >= $2 THEN 0 ELSE failures + 1 END,
         locked_until = CASE WHEN failures + 1 >= $2 THEN $3::timestamptz ELSE locked_until END
       WHERE username = $1`,
      [username, failuresAllowed, new Date(this.clock.now().getTime() + lockMinutes * MINUTE_MS)],
    );
  }
}

/** So that any unit's part can be played: a handler, a reviewer and a leader of each, named by its code. */
function accountsOfUnits({ units }: HotlineConfig): DemoAccount[] {
  return units.flatMap(({ code, name }) =>
    (['handler', 'reviewer', 'leader'] as const).map((role) => ({
      username: `${code}-${role}`,
      name,
      role,
      unit: code,
    })),
  );
}

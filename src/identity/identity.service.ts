import { hash, verify } from '@node-rs/argon2';
import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { DataSource } from 'typeorm';
import { AuditService } from '../audit/audit.service';
import { Clock } from '../clock/clock';
import { HotlineConfig } from '../config/hotline-config';
import { type DemoAccount, MAIN_BODY } from '../config/schema';
import { Problem } from '../problems/problem';
import { Account } from './account.entity';
import { type Principal, principalOf } from './principal';

/** Seconds a token is good for: one shift. */
export const TOKEN_SECONDS = 8 * 60 * 60;
const FAILURES_ALLOWED = 10;
const LOCK_MS = 15 * 60 * 1000;
/** Hash of nothing anybody knows: an unknown name costs as much time as a wrong password. */
const DECOY = '$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';

/** Accounts, passwords (argon2id) and tokens. */
@Injectable()
export class IdentityService implements OnApplicationBootstrap {
  private readonly log = new Logger(IdentityService.name);

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly config: HotlineConfig,
    private readonly jwt: JwtService,
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

  /** A token for a name and its password; ten wrong passwords in a row lock the account for a quarter of an hour. */
  async login(
    username: string,
    password: string,
  ): Promise<{ accessToken: string; expiresIn: number; user: Principal }> {
    const now = this.clock.now();
    const accounts = this.dataSource.getRepository(Account);
    const account = await accounts.findOneBy({ username });
    const locked = account?.lockedUntil != null && account.lockedUntil > now;
    const right = await verify(account?.passwordHash ?? DECOY, password).catch(() => false);
    if (!account || !account.enabled || locked || !right) {
      if (account && !locked && !right) await this.countFailure(username);
      await this.audit.note({
        actor: username.slice(0, 100),
        action: 'login.fail',
        subjectType: 'account',
        subjectId: username.slice(0, 100),
      });
      throw new Problem('login-failed');
    }
    await accounts.update({ username }, { failures: 0, lockedUntil: null });
    await this.audit.note({ actor: username, action: 'login', subjectType: 'account', subjectId: username });
    const user = principalOf(account, this.config);
    const accessToken = await this.jwt.signAsync({ sub: username }, { expiresIn: TOKEN_SECONDS });
    return { accessToken, expiresIn: TOKEN_SECONDS, user };
  }

  private async countFailure(username: string): Promise<void> {
    await this.dataSource.query(
      `UPDATE account SET failures = CASE WHEN failures + 1 >= $2 THEN 0 ELSE failures + 1 END,
         locked_until = CASE WHEN failures + 1 >= $2 THEN $3::timestamptz ELSE locked_until END
       WHERE username = $1`,
      [username, FAILURES_ALLOWED, new Date(this.clock.now().getTime() + LOCK_MS)],
    );
  }

  /** Who a token belongs to, by the account as it is now: a change of role or a lock holds at once. */
  async principalOf(token: string): Promise<Principal> {
    const payload = await this.jwt.verifyAsync<{ sub: string }>(token).catch(() => null);
    const account = payload && (await this.dataSource.getRepository(Account).findOneBy({ username: payload.sub }));
    if (!account?.enabled) throw new Problem('unauthenticated');
    return principalOf(account, this.config);
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

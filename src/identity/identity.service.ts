import { randomUUID } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { isUUID } from 'class-validator';
import { DataSource, IsNull, LessThan } from 'typeorm';
import { AuditService } from '../audit/audit.service';
import { Clock } from '../clock/clock';
import { HotlineConfig } from '../config/hotline-config';
import type { DemoAccount } from '../config/schema';
import { translate } from '../i18n/i18n';
import { Problem } from '../problems/problem';
import { Account } from './account.entity';
import { passwordFindings } from './password-rule';
import type { Principal, SignedIn } from './principal';
import { Session } from './session.entity';

const HOUR_SECONDS = 60 * 60;
const MINUTE_MS = 60 * 1000;
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
    for (const { username, name, role, unit } of [...this.config.demoAccounts, ...accountsOfUnits(this.config)]) {
      await this.dataSource.query(
        `INSERT INTO account (username, name, role, unit, password_hash, created_at) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (username) DO UPDATE SET name = $2, role = $3, unit = $4, password_hash = $5`,
        [username, name, role, unit ?? null, passwordHash, this.clock.now()],
      );
    }
  }

  /** A token for a name and its password; too many wrong passwords in a row lock the account for a while. */
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
    const user: Principal = { username, name: account.name, role: account.role, unit: account.unit };
    const expiresIn = Math.round(this.config.body.security.sessionHours * HOUR_SECONDS);
    const id = await this.startSession(username, now, expiresIn);
    const accessToken = await this.jwt.signAsync({}, { subject: username, jwtid: id, expiresIn });
    return { accessToken, expiresIn, user };
  }

  private async startSession(username: string, now: Date, seconds: number): Promise<string> {
    const id = randomUUID();
    const sessions = this.dataSource.getRepository(Session);
    await sessions.delete({ username, expiresAt: LessThan(now) });
    const expiresAt = new Date(now.getTime() + seconds * 1000);
    await sessions.insert({ id, username, startedAt: now, expiresAt, endedAt: null });
    return id;
  }

  /** Ends the session of a token: it is good for nothing any more. */
  async logout({ username, session }: SignedIn): Promise<void> {
    await this.dataSource.getRepository(Session).update({ id: session }, { endedAt: this.clock.now() });
    await this.audit.note({ actor: username, action: 'logout', subjectType: 'account', subjectId: username });
  }

  /** Changes one's password and ends all of one's sessions; the current password is asked for, and counts as a sign-in does. */
  async changePassword(username: string, current: string, next: string): Promise<void> {
    const account = await this.dataSource.getRepository(Account).findOneByOrFail({ username });
    const now = this.clock.now();
    const locked = account.lockedUntil !== null && account.lockedUntil > now;
    if (locked || !(await verify(account.passwordHash, current))) {
      if (!locked) await this.countFailure(username);
      throw new Problem('login-failed');
    }
    const { passwordMinLength: minLength, passwordKinds: kinds } = this.config.body.security;
    const findings = passwordFindings(next, { username, current, rule: { minLength, kinds } });
    if (findings.length > 0) {
      const message = (code: string): string => translate(`password.${code}`, { minLength, kinds });
      throw new Problem(
        'validation-failed',
        {},
        { errors: findings.map((code) => ({ field: 'next', code, message: message(code) })) },
      );
    }
    const passwordHash = await hash(next);
    await this.dataSource.transaction(async (manager) => {
      await manager.update(Account, { username }, { passwordHash, failures: 0, lockedUntil: null });
      await manager.update(Session, { username, endedAt: IsNull() }, { endedAt: now });
      await this.audit.record(manager, {
        actor: username,
        action: 'password.change',
        subjectType: 'account',
        subjectId: username,
      });
    });
  }

  private async countFailure(username: string): Promise<void> {
    const { failuresAllowed, lockMinutes } = this.config.body.security;
    await this.dataSource.query(
      `UPDATE account SET failures = CASE WHEN failures + 1 >= $2 THEN 0 ELSE failures + 1 END,
         locked_until = CASE WHEN failures + 1 >= $2 THEN $3::timestamptz ELSE locked_until END
       WHERE username = $1`,
      [username, failuresAllowed, new Date(this.clock.now().getTime() + lockMinutes * MINUTE_MS)],
    );
  }

  /** Who a token belongs to, by account and session as they are now: a change of role, a lock or a sign-out holds at once. */
  async principalOf(token: string): Promise<SignedIn> {
    const payload = await this.jwt.verifyAsync<{ sub?: unknown; jti?: unknown }>(token).catch(() => null);
    if (!payload || !isUUID(payload.jti) || typeof payload.sub !== 'string') throw new Problem('unauthenticated');
    const rows: SignedIn[] = await this.dataSource.query(
      `SELECT a.username, a.name, a.role, a.unit, s.id AS session FROM session s JOIN account a USING (username)
       WHERE s.id = $1 AND a.username = $2 AND a.enabled AND s.ended_at IS NULL AND s.expires_at > $3`,
      [payload.jti, payload.sub, this.clock.now()],
    );
    if (!rows[0]) throw new Problem('unauthenticated');
    return rows[0];
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

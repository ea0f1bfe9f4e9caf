import { randomBytes } from 'node:crypto';
import { hash } from '@node-rs/argon2';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { AuditAction } from '../audit/audit-actions';
import { AuditService } from '../audit/audit.service';
import { Clock } from '../clock/clock';
import { HotlineConfig } from '../config/hotline-config';
import { type Role, ROLES } from '../config/schema';
import { translate } from '../i18n/i18n';
import { Problem } from '../problems/problem';
import { Account } from './account.entity';
import { IdentityService } from './identity.service';
import { passwordFindings } from './password-rule';
import { SessionsService } from './sessions.service';

const INITIAL_BYTES = 15;

/** What a new account says of itself. */
export interface NewAccount {
  username: string;
  name: string;
  role: Role;
  unit?: string;
  body: string;
}

/** The door of accounts: made, shut, opened, given another password; whatever is changed ends the account's sessions. */
@Injectable()
export class AccountsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly config: HotlineConfig,
    private readonly audit: AuditService,
    private readonly identity: IdentityService,
    private readonly sessions: SessionsService,
  ) {}

  /** Makes an account; gives the password that it begins with. `validation-failed` for what the configuration does not have. */
  async add({ username, name, role, unit, body }: NewAccount, actor: string): Promise<string> {
    const wrong = [
      ...(/^[a-z0-9][a-z0-9.-]{1,63}$/.test(username) ? [] : ['username']),
      ...(name.trim() ? [] : ['name']),
      ...(ROLES.includes(role) ? [] : ['role']),
      ...(unit === undefined || this.config.units.some(({ code }) => code === unit) ? [] : ['unit']),
      ...(unit !== undefined || !['handler', 'reviewer'].includes(role) ? [] : ['unit']),
      ...(this.config.bodies.some(({ code }) => code === body) ? [] : ['body']),
    ];
    if (wrong.length > 0) refuse(wrong.map((field) => ({ field, code: 'account', message: field })));
    const password = initialPassword();
    const passwordHash = await hash(password);
    await this.dataSource.transaction(async (manager) => {
      if (await manager.existsBy(Account, { username })) throw new Problem('account-exists');
      await manager.insert(Account, {
        username,
        name,
        role,
        unit: unit ?? null,
        body,
        passwordHash,
        enabled: true,
        failures: 0,
        lockedUntil: null,
        createdAt: this.clock.now(),
      });
      await this.audit.record(manager, {
        actor,
        action: 'account.add',
        subjectType: 'account',
        subjectId: username,
        data: { role, unit: unit ?? null, body },
      });
    });
    return password;
  }

  /** Gives an account a new first password, and unlocks it. */
  async resetPassword(username: string, actor: string): Promise<string> {
    const password = initialPassword();
    await this.change(username, 'password.reset', actor, {
      passwordHash: await hash(password),
      failures: 0,
      lockedUntil: null,
    });
    return password;
  }

  /** Lets an account sign in again, or shuts it. */
  async setEnabled(username: string, enabled: boolean, actor: string): Promise<void> {
    const unlocked = enabled ? { failures: 0, lockedUntil: null } : {};
    await this.change(username, enabled ? 'account.enable' : 'account.disable', actor, { enabled, ...unlocked });
  }

  /**
   * One's own new password by the rules of config/hotline.yaml. The current one is asked for, and a wrong one counts as at the
   * sign-in (`login-failed`); what is wrong with the new one comes as `validation-failed`.
   */
  async changePassword(username: string, current: string, next: string): Promise<void> {
    const account = await this.identity.check(username, current);
    const { passwordMinLength: minLength, passwordKinds: kinds, passwordScore: score } = this.config.security;
    const rule = { minLength, kinds, score };
    const findings = passwordFindings(next, { username, name: account.name, current, rule });
    if (findings.length > 0) {
      const message = (code: string): string => translate(`password.${code}`, { minLength, kinds });
      refuse(findings.map((code) => ({ field: 'next', code, message: message(code) })));
    }
    await this.change(username, 'password.change', username, {
      passwordHash: await hash(next),
      failures: 0,
      lockedUntil: null,
    });
  }

  private async change(username: string, action: AuditAction, actor: string, values: Partial<Account>): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      const { affected } = await manager.update(Account, { username }, values);
      if (!affected) throw new Problem('not-found');
      await this.sessions.endAll(manager, username);
      await this.audit.record(manager, { actor, action, subjectType: 'account', subjectId: username });
    });
  }
}

/** Long and random: no rule refuses it, and nobody keeps it. */
function initialPassword(): string {
  return `Aa1-${randomBytes(INITIAL_BYTES).toString('base64url')}`;
}

function refuse(errors: { field: string; code: string; message: string }[]): never {
  throw new Problem('validation-failed', {}, { errors });
}

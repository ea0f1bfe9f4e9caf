import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { isUUID } from 'class-validator';
import { DataSource, type EntityManager, IsNull, LessThan } from 'typeorm';
import { Clock } from '../clock/clock';
import { HotlineConfig } from '../config/hotline-config';
import { BY_KEY } from '../database/prepared-statements';
import { principalOf, type SignedIn } from './principal';
import { Session } from './session.entity';

const HOUR_SECONDS = 60 * 60;

/** Sessions: what a token is good for, and until when. Account and session are looked at with every request. */
@Injectable()
export class SessionsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly config: HotlineConfig,
    private readonly jwt: JwtService,
  ) {}

  /** A token of a new session, and the seconds that it is good for; sessions that are over are swept out. */
  async start(username: string): Promise<{ accessToken: string; expiresIn: number }> {
    const id = randomUUID();
    const now = this.clock.now();
    const expiresIn = Math.round(this.config.security.sessionHours * HOUR_SECONDS);
    const sessions = this.dataSource.getRepository(Session);
    await sessions.delete({ username, expiresAt: LessThan(now) });
    const expiresAt = new Date(now.getTime() + expiresIn * 1000);
    await sessions.insert({ id, username, startedAt: now, expiresAt, endedAt: null });
    const accessToken = await this.jwt.signAsync({}, { subject: username, jwtid: id, expiresIn });
    return { accessToken, expiresIn };
  }

  /** Ends one session: its token is good for nothing any more. */
  async end(id: string): Promise<void> {
    await this.dataSource.getRepository(Session).update({ id, endedAt: IsNull() }, { endedAt: this.clock.now() });
  }

  /** Ends all sessions of an account, in the transaction of the reason why. */
  async endAll(manager: EntityManager, username: string): Promise<void> {
    await manager.update(Session, { username, endedAt: IsNull() }, { endedAt: this.clock.now() });
  }

  /** Who a token belongs to, by account and session as they are now; null when it is good for nothing. */
  async find(token: string): Promise<SignedIn | null> {
    const payload = await this.jwt.verifyAsync<{ sub?: unknown; jti?: unknown }>(token).catch(() => null);
    if (!payload || !isUUID(payload.jti) || typeof payload.sub !== 'string') return null;
    const rows: Omit<SignedIn, 'bodyUnit'>[] = await this.dataSource.query(
      `${BY_KEY} SELECT a.username, a.name, a.role, a.unit, a.body, s.id AS session FROM session s JOIN account a USING (username)
       WHERE s.id = $1 AND a.username = $2 AND a.enabled AND s.ended_at IS NULL AND s.expires_at > $3`,
      [payload.jti, payload.sub, this.clock.now()],
    );
    return rows[0] ? { ...principalOf(rows[0], this.config), session: rows[0].session } : null;
  }

  /** Those of some sessions that are over: for what stays open after its request. */
  async over(ids: readonly string[]): Promise<Set<string>> {
    const open: { id: string }[] = await this.dataSource.query(
      `${BY_KEY} SELECT s.id FROM session s JOIN account a USING (username)
       WHERE s.id = ANY ($1) AND a.enabled AND s.ended_at IS NULL AND s.expires_at > $2`,
      [ids, this.clock.now()],
    );
    const good = new Set(open.map(({ id }) => id));
    return new Set(ids.filter((id) => !good.has(id)));
  }
}

import { createHash, timingSafeEqual } from 'node:crypto';
import type { Pool } from 'pg';
import { ApiProblem } from '../common/problem';
import { isPassword } from '../identity/password';
import type { AuthSettings } from './configuration';
import { grantedPermissions } from './grants';
import { permissionFor, PERMISSIONS, type Principal } from './permissions';
import { TokenVerifier } from './token-verifier';

/** How long a password that was right is not derived again, in milliseconds. */
const PASSWORD_TTL_MS = 30_000;
const MAX_REMEMBERED = 1_000;

const unauthorized = (detail: string) => new ApiProblem(401, 'UNAUTHORIZED', detail);
const digest = (text: string) => createHash('sha256').update(text).digest();
const same = (one: string, other: string) => timingSafeEqual(digest(one), digest(other));

/** Tells who calls by the `Authorization` header of REST or the metadata of gRPC, and whether it may call an operation. */
export class Authentication {
  private readonly tokens: TokenVerifier | undefined;
  private readonly known = new Map<string, number>();

  constructor(
    private readonly settings: AuthSettings,
    private readonly pool: Pool,
  ) {
    this.tokens = settings.oauth && new TokenVerifier(settings.oauth);
  }

  /** Who calls. Throws UNAUTHORIZED for a header that names nobody. @param header the value of `Authorization` */
  async principal(header: string | undefined): Promise<Principal> {
    if (this.settings.methods.size === 0) {
      return { id: 'anonymous', kind: 'ANONYMOUS', permissions: new Set(PERMISSIONS) };
    }
    const [scheme = '', credentials = ''] = (header ?? '').split(/\s+(.*)/s);
    switch (scheme.toLowerCase()) {
      case 'basic':
        if (this.settings.methods.has('basic')) {
          return this.user(credentials);
        }
        break;
      case 'bearer':
        if (this.tokens) {
          return this.client(await this.tokens.verify(credentials));
        }
        break;
    }
    throw unauthorized('An Authentication object was not found in the SecurityContext');
  }

  /** Refuses an operation that the principal may not call. Throws FORBIDDEN naming the permission. */
  authorize(principal: Principal, operationId: string): void {
    const permission = permissionFor(operationId);
    if (permission && !principal.permissions.has(permission)) {
      throw new ApiProblem(
        403,
        'FORBIDDEN',
        `Unauthorized to perform operation '${operationId}': '${principal.id}' does not have the permission '${permission}'`,
      );
    }
  }

  private async user(credentials: string): Promise<Principal> {
    const text = Buffer.from(credentials, 'base64').toString('utf8');
    const separator = text.indexOf(':');
    const [id, password] = [text.slice(0, Math.max(0, separator)), text.slice(separator + 1)];
    const configured = this.settings.users.find((user) => user.id === id);
    const right = configured ? same(password, configured.password!) : await this.isStoredUser(id, password);
    if (separator < 1 || !right) {
      throw unauthorized('Bad credentials');
    }
    return {
      id,
      kind: 'USER',
      permissions: configured?.permissions ?? (await grantedPermissions(this.pool, 'USER', id)),
    };
  }

  private async isStoredUser(id: string, password: string): Promise<boolean> {
    const { rows } = await this.pool.query<{ hash: string | null }>(
      `SELECT password_hash AS hash FROM gateway.identity WHERE kind = 'USER' AND id = $1`,
      [id],
    );
    const hash = rows[0]?.hash;
    if (!hash) {
      return false;
    }
    const remembered = digest(`${hash}\n${password}`).toString('base64');
    if ((this.known.get(remembered) ?? 0) > Date.now()) {
      return true;
    }
    if (!(await isPassword(password, hash))) {
      return false;
    }
    if (this.known.size >= MAX_REMEMBERED) {
      this.known.clear();
    }
    this.known.set(remembered, Date.now() + PASSWORD_TTL_MS);
    return true;
  }

  /** A client that is listed has the permissions of the list; where none is listed, every client of the issuer has all. */
  private async client(claims: Record<string, unknown>): Promise<Principal> {
    const id = [this.settings.oauth!.clientClaim, 'client_id', 'azp', 'sub']
      .map((name) => claims[name])
      .find((value): value is string => typeof value === 'string' && value !== '');
    if (!id) {
      throw unauthorized('The token names no client');
    }
    const { clients } = this.settings;
    const listed = clients.find((client) => client.id === id);
    const permissions =
      listed?.permissions ??
      (clients.length === 0 ? new Set(PERMISSIONS) : await grantedPermissions(this.pool, 'CLIENT', id, claims));
    return { id, kind: 'CLIENT', permissions, claims };
  }
}

import { createRemoteJWKSet, errors, jwtVerify, type JWTVerifyGetKey } from 'jose';
import { ApiProblem } from '../common/problem';
import type { OAuthSettings } from './configuration';

/** How long the issuer's description may take, in milliseconds. */
const DISCOVERY_TIMEOUT_MS = 5_000;
/** Signatures that are believed: those of key pairs, so that nobody who can verify a token can make one. */
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];

/** Verifies the issuer's tokens: signature, issuer, audience and time. */
export class TokenVerifier {
  private keys: Promise<JWTVerifyGetKey> | undefined;

  constructor(private readonly settings: OAuthSettings) {}

  /** The claims of a token. Throws UNAUTHORIZED, or UNAVAILABLE when the issuer cannot be asked for its keys. */
  async verify(token: string): Promise<Record<string, unknown>> {
    const { issuer, audience, clockSkewSeconds } = this.settings;
    const keys = await this.issuerKeys();
    try {
      const { payload } = await jwtVerify(token, keys, {
        issuer,
        audience,
        clockTolerance: clockSkewSeconds,
        algorithms: ALGORITHMS,
        requiredClaims: ['exp'],
      });
      return payload;
    } catch (error) {
      if (error instanceof errors.JOSEError && !(error instanceof errors.JWKSTimeout)) {
        throw new ApiProblem(401, 'UNAUTHORIZED', `The token is not valid: ${error.message}`);
      }
      throw unreachable(error);
    }
  }

  private async issuerKeys(): Promise<JWTVerifyGetKey> {
    this.keys ??= this.discover();
    try {
      return await this.keys;
    } catch (error) {
      this.keys = undefined;
      throw unreachable(error);
    }
  }

  private async discover(): Promise<JWTVerifyGetKey> {
    const { issuer, jwksUri } = this.settings;
    if (jwksUri) {
      return createRemoteJWKSet(new URL(jwksUri));
    }
    const address = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
    const answer = await fetch(address, { signal: AbortSignal.timeout(DISCOVERY_TIMEOUT_MS) });
    const { jwks_uri: uri } = (await answer.json()) as { jwks_uri?: string };
    if (!uri) {
      throw new Error(`${address} names no jwks_uri`);
    }
    return createRemoteJWKSet(new URL(uri));
  }
}

const unreachable = (error: unknown) =>
  new ApiProblem(
    503,
    'UNAVAILABLE',
    `The token issuer's keys cannot be read: ${error instanceof Error ? error.message : String(error)}`,
  );

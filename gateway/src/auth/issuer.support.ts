import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, type JWK, type KeyLike } from 'jose';

export const AUDIENCE = 'zeebe-api';

/** How a token differs from one that is right. */
interface Wrong {
  issuer?: string;
  audience?: string;
  /** In seconds since 1970. */
  expires?: number;
  key?: KeyLike;
}

/** An issuer of tokens on this machine: its description, its keys, and tokens for client credentials at `/token`. */
export class Issuer {
  private constructor(
    private readonly server: Server,
    private readonly privateKey: KeyLike,
    private readonly jwk: JWK,
  ) {}

  /** @param clients the secret of each client that gets a token at `/token` */
  static async start(clients: Readonly<Record<string, string>> = {}): Promise<Issuer> {
    const { privateKey, publicKey } = await generateKeyPair('RS256');
    const jwk = { ...(await exportJWK(publicKey)), kid: 'one', alg: 'RS256' };
    const server = createServer((request, response) => {
      void issuer.answer(request, clients).then(([status, body]) => {
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
      });
    });
    const issuer = new Issuer(server, privateKey, jwk);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return issuer;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** A token with claims; `wrong` makes it one that must not be taken. */
  token(claims: Record<string, unknown>, wrong: Wrong = {}): Promise<string> {
    return new SignJWT(claims)
      .setProtectedHeader({ alg: 'RS256', kid: 'one' })
      .setIssuer(wrong.issuer ?? this.url)
      .setAudience(wrong.audience ?? AUDIENCE)
      .setExpirationTime(wrong.expires ?? Math.floor(Date.now() / 1000) + 300)
      .sign(wrong.key ?? this.privateKey);
  }

  close(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  private async answer(request: IncomingMessage, clients: Readonly<Record<string, string>>): Promise<[number, object]> {
    if (request.url === '/keys') {
      return [200, { keys: [this.jwk] }];
    }
    if (request.url !== '/token') {
      return [200, { issuer: this.url, jwks_uri: `${this.url}/keys` }];
    }
    let text = '';
    for await (const part of request) text += String(part);
    const form = new URLSearchParams(text);
    const id = form.get('client_id') ?? '';
    if (!clients[id] || clients[id] !== form.get('client_secret')) {
      return [401, { error: 'invalid_client' }];
    }
    const token = await this.token({ client_id: id }, { audience: form.get('audience') ?? AUDIENCE });
    return [200, { access_token: token, token_type: 'Bearer', expires_in: 300 }];
  }
}

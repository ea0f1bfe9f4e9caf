/**
 * Who the tests are to the gateway or cluster under test, from the environment: a user (`GATEWAY_USER`, `GATEWAY_PASSWORD`), a client of
 * OAuth under the names that Camunda's clients read (`CAMUNDA_OAUTH_URL`, `CAMUNDA_CLIENT_ID` …), or nobody.
 */
const user = () => process.env.GATEWAY_USER;
const oauthUrl = () => process.env.CAMUNDA_OAUTH_URL;

export const basic = (id: string, password: string): string =>
  `Basic ${Buffer.from(`${id}:${password}`).toString('base64')}`;

/** The settings of Camunda's own client that make it that caller. */
export function callerSettings(): Record<string, string | undefined> {
  if (user()) {
    return {
      CAMUNDA_AUTH_STRATEGY: 'BASIC',
      CAMUNDA_BASIC_AUTH_USERNAME: user(),
      CAMUNDA_BASIC_AUTH_PASSWORD: process.env.GATEWAY_PASSWORD,
    };
  }
  if (!oauthUrl()) {
    return { CAMUNDA_AUTH_STRATEGY: 'NONE' };
  }
  const { id, secret, audience } = oauthClient();
  return {
    CAMUNDA_AUTH_STRATEGY: 'OAUTH',
    CAMUNDA_OAUTH_URL: oauthUrl(),
    ZEEBE_CLIENT_ID: id,
    ZEEBE_CLIENT_SECRET: secret,
    ZEEBE_TOKEN_AUDIENCE: audience,
  };
}

/** The client of OAuth by the names of today, or by those that Camunda's Node client still reads. */
function oauthClient() {
  const { CAMUNDA_CLIENT_ID, CAMUNDA_CLIENT_SECRET, CAMUNDA_TOKEN_AUDIENCE, ZEEBE_CLIENT_ID } = process.env;
  return {
    id: CAMUNDA_CLIENT_ID ?? ZEEBE_CLIENT_ID ?? '',
    secret: CAMUNDA_CLIENT_SECRET ?? process.env.ZEEBE_CLIENT_SECRET ?? '',
    audience: CAMUNDA_TOKEN_AUDIENCE ?? process.env.ZEEBE_TOKEN_AUDIENCE ?? '',
  };
}

let known: { header: string; until: number } | undefined;

/** The header that makes a plain request that caller's. */
export async function authorization(): Promise<Record<string, string>> {
  if (user()) {
    return { authorization: basic(user()!, process.env.GATEWAY_PASSWORD ?? '') };
  }
  if (!oauthUrl()) {
    return {};
  }
  if (!known || known.until < Date.now()) {
    known = await clientCredentials();
  }
  return { authorization: known.header };
}

/** A token by the client credentials of the environment. */
async function clientCredentials(): Promise<{ header: string; until: number }> {
  const { id, secret, audience } = oauthClient();
  const { CAMUNDA_TOKEN_SCOPE: scope } = process.env;
  const answer = await fetch(oauthUrl()!, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: id,
      client_secret: secret,
      audience,
      ...(scope ? { scope } : {}),
    }),
  });
  if (!answer.ok) throw new Error(`${oauthUrl()} answers ${answer.status}: ${await answer.text()}`);
  const { access_token: token, expires_in: seconds } = (await answer.json()) as {
    access_token: string;
    expires_in: number;
  };
  return { header: `Bearer ${token}`, until: Date.now() + seconds * 500 };
}

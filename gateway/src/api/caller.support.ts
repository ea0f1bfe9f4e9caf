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
  // what else OAuth takes the client reads from the environment by itself
  return { CAMUNDA_AUTH_STRATEGY: oauthUrl() ? 'OAUTH' : 'NONE' };
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
  const { CAMUNDA_CLIENT_ID: id, CAMUNDA_CLIENT_SECRET: secret, CAMUNDA_TOKEN_AUDIENCE: audience } = process.env;
  const { ZEEBE_CLIENT_ID, ZEEBE_CLIENT_SECRET, ZEEBE_TOKEN_AUDIENCE, CAMUNDA_TOKEN_SCOPE: scope } = process.env;
  const answer = await fetch(oauthUrl()!, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: id ?? ZEEBE_CLIENT_ID ?? '',
      client_secret: secret ?? ZEEBE_CLIENT_SECRET ?? '',
      audience: audience ?? ZEEBE_TOKEN_AUDIENCE ?? '',
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

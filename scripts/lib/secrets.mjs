// Passwords and keys, made once and kept beside the data (mode 0600).
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from './messages.mjs';

/** The file that holds the secrets of a data folder. */
export const secretsFile = (data) => join(data, 'secrets.json');

const random = (bytes) => randomBytes(bytes).toString('base64url');

/** The secrets of a data folder; what is missing is made and saved. A value in the environment wins and is not saved. */
export function loadSecrets(data, env = process.env) {
  const file = secretsFile(data);
  let saved = {};
  if (existsSync(file)) {
    try {
      saved = JSON.parse(readFileSync(file, 'utf8'));
    } catch {
      throw new UserError('secrets-broken', { file });
    }
  } else if (existsSync(join(data, 'postgres', 'PG_VERSION'))) {
    throw new UserError('secrets-lost', { folder: data, file });
  }
  const secrets = {
    postgresPassword: saved.postgresPassword ?? random(24),
    enginePassword: saved.enginePassword ?? random(24),
    gatewayPassword: saved.gatewayPassword ?? random(24),
    jwtSecret: saved.jwtSecret ?? random(48),
    demoPassword: saved.demoPassword ?? random(9),
    metricsToken: saved.metricsToken ?? random(24),
    // what the telephone system and the provider of text messages sign with, so that a demonstration can play them
    phoneSecret: saved.phoneSecret ?? random(24),
    smsSecret: saved.smsSecret ?? random(24),
    // what personal data is sealed with: `npx hotline rotate-keys` adds a newer one in front
    dataKeys: saved.dataKeys ?? `k1:${randomBytes(32).toString('base64')}`,
  };
  if (Object.keys(secrets).some((name) => secrets[name] !== saved[name])) {
    // written beside and renamed: a crash leaves the old file or the new one, never half of one
    writeFileSync(`${file}.new`, `${JSON.stringify({ ...saved, ...secrets }, null, 2)}\n`, { mode: 0o600 });
    renameSync(`${file}.new`, file);
  }
  return {
    ...secrets,
    // said at the start: whoever loses this key loses the data
    dataKeyMade: !saved.dataKeys && !env.HOTLINE_DATA_KEYS,
    jwtSecret: env.HOTLINE_SECRET || secrets.jwtSecret,
    demoPassword: env.HOTLINE_DEMO_PASSWORD || secrets.demoPassword,
    phoneSecret: env.HOTLINE_CHANNEL_PHONE_SECRET || secrets.phoneSecret,
    smsSecret: env.HOTLINE_CHANNEL_SMS_SECRET || secrets.smsSecret,
    dataKeys: env.HOTLINE_DATA_KEYS || secrets.dataKeys,
    enginePassword: env.ENGINE_PASSWORD || secrets.enginePassword,
    gatewayPassword: env.GATEWAY_PASSWORD || secrets.gatewayPassword,
    metricsToken: env.HOTLINE_METRICS_TOKEN || secrets.metricsToken,
  };
}

/** What the command line needs of the secrets to reach what runs, whether the environment told it or the data folder. */
export const secretsOfCommands = ({ demoPassword, gatewayPassword, phoneSecret, smsSecret }) => ({
  demoPassword,
  gatewayPassword,
  phoneSecret,
  smsSecret,
});

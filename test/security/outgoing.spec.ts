import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * What speaks to another address, and who says which: whoever runs the system, in the environment. No address comes from a request,
 * a file or a row, so nobody has the app ask an inner one (SSRF). A file that is not here yet fails the test: say who names its address.
 */
const OUTGOING: Readonly<Record<string, string>> = {
  'src/attachments/virus-scanner.ts': 'HOTLINE_CLAMD',
  'src/channels/mailbox-poller.ts': 'HOTLINE_CHANNEL_<NAME>_IMAP_URL',
  'src/channels/senders/mail.sender.ts': 'HOTLINE_CHANNEL_<NAME>_SMTP_URL',
  'src/channels/senders/message-sender.ts':
    'the account’s provider or HOTLINE_CHANNEL_<NAME>_API_URL; a redirect is an error',
  'src/demo/client.ts': '--address of `hotline demo`',
  'src/engine/transport.ts': 'CAMUNDA_REST_ADDRESS, which the SDK asks; redirects are not followed',
  'src/notifications/sms-sender.ts': 'HOTLINE_SMS_URL; a redirect is an error',
  'gateway/src/auth/token-verifier.ts': 'the issuer of the gateway’s configuration',
  'gateway/src/jobs/activator.ts': 'ENGINE_URL',
  'gateway/src/operaton/client.ts': 'ENGINE_URL',
};
/** What opens packed files, and which: none of them is a file that somebody sent. */
const UNPACKING: Readonly<Record<string, string>> = {
  'src/archive/archive-file.ts': 'archives that we wrote, of a hash that we noted',
};

const CALLS =
  /\bfetch\(|from 'undici'|from 'imapflow'|from 'nodemailer'|\b(?:connect|createConnection)\(\{|\bhttps?\.(?:request|get)\(/;
const OPENS = /\b(?:Unzip|unzip|unzipSync|inflate|inflateSync|gunzip|gunzipSync|createGunzip|brotliDecompress)\b/;
/** Helpers of tests and of benches that stand beside the code. */
const LEFT_OUT =
  /\.(spec|e2e|cases|run)\.ts$|gateway\/src\/api\/(caller\.support|commands\.support|engine-between\.support|strict-client)\.ts$|gateway\/src\/operaton\/engine-api\.support\.ts$|^src\/cli\//;

const files = ['src', 'gateway/src'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((name) => name.endsWith('.ts') && !LEFT_OUT.test(name)),
);
const having = (pattern: RegExp): string[] =>
  files.filter((name) => pattern.test(readFileSync(name, 'utf8').replace(/^\s*(?:\/?\*|\/\/).*$/gm, ''))).sort();

describe('the app and the gateway', () => {
  it('speak only to addresses that whoever runs them names', () => {
    expect(having(CALLS)).toEqual(Object.keys(OUTGOING).sort());
  });

  it('unpack nothing that somebody sent', () => {
    expect(having(OPENS)).toEqual(Object.keys(UNPACKING).sort());
  });
});

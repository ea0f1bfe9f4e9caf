import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { selfSigned } from './self-signed.support';
import { readSettings } from './settings';

const folder = mkdtempSync(join(tmpdir(), 'settings-'));
const file = (name: string, text: string) => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
const NEEDED = { ENGINE_PASSWORD: 'p', GATEWAY_DATABASE_URL: 'postgres://g', ENGINE_DATABASE_URL: 'postgres://e' };
const { cert, key } = selfSigned();
const certificate = file('gateway.crt', cert);
const read = (environment: Record<string, string>) => readSettings({ ...NEEDED, ...environment });

describe('The certificate of the gateway', () => {
  it('is read with its key', () => {
    const settings = { GATEWAY_TLS_CERTIFICATE_FILE: certificate, GATEWAY_TLS_KEY_FILE: file('gateway.key', key) };
    expect(read(settings).tls!.cert.toString()).toBe(cert);
    expect(read({}).tls).toBeUndefined();
  });

  it.each<[string, Record<string, string>, RegExp]>([
    ['without a key', { GATEWAY_TLS_CERTIFICATE_FILE: certificate }, /GATEWAY_TLS_KEY_FILE is not set/],
    ['that is not there', { GATEWAY_TLS_CERTIFICATE_FILE: '/none', GATEWAY_TLS_KEY_FILE: '/none' }, /ENOENT.*none/],
    [
      'with the key of another',
      { GATEWAY_TLS_CERTIFICATE_FILE: certificate, GATEWAY_TLS_KEY_FILE: file('other.key', selfSigned().key) },
      /no certificate with its key/,
    ],
  ])('stops the start when it is one %s', (_what, settings, reason) => {
    expect(() => read(settings)).toThrow(reason);
  });
});

describe('The size of a request', () => {
  it('is that of Zeebe unless it is set', () => {
    expect(read({}).maxMessageBytes).toBe(4_194_304);
    expect(read({ GATEWAY_MAX_MESSAGE_BYTES: '10000000' }).maxMessageBytes).toBe(10_000_000);
  });

  it.each(['4MB', '0', '-1', '1.5', ''])("stops the start when it is '%s'", (GATEWAY_MAX_MESSAGE_BYTES) => {
    expect(() => read({ GATEWAY_MAX_MESSAGE_BYTES })).toThrow(/GATEWAY_MAX_MESSAGE_BYTES/);
  });
});

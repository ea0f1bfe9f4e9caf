import { createHash } from 'node:crypto';

/** Our namespace for name-based ids (RFC 9562, version 5). */
const NAMESPACE = Buffer.from('6f1c1e6c5b0d4f0e9a3f12345123450a', 'hex');

/** The same name gives the same UUID, on every machine and at every repeat. */
export function idFrom(...parts: (string | number)[]): string {
  const hash = createHash('sha1').update(NAMESPACE).update(parts.join('\u0000')).digest().subarray(0, 16);
  hash[6] = (hash[6]! & 0x0f) | 0x50;
  hash[8] = (hash[8]! & 0x3f) | 0x80;
  const hex = hash.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

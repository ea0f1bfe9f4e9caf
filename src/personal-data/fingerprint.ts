import { createHash } from 'node:crypto';
import { keyring } from './keyring';

/** What tells whether a repeat brings the same content. Keyed: a telephone number in it cannot be found by trying them all. */
export function fingerprintOf(content: unknown): string {
  return keyring().blindIndex(JSON.stringify(content));
}

/** Is it the content that the fingerprint was made of? Rows from before keys have a plain hash. */
export function isFingerprintOf(stored: string | null, content: unknown): boolean {
  if (stored === null) return false;
  const text = JSON.stringify(content);
  return keyring().isIndexOf(stored, text) || stored === createHash('sha256').update(text).digest('hex');
}

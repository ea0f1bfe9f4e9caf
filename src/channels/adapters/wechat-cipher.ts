import { createDecipheriv } from 'node:crypto';
import { unreadable } from './read-body';

const KEY_BYTES = 32;
const VECTOR_BYTES = 16;
/** What precedes the message: sixteen random bytes, and its length. */
const RANDOM_BYTES = 16;
const LENGTH_BYTES = 4;

/**
 * Opens what an official account in safe mode (安全模式) sends: AES-256-CBC under the EncodingAESKey that its settings show, the
 * vector being the key's first half; inside stand sixteen random bytes, the length of the message, the message, and the
 * account's id. Throws `validation-failed` for what does not open. The signature is to be verified before.
 */
export function openWechat(encrypted: string, encodingAesKey: string): Buffer {
  const key = Buffer.from(`${encodingAesKey}=`, 'base64');
  if (key.length !== KEY_BYTES) throw new Error('HOTLINE_CHANNEL_<NAME>_AES_KEY: must be 43 letters and digits');
  const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, VECTOR_BYTES));
  // It is padded to whole blocks of 32 bytes, which the library's own check takes for an error.
  decipher.setAutoPadding(false);
  let open: Buffer;
  try {
    open = Buffer.concat([decipher.update(Buffer.from(encrypted, 'base64')), decipher.final()]);
  } catch {
    throw unreadable('Encrypt');
  }
  const start = RANDOM_BYTES + LENGTH_BYTES;
  const end = open.length < start ? Infinity : start + open.readUInt32BE(RANDOM_BYTES);
  if (end > open.length) throw unreadable('Encrypt');
  return open.subarray(start, end);
}

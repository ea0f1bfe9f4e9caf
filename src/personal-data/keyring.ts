import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';

const KEY_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;
/** How a sealed value begins; the id of its key follows. */
const MARK = 'sealed:';
const KEY_ID = /^[a-z0-9-]{1,32}$/;

interface DataKey {
  id: string;
  seal: Buffer;
  index: Buffer;
}

/**
 * The keys of personal data: the first one seals, every one opens. Values are sealed with AES-256-GCM under a fresh nonce
 * and bound to the column that they stand in; what is looked up by has a blind index, an HMAC under a key of its own.
 */
export class Keyring {
  private constructor(private readonly keys: readonly [DataKey, ...DataKey[]]) {}

  /** Reads `id:key` pairs, separated by commas, the key being 32 bytes in base64 or base64url; the first is the current one. */
  static parse(text: string): Keyring {
    const keys = text
      .split(',')
      .map((part) => part.trim())
      .filter(Boolean)
      .map((part): DataKey => {
        const [id = '', encoded = ''] = part.split(':');
        const master = Buffer.from(encoded, 'base64');
        if (!KEY_ID.test(id) || master.length !== KEY_BYTES) {
          throw new Error(
            `HOTLINE_DATA_KEYS: each key is <id>:<${KEY_BYTES} bytes in base64>, the id of lower-case letters, digits and hyphens`,
          );
        }
        return { id, seal: derived(master, 'seal'), index: derived(master, 'index') };
      });
    const [first, ...rest] = keys;
    if (!first) {
      throw new Error('HOTLINE_DATA_KEYS must be set: the key that personal data is sealed with (docs/security.md)');
    }
    if (new Set(keys.map(({ id }) => id)).size < keys.length) {
      throw new Error('HOTLINE_DATA_KEYS: two keys have the same id');
    }
    return new Keyring([first, ...rest]);
  }

  /** The id of the key that seals. */
  get current(): string {
    return this.keys[0].id;
  }

  /** Is there a key of this id? */
  has(id: string): boolean {
    return this.keys.some((key) => key.id === id);
  }

  /** A value as it is stored; the context, where it is stored, is bound to it. */
  seal(value: string, context: string): string {
    const { id, seal } = this.keys[0];
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', seal, iv, { authTagLength: TAG_BYTES }).setAAD(Buffer.from(context));
    const sealed = Buffer.concat([cipher.update(value, 'utf8'), cipher.final()]);
    return `${MARK}${id}:${Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64')}`;
  }

  /** The value that was sealed. What came into the table without us is plain and given as it is, until it is sealed. */
  open(stored: string, context: string): string {
    if (!stored.startsWith(MARK)) return stored;
    const [id, encoded = ''] = stored.slice(MARK.length).split(':');
    const key = this.keys.find((one) => one.id === id);
    if (!key)
      throw new Error(`a value of ${context} is sealed with the key "${id}", which HOTLINE_DATA_KEYS does not have`);
    const bytes = Buffer.from(encoded, 'base64');
    const decipher = createDecipheriv('aes-256-gcm', key.seal, bytes.subarray(0, IV_BYTES), {
      authTagLength: TAG_BYTES,
    })
      .setAAD(Buffer.from(context))
      .setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
    return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]).toString('utf8');
  }

  /** Is a stored value sealed with the current key? */
  isCurrent(stored: string): boolean {
    return stored.startsWith(`${MARK}${this.current}:`);
  }

  /** What a value is found again by, without its being readable. */
  blindIndex(value: string): string {
    return indexWith(this.keys[0], value);
  }

  /** The blind indexes that a value may stand under: one of each key, until everything is under the current one. */
  blindIndexes(value: string): string[] {
    return this.keys.map((key) => indexWith(key, value));
  }

  /** Is the blind index that of the value, under whichever key? */
  isIndexOf(stored: string, value: string): boolean {
    const bytes = Buffer.from(stored);
    return this.blindIndexes(value).some((index) => {
      const other = Buffer.from(index);
      return other.length === bytes.length && timingSafeEqual(other, bytes);
    });
  }
}

function derived(master: Buffer, use: string): Buffer {
  return Buffer.from(hkdfSync('sha256', master, Buffer.alloc(0), `hotline personal data: ${use}`, KEY_BYTES));
}

function indexWith({ id, index }: DataKey, value: string): string {
  return `${id}:${createHmac('sha256', index).update(value).digest('base64url')}`;
}

let loaded: { text: string; keyring: Keyring } | undefined;

/** The keys of HOTLINE_DATA_KEYS; an error that says what is wrong with it when they cannot be used. */
export function keyring(): Keyring {
  const text = process.env.HOTLINE_DATA_KEYS ?? '';
  if (loaded?.text !== text) loaded = { text, keyring: Keyring.parse(text) };
  return loaded.keyring;
}

/** A new key as HOTLINE_DATA_KEYS takes it; the id is its first letters, so that it says nothing. */
export function newDataKey(): string {
  return `k${randomBytes(4).toString('hex')}:${randomBytes(KEY_BYTES).toString('base64')}`;
}

import { Keyring, newDataKey } from './keyring';

const [older, newer, other] = [newDataKey(), newDataKey(), newDataKey()];
/** Its name and its indexes are the same in each run: by chance those of a made-up key hold some digits of a number. */
const fixed = `k1:${Buffer.alloc(32, 7).toString('base64')}`;

describe('the keys of personal data', () => {
  const keys = Keyring.parse(older);

  it('open what they sealed, and nothing of it can be read in what is stored', () => {
    const stored = keys.seal('张三 13800000000', 'citizen.name');
    expect(stored).not.toMatch(/张三|13800000000/);
    // of the text, which is base64, a few digits may be made by chance; of the bytes hardly ever
    expect(Buffer.from(stored.split(':').at(-1)!, 'base64').toString()).not.toMatch(/张三|138/);
    expect(keys.open(stored, 'citizen.name')).toBe('张三 13800000000');
  });

  it('seal the same value otherwise each time, so that equal rows do not show', () => {
    expect(keys.seal('张三', 'citizen.name')).not.toBe(keys.seal('张三', 'citizen.name'));
  });

  it.each([
    ['moved to another column', (stored: string) => stored, 'citizen.address'],
    [
      'with a changed letter',
      (stored: string) => `${stored.slice(0, -6)}${stored.at(-6) === 'A' ? 'B' : 'A'}${stored.slice(-5)}`,
      'citizen.name',
    ],
    ['cut short', (stored: string) => stored.slice(0, -8), 'citizen.name'],
  ])('refuse a value %s', (_what, change, context) => {
    expect(() => keys.open(change(keys.seal('张三李四王五', 'citizen.name')), context)).toThrow();
  });

  it('refuse a value of a key that is not there, by the name of the key', () => {
    const stored = Keyring.parse(other).seal('张三', 'citizen.name');
    expect(() => keys.open(stored, 'citizen.name')).toThrow(other.split(':')[0]);
  });

  it('open older values beside the current key, and know which those are', () => {
    const both = Keyring.parse(`${newer},${older}`);
    const stored = keys.seal('张三', 'citizen.name');
    expect(both.open(stored, 'citizen.name')).toBe('张三');
    expect([both.isCurrent(stored), both.isCurrent(both.seal('张三', 'citizen.name'))]).toEqual([false, true]);
  });

  it('find a value again under each key, by what says nothing about it', () => {
    const both = Keyring.parse(`${newer},${older}`);
    expect(both.blindIndexes('13800000000')).toContain(keys.blindIndex('13800000000'));
    expect(both.isIndexOf(keys.blindIndex('13800000000'), '13800000000')).toBe(true);
    expect(both.isIndexOf(keys.blindIndex('13800000000'), '13800000001')).toBe(false);
    expect(Keyring.parse(fixed).blindIndex('13800000000')).not.toContain('138');
  });

  it.each([
    ['nothing', ''],
    ['no key', 'k1'],
    ['a short key', 'k1:c2hvcnQ='],
    ['a strange id', `K 1:${older.split(':')[1]}`],
    ['the same id twice', `${older},${older}`],
  ])('are refused at the start when there is %s', (_what, text) => {
    expect(() => Keyring.parse(text)).toThrow('HOTLINE_DATA_KEYS');
  });
});

import { Problem } from '../../src/problems/problem';
import type { ChannelAdapter, ChannelTerms, Inbound, ProviderRequest } from '../../src/channels/channel-adapter';

/** One provider's way to sign and write, for the contract that every adapter keeps. */
export interface AdapterSample {
  name: string;
  adapter: ChannelAdapter;
  /** A request that the provider would send at a time. */
  request(sentAt: Date, secret: string): ProviderRequest;
  /** The same with something changed after it was signed; undefined where the signature does not cover the body. */
  tampered?(sentAt: Date, secret: string): ProviderRequest;
  /** Bodies that are no message, each signed as it should be. */
  unreadable: string[];
  /** A signed request with a body of one's own. */
  withBody(body: string, sentAt: Date, secret: string): ProviderRequest;
  expected: Partial<Inbound>;
}

const SECRET = 'a secret that nobody guesses';
const NOW = new Date('2026-03-02T10:00:00+08:00');
const TERMS: ChannelTerms = { secret: SECRET, replayMs: 300_000 };
const later = (seconds: number): Date => new Date(NOW.getTime() + seconds * 1000);

async function codeOf(act: () => Inbound | Promise<Inbound>): Promise<string> {
  try {
    await act();
  } catch (error) {
    if (error instanceof Problem) return error.code;
    throw error;
  }
  return 'accepted';
}

/** What every adapter must do; run by channel-adapters.spec.ts for each of them. */
export function keepsTheContract(sample: AdapterSample): void {
  const accept = (request: ProviderRequest, terms = TERMS, now = NOW) =>
    codeOf(() => sample.adapter.accept(request, terms, now));
  const good = () => sample.request(NOW, SECRET);

  describe(`the adapter ${sample.name}`, () => {
    it('reads what its provider signed', async () => {
      expect(await sample.adapter.accept(good(), TERMS, NOW)).toMatchObject(sample.expected);
    });

    it('gives a repeat the same message id', async () => {
      const first = (await sample.adapter.accept(good(), TERMS, NOW)) as { messageId: string };
      const again = (await sample.adapter.accept(sample.request(later(60), SECRET), TERMS, later(60))) as {
        messageId: string;
      };
      expect(first.messageId).toBeTruthy();
      expect(again.messageId).toBe(first.messageId);
    });

    it('refuses what is signed with another secret, or not at all', async () => {
      expect(await accept(sample.request(NOW, 'another secret'))).toBe('signature-invalid');
      expect(await accept({ ...good(), headers: {}, query: {} })).toBe('signature-invalid');
    });

    it('refuses what was changed after it was signed', async () => {
      if (!sample.tampered) return expect(sample.tampered).toBeUndefined();
      expect(await accept(sample.tampered(NOW, SECRET))).toBe('signature-invalid');
    });

    it.each([
      ['at the edge of the window', 300, 'accepted'],
      ['a second beyond it', 301, 'request-expired'],
      ['from the future, at the edge', -300, 'accepted'],
      ['from the future, beyond it', -301, 'request-expired'],
    ])('a request %s: %s seconds old is %s', async (_what, age, code) => {
      expect(await accept(good(), TERMS, later(age))).toBe(code);
    });

    it.each(sample.unreadable)('refuses a signed body that is no message: %s', async (body) => {
      expect(await accept(sample.withBody(body, NOW, SECRET))).toBe('validation-failed');
    });
  });
}

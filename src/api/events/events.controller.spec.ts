import type { Response } from 'express';
import { EMPTY, NEVER, type Subscription } from 'rxjs';
import type { CaseNewsService } from '../../events/case-news.service';
import type { SignedIn } from '../../identity/principal';
import type { SessionsService } from '../../identity/sessions.service';
import type { Draining } from '../../observability/draining';
import { EventsController } from './events.controller';

jest.mock('../../observability/request-observer', () => ({ countStream: () => undefined }));

const BEAT_MS = 25_000;

describe('streams of events', () => {
  let over: jest.Mock<Promise<Set<string>>, [string[]]>;
  let controller: EventsController;
  let streams: Subscription[];

  beforeEach(() => {
    jest.useFakeTimers();
    over = jest.fn((_sessions: string[]) => Promise.resolve(new Set<string>()));
    streams = [];
    controller = new EventsController(
      { news: EMPTY } as unknown as CaseNewsService,
      { begun: NEVER } as unknown as Draining,
      { over } as unknown as SessionsService,
    );
  });
  afterEach(() => {
    for (const stream of streams) stream.unsubscribe();
    jest.useRealTimers();
  });

  /** Somebody listens; what the stream told so far, and whether it ended. */
  function listen(session: string): { told: string[]; subscription: Subscription } {
    const told: string[] = [];
    const principal = { username: 'agent', session, body: 'main', unit: null } as SignedIn;
    const subscription = controller
      .stream(principal, {} as Response)
      .subscribe({ next: ({ type }) => told.push(type!), complete: () => told.push('end') });
    streams.push(subscription);
    return { told, subscription };
  }

  it('beat, and with each beat one question is asked for all sessions that listen', async () => {
    const streams = [listen('one'), listen('two')];
    await jest.advanceTimersByTimeAsync(BEAT_MS);
    expect(over.mock.calls).toEqual([[['one', 'two']]]);
    for (const { told } of streams) expect(told).toEqual(['beat']);
  });

  it('end soon after their session, and nobody else’s with them', async () => {
    const [ended, open] = [listen('ended'), listen('open')];
    over.mockResolvedValue(new Set(['ended']));
    await jest.advanceTimersByTimeAsync(BEAT_MS);
    expect(ended.told.at(-1)).toBe('end');
    expect(open.told).toEqual(['beat']);
    await jest.advanceTimersByTimeAsync(BEAT_MS);
    expect(over.mock.calls.at(-1)).toEqual([['open']]);
  });

  it('stay open while nobody can say whether their session is', async () => {
    const { told } = listen('one');
    over.mockRejectedValueOnce(new Error('the database is away'));
    await jest.advanceTimersByTimeAsync(2 * BEAT_MS);
    expect(told).toEqual(['beat', 'beat']);
  });

  it('that are closed are asked for no more', async () => {
    const [closed] = [listen('closed'), listen('open')];
    closed.subscription.unsubscribe();
    await jest.advanceTimersByTimeAsync(BEAT_MS);
    expect(over.mock.calls).toEqual([[['open']]]);
  });
});

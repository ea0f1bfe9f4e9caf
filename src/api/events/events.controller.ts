import { Controller, type MessageEvent, Res, Sse } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { concatMap, defer, filter, finalize, interval, map, merge, type Observable, share, takeUntil } from 'rxjs';
import { type CaseNews, CaseNewsService, type Concerned } from '../../events/case-news.service';
import { Me, SignedIn } from '../../identity/guard';
import { isOfUnit, type SignedIn as Who } from '../../identity/principal';
import { SessionsService } from '../../identity/sessions.service';
import { Draining } from '../../observability/draining';
import { countStream } from '../../observability/request-observer';

/** Often enough that no proxy takes the stream for dead. */
const BEAT_MS = 25_000;

/** Live updates (server-sent events). */
@ApiTags('events')
@ApiBearerAuth()
@SignedIn()
@Controller('events')
export class EventsController {
  /** What the staff of each body is told of news: written once, not once for each of hundreds. */
  private readonly told = new WeakMap<object, Map<string, string | undefined>>();
  private readonly listening = new Set<Who>();
  /** Which of the sessions that listen are over, with each beat: asked once for all of them. While nobody can say, none is. */
  private readonly beats: Observable<Set<string>> = interval(BEAT_MS).pipe(
    concatMap(() =>
      this.sessions.over([...this.listening].map(({ session }) => session)).catch(() => new Set<string>()),
    ),
    share(),
  );

  constructor(
    private readonly news: CaseNewsService,
    private readonly draining: Draining,
    private readonly sessions: SessionsService,
  ) {}

  /**
   * Tells that something happened to cases that one may see, so that the pages ask again: half a second after it, and every two
   * seconds while things happen all the time, what happened since together. Hotline staff are told which cases and what (`cases`);
   * a unit's people only that something did. With each beat the session is looked at: a stream ends soon after it. It ends when this
   * app stops, too; the page then connects again, to another one.
   */
  @Sse()
  @ApiOperation({ summary: 'Stream of what happens to cases' })
  stream(@Me() principal: Who, @Res({ passthrough: true }) response: Response): Observable<MessageEvent> {
    countStream(response);
    return defer(() => {
      this.listening.add(principal);
      const ended = this.beats.pipe(filter((over) => over.has(principal.session)));
      return merge(
        this.news.news.pipe(
          map((news) => this.telling(news, principal)),
          filter((data) => data !== undefined),
          map((data) => ({ type: 'case', data })),
        ),
        this.beats.pipe(map(() => ({ type: 'beat', data: {} }))),
      ).pipe(
        takeUntil(merge(this.draining.begun, ended)),
        finalize(() => this.listening.delete(principal)),
      );
    });
  }

  /** What somebody is told of news, as text; undefined when none of them concerns them. All who are of one unit or body are told the same. */
  private telling(news: readonly (CaseNews & Concerned)[], principal: Who): string | undefined {
    if (isOfUnit(principal)) return news.some(({ units }) => units.includes(principal.unit!)) ? '{}' : undefined;
    const { body, bodyUnit } = principal;
    const told = this.told.get(news) ?? new Map<string, string | undefined>();
    this.told.set(news, told);
    const staff = `${body} ${bodyUnit ?? ''}`;
    if (!told.has(staff)) {
      const cases = news
        .filter((one) => one.body === body || (bodyUnit !== null && one.units.includes(bodyUnit)))
        .map(({ caseId, type }) => ({ caseId, type }));
      told.set(staff, cases.length > 0 ? JSON.stringify({ cases }) : undefined);
    }
    return told.get(staff);
  }
}

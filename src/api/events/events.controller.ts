import { Controller, type MessageEvent, Res, Sse } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { concatMap, filter, interval, map, merge, type Observable, share, takeUntil } from 'rxjs';
import { CaseNewsService, type Concerned } from '../../events/case-news.service';
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
  constructor(
    private readonly news: CaseNewsService,
    private readonly draining: Draining,
    private readonly sessions: SessionsService,
  ) {}

  /**
   * Tells that something happened to cases that one may see, so that the pages ask again: at most twice a second, what happened
   * since together. Hotline staff are told which cases and what (`cases`); a unit's people only that something did. With each
   * beat the session is looked at: a stream ends soon after it. It ends when this app stops, too; the page then connects again, to
   * another one.
   */
  @Sse()
  @ApiOperation({ summary: 'Stream of what happens to cases' })
  stream(@Me() principal: Who, @Res({ passthrough: true }) response: Response): Observable<MessageEvent> {
    countStream(response);
    const mine = ({ body, units }: Concerned): boolean =>
      isOfUnit(principal)
        ? units.includes(principal.unit!)
        : body === principal.body || (principal.bodyUnit !== null && units.includes(principal.bodyUnit));
    const beats = interval(BEAT_MS).pipe(
      concatMap(() => this.sessions.isOpen(principal.session)),
      share(),
    );
    return merge(
      this.news.news.pipe(
        map((news) => news.filter(mine)),
        filter((news) => news.length > 0),
        map((news) => ({
          type: 'case',
          data: isOfUnit(principal) ? {} : { cases: news.map(({ caseId, type }) => ({ caseId, type })) },
        })),
      ),
      beats.pipe(map(() => ({ type: 'beat', data: {} }))),
    ).pipe(takeUntil(merge(this.draining.begun, beats.pipe(filter((open) => !open)))));
  }
}

import { Controller, type MessageEvent, Res, Sse } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { interval, map, merge, type Observable, takeUntil } from 'rxjs';
import { CaseNewsService } from '../../events/case-news.service';
import { Me, SignedIn } from '../../identity/guard';
import { Draining } from '../../observability/draining';
import { countStream } from '../../observability/request-observer';
import { isOfUnit, type Principal } from '../../identity/principal';

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
  ) {}

  /**
   * Tells that something happened to a case, so that the pages ask again. Hotline staff are told which case and what; a
   * unit's people, who may not see every case, only that something did. Ends when this app stops; the page then connects again, to another one.
   */
  @Sse()
  @ApiOperation({ summary: 'Stream of what happens to cases' })
  stream(@Me() principal: Principal, @Res({ passthrough: true }) response: Response): Observable<MessageEvent> {
    countStream(response);
    const told = isOfUnit(principal) ? () => ({}) : (news: object) => news;
    return merge(
      this.news.news.pipe(map((news) => ({ type: 'case', data: told(news) }))),
      interval(BEAT_MS).pipe(map(() => ({ type: 'beat', data: {} }))),
    ).pipe(takeUntil(this.draining.begun));
  }
}

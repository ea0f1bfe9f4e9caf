import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { Response } from 'express';
import { Subject } from 'rxjs';

/**
 * That this process is on its way out. From then on it is not ready, its streams end, and each answer closes its
 * connection, so that clients go to another app and the server can close.
 */
@Injectable()
export class Draining implements OnModuleDestroy {
  /** Speaks once, when the stop begins; open streams end with it. */
  readonly begun = new Subject<void>();
  private stopping = false;
  private readonly unanswered = new Set<Response>();

  get active(): boolean {
    return this.stopping;
  }

  onModuleDestroy(): void {
    this.begin();
  }

  /** From now on; a second call does nothing. */
  begin(): void {
    if (this.stopping) return;
    this.stopping = true;
    for (const response of this.unanswered) this.lastOfItsConnection(response);
    this.begun.next();
    this.begun.complete();
  }

  /** Keeps an eye on an answer until it is sent. */
  watch(response: Response): void {
    if (this.stopping) this.lastOfItsConnection(response);
    this.unanswered.add(response);
    response.once('close', () => this.unanswered.delete(response));
  }

  private lastOfItsConnection(response: Response): void {
    if (!response.headersSent) response.setHeader('connection', 'close');
  }
}

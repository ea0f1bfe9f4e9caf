import type { Server } from 'node:http';
import type { Response } from 'express';

const IDLE_LOOK_MS = 100;

/** That this process is on its way out: it is not ready any more, and each answer is the last of its connection. */
export class Stopping {
  private begun = false;
  private readonly unanswered = new Set<Response>();

  get active(): boolean {
    return this.begun;
  }

  begin(): void {
    this.begun = true;
    for (const response of this.unanswered) {
      lastOfItsConnection(response);
    }
  }

  /** Keeps an eye on an answer until it is sent. */
  watch(response: Response): void {
    if (this.begun) {
      lastOfItsConnection(response);
    }
    this.unanswered.add(response);
    response.once('close', () => this.unanswered.delete(response));
  }
}

/** Takes no more connections and waits until what has come is answered, at most so many milliseconds. */
export async function closed(server: Server, mostMs: number): Promise<void> {
  const idle = setInterval(() => server.closeIdleConnections(), IDLE_LOOK_MS);
  const late = setTimeout(() => server.closeAllConnections(), mostMs);
  await new Promise<void>((resolve) => server.close(() => resolve()));
  clearInterval(idle);
  clearTimeout(late);
}

function lastOfItsConnection(response: Response): void {
  if (!response.headersSent) {
    response.setHeader('connection', 'close');
  }
}

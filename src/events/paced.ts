import { Observable, type OperatorFunction } from 'rxjs';

/**
 * Passes on what comes, together: what comes first after a silence is gathered for `gatherMs`, what comes after it for `apartMs`, so that
 * a quiet hotline tells at once and a busy one does little else but tell.
 */
export function paced<T>(gatherMs: number, apartMs: number): OperatorFunction<T, T[]> {
  return (source) =>
    new Observable((subscriber) => {
      let held: T[] = [];
      let timer: NodeJS.Timeout | undefined;
      const pass = (): void => {
        timer = undefined;
        if (held.length === 0) return;
        const together = held;
        held = [];
        timer = setTimeout(pass, apartMs);
        subscriber.next(together);
      };
      const subscription = source.subscribe({
        next: (item) => {
          held.push(item);
          timer ??= setTimeout(pass, gatherMs);
        },
        error: (error: unknown) => subscriber.error(error),
        complete: () => subscriber.complete(),
      });
      return () => {
        clearTimeout(timer);
        subscription.unsubscribe();
      };
    });
}

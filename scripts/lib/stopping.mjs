// One orderly stop for SIGINT, SIGTERM and SIGHUP: what was begun last is stopped first, each waited for.

const stops = [];
let stopping = null;
let signalledAt = 0;

/** Registers what undoes something; answers a function that forgets it again. */
export function onStop(action) {
  stops.push(action);
  return () => {
    const index = stops.indexOf(action);
    if (index >= 0) stops.splice(index, 1);
  };
}

/** True from the moment a stop was asked for. */
export const isStopping = () => stopping !== null;

/** Undoes everything in reverse order; a second call waits for the first. */
export function stopAll() {
  stopping ??= (async () => {
    while (stops.length > 0) {
      try {
        await stops.pop()();
      } catch (error) {
        process.stderr.write(`${error?.stack ?? error}\n`);
      }
    }
  })();
  return stopping;
}

/**
 * Stops in order on a signal and exits with the code that `exitCode` tells then. npm passes Ctrl-C on, so the
 * same one arrives twice: only a signal that comes 3 seconds later means "at once".
 */
export function stopOnSignals({ before = () => {}, after = () => {}, exitCode = () => 0 } = {}) {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      if (signalledAt > 0) {
        if (Date.now() - signalledAt > 3000) process.exit(130);
        return;
      }
      signalledAt = Date.now();
      before();
      void stopAll().then(() => {
        after();
        process.exit(exitCode(signal));
      });
    });
  }
}

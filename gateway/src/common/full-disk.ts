/**
 * A log that cannot be written, because its disk is full, must not end the process: lines are lost until there is room again,
 * and whatever else was thrown and not caught ends it as ever. To be called before the first line.
 */
export function goOnWithoutLog(): void {
  process.on('uncaughtException', (error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOSPC' && error.syscall === 'write') return;
    // the error stream may be the full one
    process.stderr.write(`${error.stack ?? String(error)}\n`, () => process.exit(1));
  });
}

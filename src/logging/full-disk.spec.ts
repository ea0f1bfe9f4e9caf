import { spawnSync } from 'node:child_process';
import { existsSync, openSync } from 'node:fs';
import { goOnWithoutLog } from './full-disk';

/** Runs a program whose output goes to a disk that is always full; it is ended from outside: at its end pino would wait for room. */
function run(program: string): { stderr: string; status: number | null } {
  const source = `(${goOnWithoutLog.toString()})(); ${program}
    setTimeout(() => process.stderr.write('alive', () => process.kill(process.pid, 'SIGKILL')), 300)`;
  const { status, stderr } = spawnSync(process.execPath, ['-e', source], {
    stdio: ['ignore', openSync('/dev/full', 'w'), 'pipe'],
    encoding: 'utf8',
    timeout: 20_000,
    killSignal: 'SIGKILL',
  });
  return { status, stderr };
}

const pino = JSON.stringify(require.resolve('pino'));

(existsSync('/dev/full') ? describe : describe.skip)('a log on a full disk', () => {
  it.each([
    ['lines of the process itself', `process.stdout.write('line\\n');`],
    ['lines of pino', `const log = require(${pino})(); log.info('line'); log.info('line');`],
  ])('%s are lost, the process goes on', (_what, write) => {
    expect(run(write).stderr).toBe('alive');
  });

  it('what else nobody caught ends the process', () => {
    const { status, stderr } = run(`setTimeout(() => { throw new Error('broken'); });`);
    expect(status).toBe(1);
    expect(stderr).toContain('broken');
    expect(stderr).not.toContain('alive');
  });
});

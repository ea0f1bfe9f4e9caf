// `npm run fuzz`: the tests with malformed input, with more of it and from another seed (test/fuzz/README.md).
//   npm run fuzz -- [--times 8] [--seed 1]
import { parseArgs } from 'node:util';
import { run } from './lib/command.mjs';
import { inRoot, root } from './lib/paths.mjs';
import { stopOnSignals } from './lib/stopping.mjs';

const { values: options } = parseArgs({
  options: { times: { type: 'string', default: '8' }, seed: { type: 'string', default: '1' } },
});
const env = { ...process.env, FUZZ_TIMES: options.times, FUZZ_SEED: options.seed };

stopOnSignals();
for (const part of [
  ['unit', 'test/fuzz', 'time-limits.property'],
  ['e2e', 'test/operations', '-t', 'malformed'],
]) {
  const code = await run(process.execPath, [inRoot('scripts', 'test.mjs'), ...part], { cwd: root, env });
  if (code !== 0) process.exitCode = 1;
}
process.exit();

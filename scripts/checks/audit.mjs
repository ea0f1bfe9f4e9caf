// `npm audit` over what is shipped: an advisory of severity high or critical fails unless accepted-advisories.json names
// it, with a reason and a date until which that holds. Exit code 3 where no registry answers: nothing is known then.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { say } from '../lib/messages.mjs';
import { root } from '../lib/paths.mjs';

const NOTHING_KNOWN = 3;
const TIMEOUT_MS = 30_000;
const FAILS = ['high', 'critical'];
const print = (key, values) => process.stdout.write(`${say(key, values)}\n`);

/** What npm reports; undefined where it could not ask. */
function report() {
  const npm = process.env.npm_execpath?.endsWith('.js') ? [process.execPath, process.env.npm_execpath] : ['npm'];
  const [command, ...prefix] = npm;
  const args = [...prefix, 'audit', '--json', '--omit=dev', '--fetch-retries=0'];
  // a report of earlier, for the check's own test
  if (process.env.AUDIT_REPORT) return JSON.parse(readFileSync(process.env.AUDIT_REPORT, 'utf8'));
  const { stdout } = spawnSync(command, args, {
    cwd: root,
    encoding: 'utf8',
    timeout: TIMEOUT_MS,
    maxBuffer: 64 * 1024 * 1024,
  });
  try {
    const found = JSON.parse(stdout);
    return found.vulnerabilities ? found : undefined;
  } catch {
    return undefined;
  }
}

/** Each advisory once: an entry of `via` that is an object; a string there names the package through which it comes. */
function advisoriesOf({ vulnerabilities }) {
  const all = Object.values(vulnerabilities).flatMap(({ via }) => via.filter((one) => typeof one === 'object'));
  const idOf = ({ url, source }) => /GHSA-[\w-]+/.exec(url ?? '')?.[0] ?? String(source);
  return [...new Map(all.map((one) => [idOf(one), { ...one, id: idOf(one) }])).values()];
}

const found = report();
if (!found) {
  print('audit-unreachable');
  process.exitCode = NOTHING_KNOWN;
} else {
  const file = process.env.ACCEPTED_ADVISORIES ?? new URL('accepted-advisories.json', import.meta.url);
  const { accepted } = JSON.parse(readFileSync(file, 'utf8'));
  const today = new Date().toISOString().slice(0, 10);
  for (const { id, reason, until } of accepted)
    if (!id || !reason || !/^\d{4}-\d\d-\d\d$/.test(until ?? '')) {
      print('audit-entry-incomplete', { id: id ?? '-' });
      process.exitCode = 1;
    }
  const holds = new Set(accepted.filter(({ until }) => until > today).map(({ id }) => id));
  for (const { id, name, title, severity } of advisoriesOf(found)) {
    const fails = FAILS.includes(severity) && !holds.has(id);
    print(fails ? 'audit-refused' : 'audit-noted', { id, name, title, severity });
    if (fails) process.exitCode = 1;
  }
}

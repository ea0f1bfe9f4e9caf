// The browser tests need Chromium and a Chinese font; they are installed where that is possible.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './command.mjs';
import { inRoot } from './paths.mjs';

/** The files of the browser tests. */
export function browserTests(folders = ['src', 'test', 'gateway/src']) {
  return folders.flatMap((folder) =>
    readdirSync(inRoot(folder), { recursive: true })
      .filter((name) => name.endsWith('.browser.e2e.ts'))
      .map((name) => join(folder, name)),
  );
}

/** How many tests files hold, as far as one sees from outside. */
export const countTests = (files) =>
  files.reduce((sum, file) => sum + (readFileSync(inRoot(file), 'utf8').match(/^\s*(it|test)\(/gm)?.length || 1), 0);

function find() {
  if (process.env.CHROMIUM_PATH) return process.env.CHROMIUM_PATH;
  for (const name of ['chromium', 'chromium-browser', 'google-chrome']) {
    const { status, stdout } = spawnSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' });
    if (status === 0) return stdout.trim();
  }
  return null;
}

/** The path of Chromium, installed with apt if it is missing and one may; else null. */
export async function chromium(log) {
  const found = find();
  if (found) return found;
  const prefix = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const args of [
    ['apt-get', 'update', '-qq'],
    ['apt-get', 'install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-noto-cjk'],
  ]) {
    const [command, ...rest] = [...prefix, ...args];
    const code = await run(command, rest, { log, env }).catch(() => 1);
    if (code !== 0) return null;
  }
  return find();
}

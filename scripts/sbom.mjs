// `npm run sbom`: what a release is made of, as CycloneDX bills of materials in sbom/: the npm packages of app, gateway
// and pages, and the Maven artifacts of the engine.
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, install } from './lib/build.mjs';
import { say, UserError } from './lib/messages.mjs';
import { inRoot, root } from './lib/paths.mjs';
import { checkJava, checkMaven } from './lib/prerequisites.mjs';
import { line } from './lib/progress.mjs';

const folder = inRoot('sbom');

try {
  checkJava();
  checkMaven();
  mkdirSync(folder, { recursive: true });
  await install(inRoot('.data', 'logs', 'install.log'));
  const npm = process.env.npm_execpath?.endsWith('.js') ? [process.execPath, process.env.npm_execpath] : ['npm'];
  const [command, ...prefix] = npm;
  const args = [...prefix, 'sbom', '--sbom-format=cyclonedx', '--omit=dev', '--workspaces', '--include-workspace-root'];
  const { stdout, stderr, status } = spawnSync(command, args, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status !== 0) throw new UserError('sbom-failed', { code: status }, stderr);
  const packages = join(folder, 'hotline-npm.cdx.json');
  writeFileSync(packages, stdout);
  line('✓', say('sbom-written', { file: packages, count: JSON.parse(stdout).components.length }));

  await build('engine', inRoot('.data', 'logs', 'build-engine.log'));
  const artifacts = join(folder, 'hotline-engine.cdx.json');
  copyFileSync(inRoot('engine', 'target', 'classes', 'META-INF', 'sbom', 'application.cdx.json'), artifacts);
  line('✓', say('sbom-written', { file: artifacts, count: '' }));
} catch (error) {
  if (error instanceof UserError) error.print();
  else process.stderr.write(`${error?.stack ?? error}\n`);
  process.exitCode = 1;
}

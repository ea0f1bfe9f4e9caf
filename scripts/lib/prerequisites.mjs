// What must be there before anything is begun: each failure is one line that says what to do.
import { spawnSync } from 'node:child_process';
import { accessSync, chmodSync, constants, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { UserError } from './messages.mjs';
import { portVariable } from './settings.mjs';

/** Node's version, if it is new enough. */
export function checkNode(found = process.versions.node) {
  const [major, minor] = found.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) throw new UserError('node-too-old', { found });
  return found;
}

/** The java command: JAVA_HOME's, else the PATH's. */
export const javaCommand = (env = process.env) => (env.JAVA_HOME ? join(env.JAVA_HOME, 'bin', 'java') : 'java');

/** Java's version, if it is 17 or newer. */
export function checkJava() {
  const { stderr = '', stdout = '', error } = spawnSync(javaCommand(), ['-version'], { encoding: 'utf8' });
  const found = /version "([^"]+)"/.exec(`${stderr}${stdout}`)?.[1];
  if (error || !found || Number(found.split('.')[0]) < 17) throw new UserError('java-missing', { found: found ?? '-' });
  return found;
}

/** Maven's version. */
export function checkMaven() {
  const { stdout = '' } = spawnSync('mvn', ['-v', '-B'], { encoding: 'utf8' });
  const found = /Apache Maven (\S+)/.exec(stdout ?? '')?.[1];
  if (!found) throw new UserError('maven-missing');
  return found.replace(/[^\d.].*$/, '');
}

/** Makes the data folder and checks that files can be written there. */
export function checkFolder(folder) {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o711 });
    // root's database server runs as another user, who must be able to pass through
    if (process.getuid?.() === 0 && (statSync(folder).mode & 0o001) === 0) chmodSync(folder, 0o711);
    const probe = join(folder, `.write-${process.pid}`);
    writeFileSync(probe, '');
    rmSync(probe);
    accessSync(folder, constants.W_OK);
  } catch (error) {
    throw new UserError('folder-not-writable', { folder, reason: error.code ?? error.message });
  }
}

/** Whether nothing listens on a port of an address. */
export function isPortFree(port, address = '127.0.0.1') {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host: address, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/** Checks the ports of the parts that will be started. */
export async function checkPorts(parts, settings) {
  for (const part of parts) {
    const port = settings.ports[part];
    const addresses = part === 'app' ? new Set(['127.0.0.1', settings.address]) : ['127.0.0.1'];
    for (const address of addresses)
      if (!(await isPortFree(port, address)))
        throw new UserError('port-taken', { port, service: part, variable: portVariable[part] });
  }
}

/** A port that is free now, chosen by the system. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

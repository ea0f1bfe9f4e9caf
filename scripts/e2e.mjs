// `npx hotline e2e --engine URL`: our end-to-end suite of the Camunda 8 API, run against any address that speaks it.
import { spawn } from 'node:child_process';
import { parseArgs } from 'node:util';
import { install } from './lib/build.mjs';
import { checkNode } from './lib/prerequisites.mjs';
import { inRoot } from './lib/paths.mjs';
import { kitFiles, LEFT_OUT, namePattern } from './lib/test-kit.mjs';

const USAGE = `usage: npx hotline e2e --engine URL [--grpc grpc://HOST:PORT] [--user NAME --password PASSWORD] [--wait MILLISECONDS] [PATTERN ...]
  --engine    the address of the REST API, without /v2
  --grpc      the address of the gRPC gateway; without it the tests of gRPC are left out
  --user      basic authentication; without it the variables of Camunda's clients say who calls, by OAuth (CAMUNDA_OAUTH_URL,
              CAMUNDA_CLIENT_ID, CAMUNDA_CLIENT_SECRET, CAMUNDA_TOKEN_AUDIENCE), or nobody does
  --wait      how long a search may take to see what was done (10000; our own gateway needs none: 0)
  PATTERN     only test files whose path holds it`;

/** Runs the suite; answers jest's exit code. */
export async function runKit(args) {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      engine: { type: 'string' },
      grpc: { type: 'string' },
      user: { type: 'string' },
      password: { type: 'string' },
      wait: { type: 'string', default: '10000' },
      help: { type: 'boolean' },
    },
  });
  if (values.help || !values.engine) {
    process.stdout.write(`${USAGE}\n`);
    return values.help ? 0 : 2;
  }
  checkNode();
  await install(inRoot('.data', 'logs', 'install.log'));
  const { files, leftOut } = kitFiles(values.grpc);
  const chosen = files.filter((name) => positionals.length === 0 || positionals.some((part) => name.includes(part)));
  for (const { test, reason } of [
    ...leftOut,
    ...LEFT_OUT.filter(({ name }) => name).map(({ name, reason }) => ({ test: name, reason })),
  ])
    process.stdout.write(`- ${test}: ${reason}\n`);
  const jest = [inRoot('node_modules/jest/bin/jest.js'), '--selectProjects', 'e2e', '--runInBand', '--forceExit'];
  const child = spawn(process.execPath, [...jest, '--testNamePattern', namePattern(), '--runTestsByPath', ...chosen], {
    cwd: inRoot('.'),
    stdio: 'inherit',
    env: {
      ...process.env,
      GATEWAY_URL: values.engine.replace(/\/(v2\/?)?$/, ''),
      GATEWAY_GRPC_ADDRESS: values.grpc ?? '',
      GATEWAY_USER: values.user ?? '',
      GATEWAY_PASSWORD: values.password ?? '',
      GATEWAY_WAIT_MS: values.wait,
    },
  });
  return new Promise((resolve) => child.once('exit', (code, signal) => resolve(signal ? 1 : code)));
}

// The engine, the gateway and the app as services: their commands, environments and how one sees that they are ready.
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { jdbc } from './databases.mjs';
import { engineHistoryDays } from './engine-history.mjs';
import { inRoot, root } from './paths.mjs';
import { javaCommand } from './prerequisites.mjs';
import { answers, basicAuth, Service } from './service.mjs';

/** The user names of the engine and of the gateway in every run; their passwords are generated. */
export const engineUser = 'hotline';
export const gatewayUser = 'hotline';

/** Of app and gateway. Most of what a request makes is garbage at its end: a bigger young generation is collected more rarely. */
const NODE_OPTIONS = ['--enable-source-maps', '--max-semi-space-size=32'];

/** The engine. @param options data, port, databaseUrl, password, javaOptions, log */
export function engineService({ data, port, databaseUrl, password, javaOptions, log }) {
  const database = jdbc(databaseUrl);
  const jar = ownJar(data);
  const historyDays = engineHistoryDays();
  return new Service({
    name: 'engine',
    command: javaCommand(),
    args: [...javaOptions, '-jar', jar],
    cwd: data,
    env: {
      ENGINE_PORT: String(port),
      ENGINE_ADDRESS: '127.0.0.1',
      ENGINE_DB_URL: database.url,
      ENGINE_DB_USER: database.user,
      ENGINE_DB_PASSWORD: database.password,
      ENGINE_USER: engineUser,
      ENGINE_PASSWORD: password,
      ...(historyDays ? { ENGINE_HISTORY_DAYS: String(historyDays) } : {}),
    },
    log,
    marker: jar,
    ready: answers(`http://127.0.0.1:${port}/actuator/health`),
    readySeconds: 240,
  });
}

/** A copy of the jar that no later build overwrites: a JVM breaks when its jar changes under it. */
function ownJar(data) {
  const folder = join(data, 'engine');
  const name = `hotline-engine-${readFileSync(inRoot('engine/target/.stamp'), 'utf8').slice(0, 12)}.jar`;
  const jar = join(folder, name);
  mkdirSync(folder, { recursive: true });
  for (const other of readdirSync(folder)) if (other !== name) rmSync(join(folder, other), { force: true });
  if (!existsSync(jar)) {
    copyFileSync(inRoot('engine/target/hotline-engine.jar'), `${jar}.new`);
    renameSync(`${jar}.new`, jar);
  }
  return jar;
}

/** The gateway. @param options port, grpcPort, databaseUrl, engineDatabaseUrl, enginePort, enginePassword, password, metricsToken, log */
export function gatewayService({
  port,
  grpcPort,
  databaseUrl,
  engineDatabaseUrl,
  enginePort,
  enginePassword,
  password,
  metricsToken,
  log,
}) {
  const main = inRoot('gateway/dist/main.js');
  return new Service({
    name: 'gateway',
    command: process.execPath,
    args: [...NODE_OPTIONS, main],
    cwd: root,
    env: {
      GATEWAY_PORT: String(port),
      GATEWAY_GRPC_PORT: String(grpcPort),
      GATEWAY_ADDRESS: '127.0.0.1',
      GATEWAY_DATABASE_URL: databaseUrl,
      ENGINE_DATABASE_URL: engineDatabaseUrl,
      GATEWAY_AUTH: 'basic',
      GATEWAY_USER: gatewayUser,
      GATEWAY_PASSWORD: password,
      ENGINE_URL: `http://127.0.0.1:${enginePort}/engine-rest`,
      ENGINE_USER: engineUser,
      ENGINE_PASSWORD: enginePassword,
      GATEWAY_METRICS_TOKEN: metricsToken,
    },
    log,
    marker: main,
    ready: answers(`http://127.0.0.1:${port}/v2/topology`, basicAuth(gatewayUser, password)),
    readySeconds: 60,
  });
}

/** The environment that points the app at our own gateway. */
export const ownCluster = (port, password) => ({
  CAMUNDA_REST_ADDRESS: `http://127.0.0.1:${port}`,
  // @camunda8/sdk 8.8 still reads the address under its earlier name
  ZEEBE_REST_ADDRESS: `http://127.0.0.1:${port}`,
  CAMUNDA_AUTH_STRATEGY: 'BASIC',
  CAMUNDA_BASIC_AUTH_USERNAME: gatewayUser,
  CAMUNDA_BASIC_AUTH_PASSWORD: password,
});

/** The app with its workers. @param options name, address, port, databaseUrl, cluster, documents, secrets, log, env */
export function appService({ name = 'app', address, port, databaseUrl, cluster, documents, secrets, log, env = {} }) {
  const main = inRoot('dist/main.js');
  return new Service({
    name,
    command: process.execPath,
    args: [...NODE_OPTIONS, main],
    cwd: root,
    env: {
      HOTLINE_PORT: String(port),
      HOTLINE_ADDRESS: address,
      DATABASE_URL: databaseUrl,
      ...cluster,
      HOTLINE_SECRET: secrets.jwtSecret,
      HOTLINE_DATA_KEYS: secrets.dataKeys,
      HOTLINE_DATA: documents,
      HOTLINE_DEMO_ACCOUNTS: 'true',
      HOTLINE_DEMO_PASSWORD: secrets.demoPassword,
      HOTLINE_CHANNEL_PHONE_SECRET: secrets.phoneSecret,
      HOTLINE_CHANNEL_SMS_SECRET: secrets.smsSecret,
      HOTLINE_METRICS_TOKEN: secrets.metricsToken,
      ...env,
    },
    log,
    marker: main,
    ready: answers(`${urlOf(address, port)}/health/ready`),
    readySeconds: 120,
    stopSeconds: 30,
  });
}

/** The address at which one reaches a part that listens on `address`. */
export function urlOf(address, port) {
  if (['0.0.0.0', '::', ''].includes(address)) return `http://127.0.0.1:${port}`;
  return `http://${address.includes(':') ? `[${address}]` : address}:${port}`;
}

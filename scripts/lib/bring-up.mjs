// Starts the parts in order, each supervised from when it is ready, and registers how they stop: in reverse order.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { databaseOf, givenDatabases, ownDatabases, withoutPassword } from './databases.mjs';
import { followErrors } from './error-lines.mjs';
import { say } from './messages.mjs';
import { appService, engineService, gatewayService, ownCluster, urlOf } from './parts.mjs';
import { embeddedPostgres, urlOf as postgresUrl } from './postgres.mjs';
import { line, step } from './progress.mjs';
import { readRun, writeRun } from './run-file.mjs';
import { isStopping, onStop } from './stopping.mjs';

/** Brings up what the settings ask for. Answers the addresses. */
export async function bringUp({ settings, secrets, log }) {
  const { data, ports, address, databaseUrl, clusterAddress } = settings;
  const services = [];
  const startUp = async (service) => {
    if (isStopping()) throw new Error('stopping');
    services.push(service);
    // known before it is ready: a start that is killed meanwhile leaves a trace of it
    service.onChange = () => noteServices(data, services);
    onStop(async () => {
      const inTime = await service.stop();
      line(inTime ? '✓' : '!', say(inTime ? 'service-stopped' : 'service-killed', { service: service.name }));
    });
    await service.start();
    if (isStopping()) return;
    service.onDeath = (cause, seconds) => line('!', say('service-died', { service: service.name, cause, seconds }));
    service.onHealed = () => line('✓', say('service-healed', { service: service.name }));
    service.supervise();
    if (service.name !== 'postgres') followErrors(service.name, service.log, (text) => line('!', text));
  };

  let databases;
  if (databaseUrl) {
    line('✓', say('database-external', { target: withoutPassword(databaseUrl) }));
    await step('step-databases', async () => {
      databases = await givenDatabases(databaseUrl);
      return names(databases);
    });
  } else {
    const { postgresPassword: password } = secrets;
    const port = ports.postgres;
    await step('step-postgres', async () =>
      startUp(await embeddedPostgres({ data, port, password, log: log('postgres') })),
    );
    await step('step-databases', async () => {
      databases = await ownDatabases(postgresUrl(port, password));
      return names(databases);
    });
  }

  const urls = { app: urlOf(address, ports.app) };
  let cluster = {};
  if (!clusterAddress) {
    const { enginePassword, gatewayPassword, metricsToken } = secrets;
    urls.engine = `http://127.0.0.1:${ports.engine}/engine-rest`;
    urls.cockpit = `http://127.0.0.1:${ports.engine}/operaton/app/cockpit/`;
    urls.gateway = `http://127.0.0.1:${ports.gateway}`;
    await step('step-engine', () =>
      startUp(
        engineService({
          data,
          port: ports.engine,
          databaseUrl: databases.engine,
          password: enginePassword,
          javaOptions: settings.engineJavaOptions,
          log: log('engine'),
        }),
      ),
    );
    await step('step-gateway', () =>
      startUp(
        gatewayService({
          port: ports.gateway,
          grpcPort: ports.gatewayGrpc,
          databaseUrl: databases.gateway,
          engineDatabaseUrl: databases.engine,
          enginePort: ports.engine,
          enginePassword,
          password: gatewayPassword,
          metricsToken,
          log: log('gateway'),
        }),
      ),
    );
    cluster = {
      ...ownCluster(ports.gateway, gatewayPassword),
      HOTLINE_CONSOLE_URL: process.env.HOTLINE_CONSOLE_URL ?? urls.cockpit,
    };
  }
  const documents = join(data, 'documents');
  mkdirSync(documents, { recursive: true, mode: 0o700 });
  await step('step-app', () =>
    startUp(
      appService({
        address,
        port: ports.app,
        databaseUrl: databases.app,
        cluster,
        documents,
        secrets,
        log: log('app'),
      }),
    ),
  );
  return urls;
}

const names = ({ app, engine, gateway }) =>
  say('databases-ready', { app: nameOf(app), engine: nameOf(engine), gateway: nameOf(gateway) });

function nameOf(url) {
  const schema = /search_path=(\w+)/.exec(new URL(url).searchParams.get('options') ?? '')?.[1];
  return schema ? `${databaseOf(url)}.${schema}` : databaseOf(url);
}

function noteServices(data, services) {
  const known = services.map(({ name, pid, definition: { marker, stopSignal } }) => [
    name,
    { pid, marker, stopSignal },
  ]);
  writeRun(data, { ...readRun(data), services: Object.fromEntries(known) });
}

// The system as a bench or a chaos run wants it: so many engines, gateways and apps over one PostgreSQL server, in a
// temporary folder, on free ports, each reached through a proxy that balances and that can be held or cut.
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, install } from '../../scripts/lib/build.mjs';
import { inDatabase, ownDatabases } from '../../scripts/lib/databases.mjs';
import { appService, engineService, gatewayService, gatewayUser, ownCluster } from '../../scripts/lib/parts.mjs';
import { embeddedPostgres, urlOf as postgresUrl } from '../../scripts/lib/postgres.mjs';
import { checkFolder, freePort } from '../../scripts/lib/prerequisites.mjs';
import { loadSecrets } from '../../scripts/lib/secrets.mjs';
import { engineJavaOptions } from '../../scripts/lib/settings.mjs';
import { onStop } from '../../scripts/lib/stopping.mjs';
import { Proxy } from './proxy.mjs';

/** A temporary folder that the database server can pass through; removed at the end unless KEEP_BENCH_DATA is set. */
export function temporaryFolder(name) {
  const folder = mkdtempSync(join(tmpdir(), `hotline-${name}-`));
  chmodSync(folder, 0o711);
  checkFolder(folder);
  onStop(() => {
    if (!process.env.KEEP_BENCH_DATA) rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

export class Cluster {
  /**
   * @param options data: folder; engines, gateways, apps: how many of each (1); workers: apps beside them that no browser
   *   reaches and that only do jobs (0); flags: settings of PostgreSQL; env: of every app;
   *   gatewayEnv, engineEnv: of those; straight: no proxy before a part of which there is one
   */
  constructor(options) {
    this.options = {
      engines: 1,
      gateways: 1,
      apps: 1,
      workers: 0,
      flags: [],
      env: {},
      gatewayEnv: {},
      engineEnv: {},
      ...options,
    };
    this.data = options.data;
    this.secrets = loadSecrets(this.data, {});
    this.services = new Map();
    this.proxies = new Map();
  }

  log = (name) => join(this.data, 'logs', `${name}.log`);

  /** Builds what is needed: app, gateway, engine. */
  async build(parts = ['app', 'gateway', 'engine']) {
    await install(this.log('install'));
    for (const part of parts) await build(part, this.log(`build-${part}`));
  }

  async #proxy(name, targets) {
    if (this.options.straight && targets.length === 1) return targets[0];
    const proxy = new Proxy(targets);
    this.proxies.set(name, proxy);
    onStop(() => proxy.stop());
    return proxy.start();
  }

  async #add(name, service) {
    // a machine that is busy otherwise still runs a bench: nobody waits for it
    service.definition.readySeconds = Math.max(service.definition.readySeconds ?? 0, 600);
    this.services.set(name, service);
    onStop(async () => {
      await service.stop();
    });
    await service.start();
  }

  /** Starts PostgreSQL with the three databases. */
  async startPostgres() {
    const { postgresPassword: password } = this.secrets;
    const port = await freePort();
    const service = await embeddedPostgres({
      data: this.data,
      port,
      password,
      log: this.log('postgres'),
      flags: this.options.flags,
    });
    await this.#add('postgres', service);
    this.serverUrl = postgresUrl(port, password);
    this.direct = await ownDatabases(this.serverUrl);
    this.postgresPort = port;
  }

  /** Engines, each in its own process over the one database. */
  async startEngines() {
    const { enginePassword } = this.secrets;
    const url = await this.#reach('engine-postgres', 'engine');
    const ports = [];
    for (let index = 1; index <= this.options.engines; index++) {
      const port = await freePort();
      ports.push(port);
      const service = engineService({
        data: this.data,
        port,
        databaseUrl: url,
        password: enginePassword,
        javaOptions: engineJavaOptions(),
        log: this.log(`engine-${index}`),
      });
      Object.assign(service.definition.env, this.options.engineEnv);
      await this.#add(`engine-${index}`, service);
    }
    this.enginePort = await this.#proxy('gateway-engine', ports);
    this.enginePorts = ports;
  }

  async #reach(proxy, part) {
    const port = await this.#proxy(proxy, [this.postgresPort]);
    return inDatabase(postgresUrl(port, this.secrets.postgresPassword), new URL(this.direct[part]).pathname.slice(1));
  }

  /** Gateways, side by side. */
  async startGateways() {
    const { enginePassword, gatewayPassword } = this.secrets;
    const databaseUrl = await this.#reach('gateway-postgres', 'gateway');
    const engineDatabaseUrl = inDatabase(databaseUrl, 'engine');
    const ports = [];
    for (let index = 1; index <= this.options.gateways; index++) {
      const port = await freePort();
      ports.push(port);
      const service = gatewayService({
        port,
        grpcPort: await freePort(),
        databaseUrl,
        engineDatabaseUrl,
        enginePort: this.enginePort,
        enginePassword,
        password: gatewayPassword,
        log: this.log(`gateway-${index}`),
      });
      Object.assign(service.definition.env, this.options.gatewayEnv);
      await this.#add(`gateway-${index}`, service);
    }
    this.gatewayPort = await this.#proxy('app-gateway', ports);
    this.gatewayPorts = ports;
    this.gatewayUser = gatewayUser;
  }

  /** An app over a database; its address. */
  async startApp(name, databaseUrl, env = {}) {
    this.documents = join(this.data, 'documents');
    mkdirSync(this.documents, { recursive: true });
    const port = await freePort();
    const service = appService({
      name,
      address: '127.0.0.1',
      port,
      databaseUrl,
      cluster: ownCluster(this.gatewayPort, this.secrets.gatewayPassword),
      documents: this.documents,
      secrets: this.secrets,
      log: this.log(name),
      env: { ...this.options.env, ...env },
    });
    await this.#add(name, service);
    return `http://127.0.0.1:${port}`;
  }

  /** Apps over one database and one folder of files. */
  async startApps() {
    const databaseUrl = await this.#reach('app-postgres', 'app');
    const ports = [];
    for (let index = 1; index <= this.options.apps; index++) {
      ports.push(Number(new URL(await this.startApp(`app-${index}`, databaseUrl)).port));
    }
    for (let index = 1; index <= this.options.workers; index++) await this.startApp(`worker-${index}`, databaseUrl);
    this.appPort = await this.#proxy('client-app', ports);
    this.appPorts = ports;
    this.url = `http://127.0.0.1:${this.appPort}`;
  }

  /** All of it, in order. */
  async start() {
    await this.build();
    await this.startPostgres();
    await this.startEngines();
    await this.startGateways();
    await this.startApps();
  }

  /** Stops all of it in order, without ending the run. */
  async stop() {
    for (const service of [...this.services.values()].reverse()) await service.stop();
  }

  /** The environment in which the command line or a program of ours finds this system. */
  surroundings() {
    return {
      DATABASE_URL: this.direct.app,
      HOTLINE_DEMO_PASSWORD: this.secrets.demoPassword,
      ...ownCluster(this.gatewayPort, this.secrets.gatewayPassword),
    };
  }
}

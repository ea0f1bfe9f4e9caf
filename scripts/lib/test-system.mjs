// What the tests run against: a PostgreSQL server, an engine, a gateway and as many apps as they ask for, all in a
// temporary folder and on ports that were free.
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { createDatabase, inDatabase, withClient } from './databases.mjs';
import { appService, engineService, engineUser, gatewayService, gatewayUser, ownCluster, urlOf } from './parts.mjs';
import { embeddedPostgres, urlOf as postgresUrl } from './postgres.mjs';
import { freePort } from './prerequisites.mjs';
import { loadSecrets } from './secrets.mjs';
import { engineJavaOptions } from './settings.mjs';
import { onStop } from './stopping.mjs';

/** What a running system only tells of, tests refuse (src/database/one-connection.ts). */
const STRICT = { HOTLINE_SECOND_CONNECTION: 'refuse' };

/** Runs a dump of SQL in a database. */
async function loadDump(url, file) {
  const sql = gunzipSync(readFileSync(file)).toString('utf8');
  await withClient(url, (client) => client.query(sql));
}

function unpack(file, folder) {
  const { status, stderr } = spawnSync('tar', ['-xzf', file, '--strip-components=1', '-C', folder], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`tar ${file}: ${stderr}`);
}

/** Everything that a test run starts. */
export class TestSystem {
  constructor(data) {
    this.data = data;
    this.secrets = loadSecrets(data, {});
    // marks our databases on a server that is somebody's own (TEST_DATABASE_URL)
    this.suffix = randomBytes(4).toString('hex');
    this.apps = new Map();
    this.services = [];
  }

  log(name) {
    return join(this.data, 'logs', `${name}.log`);
  }

  /** Starts the server, or takes the one of TEST_DATABASE_URL and removes our databases from it at the end. */
  async startPostgres(given) {
    if (given) {
      this.serverUrl = given;
      onStop(() => this.#dropDatabases());
      return;
    }
    const { postgresPassword: password } = this.secrets;
    const port = await freePort();
    // tests need no safety from power cuts
    const flags = ['fsync=off', 'full_page_writes=off', 'synchronous_commit=off'];
    const service = await embeddedPostgres({ data: this.data, port, password, log: this.log('postgres'), flags });
    onStop(() => service.stop());
    await service.start();
    this.serverUrl = postgresUrl(port, password);
  }

  #name = (part) => `hotline_test_${this.suffix}_${part}`;

  async #dropDatabases() {
    await withClient(this.serverUrl, async (client) => {
      const prefix = this.#name('').replaceAll('_', '\\_');
      const { rows } = await client.query('select datname from pg_database where datname like $1', [`${prefix}%`]);
      for (const { datname } of rows)
        await client.query(`drop database if exists ${client.escapeIdentifier(datname)} with (force)`);
    });
  }

  /** An empty database; one of the same name is dropped. Answers its address. */
  async emptyDatabase(part) {
    const name = this.#name(part);
    await withClient(this.serverUrl, async (client) => {
      await client.query(`drop database if exists ${client.escapeIdentifier(name)} with (force)`);
      await createDatabase(client, name);
    });
    return inDatabase(this.serverUrl, name);
  }

  /** Starts an engine and a gateway on empty databases. */
  async startEngineAndGateway() {
    const { enginePassword, gatewayPassword, metricsToken } = this.secrets;
    this.enginePort = await freePort();
    this.gatewayPort = await freePort();
    this.gatewayGrpcPort = await freePort();
    this.gatewayDatabaseUrl = inDatabase(this.serverUrl, this.#name('gateway'));
    this.engineDatabaseUrl = inDatabase(this.serverUrl, this.#name('engine'));
    await this.emptyDatabase('engine');
    await this.emptyDatabase('gateway');
    this.engine = engineService({
      data: this.data,
      port: this.enginePort,
      databaseUrl: this.engineDatabaseUrl,
      password: enginePassword,
      javaOptions: engineJavaOptions(),
      log: this.log('engine'),
    });
    this.gateway = gatewayService({
      port: this.gatewayPort,
      grpcPort: this.gatewayGrpcPort,
      databaseUrl: this.gatewayDatabaseUrl,
      engineDatabaseUrl: this.engineDatabaseUrl,
      enginePort: this.enginePort,
      enginePassword,
      password: gatewayPassword,
      metricsToken,
      log: this.log('gateway'),
    });
    onStop(() => this.engine.stop());
    await this.engine.start();
    onStop(() => this.gateway.stop());
    await this.gateway.start();
  }

  /**
   * Empties engine and gateway: what one app left there must not reach the next one, which has another database.
   * @param from folder with the dumps of an earlier release, which they find then
   */
  async #emptyEngine(from) {
    await this.gateway.stop();
    await this.engine.stop();
    for (const part of ['engine', 'gateway']) {
      const url = await this.emptyDatabase(part);
      if (from) await loadDump(url, join(from, `${part}.sql.gz`));
    }
    await this.engine.start();
    await this.gateway.start();
  }

  /**
   * Starts an app. Without `databaseUrl` it gets an empty database, and the engine is emptied if an app with another
   * database has used it; with the `databaseUrl` of a running app it is a second node beside that one. With `from`, a folder of
   * test/compat, app, engine and gateway find the data of an earlier release.
   */
  async startApp({ env = {}, databaseUrl, from } = {}) {
    if (!databaseUrl) {
      const running = [...this.apps.values()].filter(({ service }) => service.pid !== null);
      if (running.length > 0) throw new Error(`stop ${running.map(({ id }) => id).join(', ')} before a fresh app`);
      if (from || this.apps.size > 0) await this.#emptyEngine(from);
    }
    const id = `app-${this.apps.size + 1}`;
    const database = databaseUrl ?? (await this.emptyDatabase(id.replace('-', '_')));
    const port = await freePort();
    const documents = join(this.data, 'documents', id);
    mkdirSync(documents, { recursive: true });
    if (from) {
      await loadDump(database, join(from, 'app.sql.gz'));
      unpack(join(from, 'documents.tar.gz'), documents);
    }
    const service = appService({
      name: id,
      address: '127.0.0.1',
      port,
      databaseUrl: database,
      cluster: ownCluster(this.gatewayPort, this.secrets.gatewayPassword),
      documents,
      secrets: this.secrets,
      log: this.log(id),
      env: { ...STRICT, ...env },
    });
    const app = {
      id,
      url: urlOf('127.0.0.1', port),
      databaseUrl: database,
      demoPassword: this.secrets.demoPassword,
      documents,
      service,
    };
    this.apps.set(id, app);
    onStop(() => service.stop());
    await service.start();
    return app;
  }

  /** What jest's processes get to know. */
  environment() {
    const known = {
      TEST_DATABASE_URL: this.serverUrl,
      TEST_LOGS: join(this.data, 'logs'),
      HOTLINE_DATA_KEYS: this.secrets.dataKeys,
      ...STRICT,
    };
    if (!this.engine) return known;
    return {
      ...known,
      ENGINE_URL: `http://127.0.0.1:${this.enginePort}/engine-rest`,
      ENGINE_USER: engineUser,
      ENGINE_PASSWORD: this.secrets.enginePassword,
      GATEWAY_URL: `http://127.0.0.1:${this.gatewayPort}`,
      GATEWAY_GRPC_ADDRESS: `grpc://127.0.0.1:${this.gatewayGrpcPort}`,
      GATEWAY_USER: gatewayUser,
      GATEWAY_PASSWORD: this.secrets.gatewayPassword,
      METRICS_TOKEN: this.secrets.metricsToken,
      GATEWAY_DATABASE_URL: this.gatewayDatabaseUrl,
      ENGINE_DATABASE_URL: this.engineDatabaseUrl,
    };
  }
}

import type { Pool } from 'pg';
import { Authentication } from '../auth/authentication';
import { openDatabase } from '../common/database';
import type { Settings } from '../common/settings';
import { DecisionEvaluation } from '../decisions/evaluation';
import { Catalogue } from '../definitions/catalogue';
import { Deployments } from '../definitions/deployments';
import { Authorizations } from '../identity/authorizations';
import { Identity } from '../identity/entities';
import { JobActivator } from '../jobs/activator';
import { Jobs } from '../jobs/jobs';
import { Messages } from '../messages/messages';
import { OperatonClient } from '../operaton/client';
import { EngineDatabase } from '../read/engine-database';
import { ReadModel } from '../read/read-model';
import { ProcessInstanceCreation } from '../process-instances/creation';
import { UserTasks } from '../user-tasks/user-tasks';

/** Everything that an API front (REST now) calls; made once at start. */
export class Services {
  /** Searches and lookups. */
  readonly read: ReadModel;
  /** Who calls, and what it may do: REST and gRPC ask this. */
  readonly authentication: Authentication;
  /** Users, groups, roles, tenants and mapping rules. */
  readonly identity: Identity;
  readonly authorizations: Authorizations;

  private constructor(
    readonly settings: Settings,
    readonly engine: OperatonClient,
    readonly pool: Pool,
    readonly catalogue: Catalogue,
    readonly deployments: Deployments,
    readonly activator: JobActivator,
    readonly jobs: Jobs,
    readonly messages: Messages,
    readonly processInstances: ProcessInstanceCreation,
    readonly userTasks: UserTasks,
    readonly decisions: DecisionEvaluation,
    private readonly engineDatabase: EngineDatabase,
  ) {
    this.read = new ReadModel(engineDatabase, pool, this);
    this.authentication = new Authentication(settings.auth, pool);
    this.identity = new Identity(pool);
    this.authorizations = new Authorizations(pool);
  }

  /** Connects to the database; the engine may come later, its calls fail until then. */
  static async open(settings: Settings, onError: (error: unknown) => void): Promise<Services> {
    const pool = await openDatabase(settings.databaseUrl);
    const engine = new OperatonClient(settings);
    const catalogue = new Catalogue(engine);
    const activator = new JobActivator(engine, catalogue, onError);
    const messages = new Messages(engine, catalogue, pool, onError);
    messages.start();
    return new Services(
      settings,
      engine,
      pool,
      catalogue,
      new Deployments(engine, catalogue, pool),
      activator,
      new Jobs(engine, catalogue, activator),
      messages,
      new ProcessInstanceCreation(engine, catalogue),
      new UserTasks(engine, catalogue),
      new DecisionEvaluation(engine, pool),
      new EngineDatabase(settings.engineDatabaseUrl, settings.engineTimeZone, onError),
    );
  }

  async close(): Promise<void> {
    await this.activator.close();
    await this.messages.stop();
    await this.engine.close();
    await this.engineDatabase.close();
    await this.pool.end();
  }
}

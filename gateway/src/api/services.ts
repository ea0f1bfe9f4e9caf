import type { Pool } from 'pg';
import { Authentication } from '../auth/authentication';
import { openDatabase } from '../common/database';
import type { Settings } from '../common/settings';
import { DecisionEvaluation } from '../decisions/evaluation';
import { Decisions } from '../decisions/catalogue';
import { Catalogue } from '../definitions/catalogue';
import { Deployments } from '../definitions/deployments';
import { Authorizations } from '../identity/authorizations';
import { Identity } from '../identity/entities';
import { ElementInstances } from '../element-instances/lookup';
import { ElementInstanceVariables } from '../element-instances/variables';
import { IncidentResolution } from '../incidents/resolution';
import { JobActivator } from '../jobs/activator';
import { Jobs } from '../jobs/jobs';
import { Messages } from '../messages/messages';
import { OperatonClient } from '../operaton/client';
import { ProcessInstanceCancellation } from '../process-instances/cancellation';
import { ProcessInstanceCreation } from '../process-instances/creation';
import { ProcessInstanceMigration } from '../process-instances/migration';
import { ProcessInstanceModification } from '../process-instances/modification';
import { elementInstanceOf, EngineDatabase } from '../read/engine-database';
import { ReadModel } from '../read/read-model';
import { ResourceDeletion } from '../resources/deletion';
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
    readonly cancellation: ProcessInstanceCancellation,
    readonly modification: ProcessInstanceModification,
    readonly migration: ProcessInstanceMigration,
    readonly elementVariables: ElementInstanceVariables,
    readonly incidents: IncidentResolution,
    readonly resources: ResourceDeletion,
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
    const decisions = new Decisions(engine, pool);
    const engineDatabase = new EngineDatabase(settings.engineDatabaseUrl, settings.engineTimeZone, onError);
    const elementInstances = new ElementInstances(engine, engineDatabase);
    const messages = new Messages(engine, catalogue, pool, onError, (id) => elementInstanceOf(engineDatabase, id));
    messages.start();
    return new Services(
      settings,
      engine,
      pool,
      catalogue,
      new Deployments(engine, catalogue, decisions, pool),
      activator,
      new Jobs(engine, catalogue, activator, pool),
      messages,
      new ProcessInstanceCreation(engine, catalogue),
      new ProcessInstanceCancellation(engine),
      new ProcessInstanceModification(engine, catalogue, elementInstances),
      new ProcessInstanceMigration(engine, catalogue, elementInstances),
      new ElementInstanceVariables(engine, elementInstances),
      new IncidentResolution(engine, pool),
      new ResourceDeletion(engine, catalogue, pool),
      new UserTasks(engine, catalogue),
      new DecisionEvaluation(engine, pool, decisions),
      engineDatabase,
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

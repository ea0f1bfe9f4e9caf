import { Authentication } from '../auth/authentication';
import { BatchOperations } from '../batch-operations/batch-operations';
import { BatchExecutor } from '../batch-operations/executor';
import { type Database, openDatabase } from '../common/database';
import type { Settings } from '../common/settings';
import { DecisionEvaluation } from '../decisions/evaluation';
import { Decisions } from '../decisions/catalogue';
import { Catalogue } from '../definitions/catalogue';
import { Deployments } from '../definitions/deployments';
import { DefinitionFactsTable } from '../definitions/facts';
import { Documents } from '../documents/documents';
import { Authorizations } from '../identity/authorizations';
import { Identity } from '../identity/entities';
import { ElementInstances } from '../element-instances/lookup';
import { AdHocActivities } from '../element-instances/ad-hoc-activities';
import { ElementInstanceVariables } from '../element-instances/variables';
import { IncidentResolution } from '../incidents/resolution';
import { JobActivator } from '../jobs/activator';
import { FreeJobs } from '../jobs/free-jobs';
import { Jobs } from '../jobs/jobs';
import { Messages } from '../messages/messages';
import { Subscriptions } from '../messages/subscriptions';
import { OperatonClient } from '../operaton/client';
import { ProcessInstanceCancellation } from '../process-instances/cancellation';
import { ProcessInstanceCreation } from '../process-instances/creation';
import { ProcessInstanceMigration } from '../process-instances/migration';
import { ProcessInstanceModification } from '../process-instances/modification';
import { EngineDatabase } from '../read/engine-database';
import { ReadModel } from '../read/read-model';
import { ResourceDeletion } from '../resources/deletion';
import { TaskTransitions } from '../user-tasks/task-transitions';
import { UserTasks } from '../user-tasks/user-tasks';

/** Everything that an API front (REST, gRPC) calls; made once at start. */
export class Services {
  readonly catalogue: Catalogue;
  /** What searches need of diagrams. */
  readonly facts: DefinitionFactsTable;
  readonly deployments: Deployments;
  readonly resources: ResourceDeletion;
  readonly processInstances: ProcessInstanceCreation;
  readonly cancellation: ProcessInstanceCancellation;
  readonly modification: ProcessInstanceModification;
  readonly migration: ProcessInstanceMigration;
  readonly batchOperations: BatchOperations;
  readonly elementVariables: ElementInstanceVariables;
  readonly adHocActivities: AdHocActivities;
  readonly activator: JobActivator;
  readonly jobs: Jobs;
  readonly messages: Messages;
  readonly userTasks: UserTasks;
  readonly incidents: IncidentResolution;
  readonly decisions: DecisionEvaluation;
  /** Searches and lookups. */
  readonly read: ReadModel;
  /** Who calls, and what it may do: REST and gRPC ask this. */
  readonly authentication: Authentication;
  /** Users, groups, roles, tenants and mapping rules. */
  readonly identity: Identity;
  readonly authorizations: Authorizations;
  readonly documents: Documents;
  private readonly batchExecutor: BatchExecutor;

  private constructor(
    readonly settings: Settings,
    readonly engine: OperatonClient,
    readonly pool: Database,
    private readonly engineDatabase: EngineDatabase,
    onError: (error: unknown) => void,
  ) {
    const decisions = new Decisions(engine, engineDatabase, pool);
    const elementInstances = new ElementInstances(engine, engineDatabase);
    this.catalogue = new Catalogue(engine);
    this.facts = new DefinitionFactsTable(pool, this.catalogue);
    this.deployments = new Deployments(engine, this.catalogue, this.facts, decisions, pool);
    this.resources = new ResourceDeletion(engine, this.catalogue, pool);
    this.processInstances = new ProcessInstanceCreation(engine, this.catalogue);
    this.cancellation = new ProcessInstanceCancellation(engine, engineDatabase);
    this.modification = new ProcessInstanceModification(engine, this.catalogue, elementInstances);
    this.migration = new ProcessInstanceMigration(engine, this.catalogue, elementInstances);
    this.adHocActivities = new AdHocActivities(engine, elementInstances, this.catalogue);
    const transitions = new TaskTransitions(engine);
    this.userTasks = new UserTasks(engine, engineDatabase, this.catalogue, transitions);
    this.elementVariables = new ElementInstanceVariables(engine, elementInstances, this.userTasks);
    this.activator = new JobActivator(engine, this.catalogue, transitions, new FreeJobs(engineDatabase), onError);
    this.jobs = new Jobs(engine, this.catalogue, this.activator, pool, transitions);
    this.messages = new Messages(engine, this.catalogue, pool, new Subscriptions(engineDatabase), onError);
    this.incidents = new IncidentResolution(engine, pool);
    this.decisions = new DecisionEvaluation(engine, engineDatabase, pool, decisions);
    this.batchOperations = new BatchOperations(pool);
    this.batchExecutor = new BatchExecutor(pool, this, onError);
    this.read = new ReadModel(engineDatabase, pool, this);
    this.authentication = new Authentication(settings.auth, pool);
    this.documents = new Documents(pool);
    this.identity = new Identity(pool);
    this.authorizations = new Authorizations(pool);
  }

  /** Connects to the database; the engine may come later, its calls fail until then. */
  static async open(settings: Settings, onError: (error: unknown) => void): Promise<Services> {
    const pool = await openDatabase(settings.databaseUrl);
    const engine = new OperatonClient(settings);
    const engineDatabase = new EngineDatabase(settings.engineDatabaseUrl, settings.engineTimeZone, onError);
    const services = new Services(settings, engine, pool, engineDatabase, onError);
    services.messages.start();
    services.batchExecutor.start();
    return services;
  }

  async close(): Promise<void> {
    await this.activator.close();
    await this.messages.stop();
    await this.batchExecutor.stop();
    await this.engine.close();
    await this.engineDatabase.close();
    await this.pool.end();
  }
}

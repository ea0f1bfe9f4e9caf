import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import { authentication } from './api/authentication/me';
import { authorizations } from './api/authorizations/authorizations';
import { documents } from './api/documents/documents';
import { groups } from './api/groups/groups';
import { mappingRules } from './api/mapping-rules/mapping-rules';
import { roles } from './api/roles/roles';
import { usage } from './api/system/usage-metrics';
import { tenants } from './api/tenants/tenants';
import { users } from './api/users/users';
import { cluster } from './api/cluster';
import { batchOperationCommands } from './api/batch-operations/commands';
import { batchOperationQueries } from './api/batch-operations/queries';
import { decisionQueries } from './api/decisions/queries';
import { elementInstanceQueries } from './api/element-instances/queries';
import { incidentQueries } from './api/incidents/queries';
import { jobQueries } from './api/jobs/queries';
import { messageQueries } from './api/messages/queries';
import { processDefinitionQueries } from './api/process-definitions/queries';
import { processInstanceQueries } from './api/process-instances/queries';
import { resourceQueries } from './api/resources/queries';
import { userTaskQueries } from './api/user-tasks/queries';
import { variableQueries } from './api/variables/queries';
import { decisionCommands } from './api/decisions/commands';
import { deploymentCommands } from './api/definitions/deployment';
import { elementInstanceCommands } from './api/element-instances/commands';
import { incidentCommands } from './api/incidents/commands';
import { jobCommands } from './api/jobs/commands';
import { messageCommands } from './api/messages/commands';
import { processInstanceCommands } from './api/process-instances/commands';
import { resourceCommands } from './api/resources/commands';
import { register, type Routes } from './api/routes';
import type { Services } from './api/services';
import { userTaskCommands } from './api/user-tasks/commands';
import { authenticate, principalOf } from './auth/request-principal';
import { ApiProblem } from './common/problem';
import { problemOf } from './common/problem-of';
import { metricsHandler } from './observability/metrics-endpoint';
import { lookReady } from './observability/readiness';
import type { Stopping } from './observability/stopping';

/** Every resource of the API with its handlers. */
export const RESOURCES: readonly Routes[] = [
  cluster,
  authentication,
  authorizations,
  documents,
  groups,
  mappingRules,
  roles,
  usage,
  tenants,
  users,
  batchOperationQueries,
  decisionQueries,
  elementInstanceQueries,
  incidentQueries,
  jobQueries,
  messageQueries,
  processDefinitionQueries,
  processInstanceQueries,
  resourceQueries,
  userTaskQueries,
  variableQueries,
  deploymentCommands,
  processInstanceCommands,
  elementInstanceCommands,
  jobCommands,
  messageCommands,
  userTaskCommands,
  incidentCommands,
  decisionCommands,
  resourceCommands,
  batchOperationCommands,
];

/** Camunda 8's REST API v2 over the services. */
export function makeApp(
  services: Services,
  onError: (error: unknown) => void,
  { stopping, observe }: { stopping: Stopping; observe: RequestHandler },
): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(observe);
  // alive is alive: what it needs is /ready's to tell, or a supervisor would kill it for a fault of the engine's
  app.get('/health', (_request, response) => response.json({ status: 'UP' }));
  app.get('/ready', (_request, response, next) => {
    lookReady(services, stopping).then((checks) => {
      const ready = Object.values(checks).every(Boolean);
      response.status(ready ? 200 : 503).json({ status: ready ? 'UP' : 'DOWN', checks });
    }, next);
  });
  app.get('/metrics', metricsHandler);
  app.use('/v2', authenticate(services.authentication));
  app.use(express.json({ limit: services.settings.maxMessageBytes }));
  app.use((request, _response, next) => {
    const type = request.headers['content-type'];
    if (type && Number(request.headers['content-length']) && !request.is(['json', '+json', 'multipart/form-data'])) {
      throw new ApiProblem(415, 'Unsupported Media Type', `Content-Type '${type}' is not supported.`);
    }
    request.body ??= {};
    next();
  });
  const router = express.Router();
  register(router, RESOURCES, services, (operationId, request) => {
    const principal = principalOf(request);
    if (principal) {
      services.authentication.authorize(principal, operationId);
    }
  });
  app.use('/v2', router);
  app.use((request, _response, next) => {
    next(new ApiProblem(501, 'NOT_IMPLEMENTED', `${request.method} ${request.path} is not supported by this gateway`));
  });
  const problems: ErrorRequestHandler = (error, request, response, _next) => {
    const problem = problemOf(error);
    if (problem.status >= 500 && problem.status !== 501) {
      onError(error);
    }
    if (response.headersSent) {
      response.end();
      return;
    }
    response
      .status(problem.status)
      .type('application/problem+json')
      .json({
        type: 'about:blank',
        title: problem.title,
        status: problem.status,
        detail: problem.detail,
        instance: request.originalUrl.split('?')[0],
      });
  };
  app.use(problems);
  return app;
}

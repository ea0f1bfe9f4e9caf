import { timingSafeEqual } from 'node:crypto';
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import { cluster } from './api/cluster';
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
import { register, type Routes } from './api/routes';
import type { Services } from './api/services';
import { userTaskCommands } from './api/user-tasks/commands';
import { ApiProblem } from './common/problem';
import { OperatonError } from './operaton/client';

const RESOURCES: readonly Routes[] = [
  cluster,
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
];

function basic(user: string, password: string): RequestHandler {
  const expected = Buffer.from(`Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`);
  return (request, response, next) => {
    const given = Buffer.from(request.headers.authorization ?? '');
    if (given.length === expected.length && timingSafeEqual(given, expected)) {
      next();
      return;
    }
    next(new ApiProblem(401, 'UNAUTHORIZED', 'An authenticated client is required'));
  };
}

/** What an error means to a client; an engine that cannot be reached is 503, so that clients try again. */
function problemOf(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) {
    return error;
  }
  if (error instanceof OperatonError) {
    if (error.status === 404) {
      return new ApiProblem(404, 'NOT_FOUND', error.message);
    }
    return error.status < 500 && error.status !== 401
      ? new ApiProblem(400, 'INVALID_ARGUMENT', error.message)
      : new ApiProblem(500, 'INTERNAL', error.message);
  }
  const status = (error as { status?: number }).status;
  if (status === 504) {
    return new ApiProblem(504, 'GATEWAY_TIMEOUT', 'The process instance did not complete in time');
  }
  if (status === 400) {
    return new ApiProblem(400, 'INVALID_ARGUMENT', error instanceof Error ? error.message : String(error));
  }
  const code = (error as { code?: string }).code ?? '';
  if (/^(ECONN|UND_ERR|EPIPE|ENOTFOUND|57P|08)/.test(code)) {
    return new ApiProblem(503, 'UNAVAILABLE', 'The process engine or its database cannot be reached');
  }
  return new ApiProblem(500, 'INTERNAL', 'Unexpected error');
}

/** Camunda 8's REST API v2 over the services. */
export function makeApp(services: Services, onError: (error: unknown) => void): Express {
  const app = express();
  app.disable('x-powered-by');
  app.get(['/health', '/ready'], (_request, response, next) => {
    services.engine.get('/version').then(() => response.json({ status: 'UP' }), next);
  });
  if (services.settings.auth === 'basic') {
    app.use('/v2', basic(services.settings.user, services.settings.password));
  }
  app.use(express.json({ limit: '20mb' }));
  app.use((request, _response, next) => {
    request.body ??= {};
    next();
  });
  const router = express.Router();
  register(router, RESOURCES, services, () => undefined);
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

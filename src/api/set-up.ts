import { join } from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import express from 'express';
import { SwaggerModule } from '@nestjs/swagger';
import helmet from 'helmet';
import { Draining } from '../observability/draining';
import { MetricsEndpoint } from '../observability/metrics-endpoint';
import { observeRequests } from '../observability/request-observer';
import { HotlineConfig } from '../config/hotline-config';
import { ProblemFilter } from '../problems/problem.filter';
import { throttle } from './common/throttle';
import { validation } from './common/validation';
import { describeApi } from './description';

const BODY_LIMIT = '5mb';

/** Everything about HTTP that holds for all routes: prefix, validation, problem documents, headers, the built pages. */
export function setUpApi(app: NestExpressApplication): NestExpressApplication {
  app.use(observeRequests(app.get(Draining)));
  app.use(
    helmet({
      contentSecurityPolicy: {
        // Ant Design and bpmn-js set styles at run time; nothing else comes from outside our own address.
        // A picture, sound or film of a case is shown from what the page fetched with its token (blob:).
        directives: {
          'style-src': ["'self'", "'unsafe-inline'"],
          'img-src': ["'self'", 'data:', 'blob:'],
          'media-src': ["'self'", 'blob:'],
          'upgrade-insecure-requests': null,
        },
      },
      strictTransportSecurity: false,
    }),
  );
  app.useBodyParser('json', { limit: BODY_LIMIT });
  // WeChat writes XML, a mail is its own format: their adapters read the bytes.
  app.useBodyParser('raw', { limit: BODY_LIMIT, type: ['text/xml', 'application/xml', 'message/rfc822'] });
  // Behind a proxy every citizen would share the proxy's allowance; how many proxies there are is the operator's to say.
  app.set('trust proxy', Number(process.env.HOTLINE_TRUSTED_PROXIES ?? 0));
  // Who guesses numbers and codes of cases, or surveys' tokens, is stopped; who knows them may ask as often as they like.
  app.use('/api/v1/public', throttle({ minutes: 15, requests: 30, onlyStatus: 404 }));
  // The page takes no captcha: an address may submit so often, and a telephone number so often a day.
  app.use('/api/v1/public/submissions', throttle({ minutes: 60, requests: 20 }));
  // Whoever has a code of their own may send so many files: each is read to its end before it is judged.
  app.use('/api/v1/public/cases/attachments', throttle({ minutes: 60, requests: 40 }));
  const { lockMinutes, addressFailures } = app.get(HotlineConfig).security;
  const guesses = throttle({ minutes: lockMinutes, requests: addressFailures, onlyStatus: 401 });
  app.use(['/api/v1/auth/login', '/api/v1/auth/password'], guesses);
  app.use('/api/v1/channels', throttle({ minutes: 15, requests: 100, onlyStatus: 401 }));
  app.use('/metrics', app.get(MetricsEndpoint).handler());
  app.setGlobalPrefix('api/v1', { exclude: ['health/live', 'health/ready'] });
  app.useGlobalPipes(validation);
  app.useGlobalFilters(new ProblemFilter());
  const pages = express.static(join(process.cwd(), 'web', 'dist'));
  // no file is looked for in vain with every call
  app.use((request: express.Request, response: express.Response, next: express.NextFunction) => {
    if (request.path.startsWith('/api/')) next();
    else void pages(request, response, next);
  });
  SwaggerModule.setup('api/docs', app, () => describeApi(app), { jsonDocumentUrl: 'api/v1/openapi.json' });
  return app;
}

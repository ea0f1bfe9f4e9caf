import { join } from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import helmet from 'helmet';
import { ProblemFilter } from '../problems/problem.filter';
import { validation } from './common/validation';

const BODY_LIMIT = '5mb';

/** Everything about HTTP that holds for all routes: prefix, validation, problem documents, headers, the built pages. */
export function setUpApi(app: NestExpressApplication): NestExpressApplication {
  app.use(
    helmet({
      contentSecurityPolicy: {
        // Ant Design and bpmn-js set styles at run time; nothing else comes from outside our own address.
        directives: { 'style-src': ["'self'", "'unsafe-inline'"], 'upgrade-insecure-requests': null },
      },
      strictTransportSecurity: false,
    }),
  );
  app.useBodyParser('json', { limit: BODY_LIMIT });
  app.setGlobalPrefix('api/v1', { exclude: ['health/live', 'health/ready'] });
  app.useGlobalPipes(validation);
  app.useGlobalFilters(new ProblemFilter());
  app.useStaticAssets(join(process.cwd(), 'web', 'dist'));
  SwaggerModule.setup('api/docs', app, () => describeApi(app), { jsonDocumentUrl: 'api/v1/openapi.json' });
  app.enableShutdownHooks();
  return app;
}

/** The API's OpenAPI description. */
export function describeApi(app: NestExpressApplication): OpenAPIObject {
  const about = new DocumentBuilder().setTitle('12345 hotline').setVersion('1').addBearerAuth().build();
  return SwaggerModule.createDocument(app, about);
}

import type { NestExpressApplication } from '@nestjs/platform-express';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import schemas from './api-schemas.json';

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;
type Shapes = Partial<Record<'answer' | 'body' | 'query', object>>;

const { definitions, operations } = schemas as unknown as {
  definitions: NonNullable<OpenAPIObject['components']>['schemas'];
  operations: Record<string, Shapes>;
};
const JSON_TYPE = 'application/json';

/**
 * The API's OpenAPI description: routes and rights from the controllers' decorators, shapes from the TypeScript types of
 * their handlers (`api-schemas.json`, made by `npm run openapi`).
 */
export function describeApi(app: NestExpressApplication): OpenAPIObject {
  const about = new DocumentBuilder()
    .setTitle('12345 hotline')
    .setVersion('1')
    // shapes are JSON Schema's: null is a type
    .setOpenAPIVersion('3.1.0')
    .addBearerAuth()
    .build();
  const described = SwaggerModule.createDocument(app, about);
  for (const path of Object.values(described.paths)) {
    for (const method of ['get', 'post', 'put', 'delete', 'patch'] as const) {
      const operation = path[method];
      const shapes = operation && operations[operation.operationId ?? ''];
      if (shapes) shape(operation, shapes);
    }
  }
  described.components = { ...described.components, schemas: { ...described.components?.schemas, ...definitions } };
  return described;
}

function shape(operation: Operation, { answer, body, query }: Shapes): void {
  const success = Object.keys(operation.responses).find((status) => status.startsWith('2'));
  if (answer && success) {
    operation.responses[success] = {
      ...(operation.responses[success] as { description: string }),
      content: { [JSON_TYPE]: { schema: answer } },
    };
  }
  const taken = operation.requestBody;
  if (body && taken && 'content' in taken && JSON_TYPE in taken.content) taken.content[JSON_TYPE] = { schema: body };
  if (query) operation.parameters = [...(operation.parameters ?? []).filter(notInQuery), ...asked(query)];
}

const notInQuery = (parameter: object) => !('in' in parameter && parameter.in === 'query');

/** The members of a query's class, each as a parameter; a named class is looked up. */
function asked(query: { $ref?: string; properties?: object; required?: string[] }): Operation['parameters'] & object {
  const named = query.$ref ? (definitions?.[query.$ref.split('/').pop()!] as typeof query) : query;
  return Object.entries(named.properties ?? {}).map(([name, schema]: [string, object]) => ({
    name,
    in: 'query' as const,
    required: named.required?.includes(name) ?? false,
    schema,
  }));
}

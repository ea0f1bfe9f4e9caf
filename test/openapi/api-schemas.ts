import { join, relative } from 'node:path';
import ts from 'typescript';
import { buildGenerator } from 'typescript-json-schema';
import { clean } from './clean-schemas';

const API = join(process.cwd(), 'src', 'api');
const QUESTIONS = join(process.cwd(), 'src', 'api-questions.ts');
const ROUTES = ['Get', 'Post', 'Put', 'Delete', 'Patch'];
/** What is no JSON: nothing, a file, a document's text. */
const NO_JSON = `import type { StreamableFile } from '@nestjs/common';
type Json<T> = [T] extends [void] ? null : [T] extends [string | StreamableFile] ? null : T;`;

/** The shapes of an operation: what it takes in its body and query, what it answers; what is no JSON has none. */
export interface OperationSchemas {
  answer?: object;
  body?: object;
  query?: object;
}

/** The shapes of all operations, and the types of ours that they name. */
export interface ApiSchemas {
  operations: Record<string, OperationSchemas>;
  definitions: Record<string, object>;
}

interface Handler {
  file: string;
  controller: string;
  method: string;
  body?: number;
  query?: number;
}

/**
 * The shapes of every operation, from the TypeScript types of its handler: `Controller_method` is the name that the OpenAPI
 * description gives it. What a handler returns is what the compiler holds it to, so nothing is typed twice.
 */
export function apiSchemas(): ApiSchemas {
  const options = optionsOf(join(process.cwd(), 'tsconfig.json'));
  const controllers = ts.sys.readDirectory(API, ['.controller.ts']);
  const handlers = controllers.flatMap((file) => handlersOf(file));
  const asked = questions(handlers);
  const host = ts.createCompilerHost(options);
  const read = host.getSourceFile.bind(host);
  host.getSourceFile = (name, target) =>
    name === QUESTIONS ? ts.createSourceFile(name, asked, target, true) : read(name, target);
  const program = ts.createProgram([QUESTIONS], options, host);
  const generator = buildGenerator(program, {
    required: true,
    ref: true,
    aliasRef: true,
    ignoreErrors: true,
    noExtraProps: false,
  });
  const { properties, definitions } = generator!.getSchemaForSymbol('ApiQuestions');
  return clean({ operations: properties as never, definitions: definitions as never });
}

function optionsOf(file: string): ts.CompilerOptions {
  const { config } = ts.readConfigFile(file, (name) => ts.sys.readFile(name)) as { config: object };
  return ts.parseJsonConfigFileContent(config, ts.sys, process.cwd()).options;
}

function handlersOf(file: string): Handler[] {
  const source = ts.createSourceFile(file, ts.sys.readFile(file)!, ts.ScriptTarget.ES2022, true);
  return source.statements.filter(ts.isClassDeclaration).flatMap((declared) =>
    declared.members.filter(ts.isMethodDeclaration).flatMap((method) => {
      if (!ROUTES.some((route) => hasDecorator(method, route))) return [];
      const at = (name: string) => {
        const index = method.parameters.findIndex((parameter) => hasDecorator(parameter, name));
        return index < 0 ? undefined : index;
      };
      return {
        file,
        controller: declared.name!.text,
        method: method.name.getText(),
        body: at('Body'),
        query: at('Query'),
      };
    }),
  );
}

function hasDecorator(node: ts.HasDecorators, name: string): boolean {
  return (ts.getDecorators(node) ?? []).some(
    ({ expression }) => ts.isCallExpression(expression) && expression.expression.getText() === name,
  );
}

/** A file that names the types: one property for each. */
function questions(handlers: Handler[]): string {
  const imports = [...new Map(handlers.map(({ controller, file }) => [controller, file]))].map(
    ([controller, file]) => `import type { ${controller} } from './${relative(join(API, '..'), file).slice(0, -3)}';`,
  );
  const lines = handlers.map(({ controller, method, body, query }) => {
    const handler = `${controller}['${method}']`;
    const parts = [
      `answer: Json<Awaited<ReturnType<${handler}>>>`,
      ...(body === undefined ? [] : [`body: Parameters<${handler}>[${body}]`]),
      ...(query === undefined ? [] : [`query: Parameters<${handler}>[${query}]`]),
    ];
    return `  ${controller}_${method}: { ${parts.join('; ')} };`;
  });
  return [...imports, NO_JSON, 'export interface ApiQuestions {', ...lines, '}'].join('\n');
}

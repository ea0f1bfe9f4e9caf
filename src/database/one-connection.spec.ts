import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

interface Method {
  node: ts.MethodDeclaration;
  /** Where it is written. */
  at: string;
  /** Asks by a connection of its own, if it is not given one. */
  asks: boolean;
  /** Methods that it calls, and whether it hands on a transaction's manager; those within transactions again, in `inside`. */
  calls: Call[];
  inside: Call[];
}

interface Call {
  method: string;
  handsOn: boolean;
}

const BEGINS = /(?:dataSource\.transaction|effects\.once)$/;
const ASKS = /^this\.dataSource\.(?!transaction)|^this\.dataSource$/;
const HANDS_ON = /\b(?:manager|inner)\b/;

/** The methods of classes in TypeScript, by `Class.method`. */
function methodsOf(sources: Record<string, string>): Map<string, Method> {
  const methods = new Map<string, Method>();
  for (const [file, text] of Object.entries(sources)) {
    const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true);
    for (const statement of source.statements) {
      if (!ts.isClassDeclaration(statement) || !statement.name) continue;
      const own = statement.name.text;
      const parts = statement.members.find(ts.isConstructorDeclaration)?.parameters ?? [];
      const classOf = new Map(parts.map((part) => [part.name.getText(), part.type?.getText() ?? '']));
      const called = (callee: string): string | undefined => {
        const [, first, second] = /^this\.(\w+)(?:\.(\w+))?$/.exec(callee) ?? [];
        if (first === 'dataSource') return undefined;
        return second ? `${classOf.get(first!)}.${second}` : first && `${own}.${first}`;
      };
      for (const node of statement.members.filter(ts.isMethodDeclaration)) {
        const { line } = source.getLineAndCharacterOfPosition(node.getStart());
        const method: Method = { node, at: `${file}:${line + 1}`, asks: false, calls: [], inside: [] };
        const walk = (part: ts.Node, isInside: boolean): void => {
          if (ts.isPropertyAccessExpression(part) && ASKS.test(part.getText())) method.asks = true;
          let within = isInside;
          if (ts.isCallExpression(part)) {
            const callee = part.expression.getText();
            const name = called(callee);
            const call = {
              method: name ?? callee,
              handsOn: HANDS_ON.test(part.arguments.map((one) => one.getText()).join()),
            };
            (isInside ? method.inside : method.calls).push(call);
            within ||= BEGINS.test(callee);
            method.asks ||= BEGINS.test(callee);
          }
          ts.forEachChild(part, (child) => walk(child, within));
        };
        const isGiven = node.parameters.some((one) => one.type?.getText() === 'EntityManager' && !one.initializer);
        for (const part of [...node.parameters, ...(node.body ? [node.body] : [])]) walk(part, isGiven);
        methods.set(`${own}.${node.name.getText()}`, method);
      }
    }
  }
  return methods;
}

/** Where something within a transaction asks by another connection than the transaction's. */
function secondConnections(sources: Record<string, string>): string[] {
  const methods = methodsOf(sources);
  const asks = ({ method, handsOn }: Call) => !handsOn && (methods.get(method)?.asks ?? false);
  for (let before = -1, now = 0; before !== now;) {
    for (const method of methods.values()) method.asks ||= method.calls.some(asks);
    [before, now] = [now, [...methods.values()].filter((one) => one.asks).length];
  }
  return [...methods].flatMap(([name, { at, inside }]) =>
    inside.filter((call) => asks(call) || ASKS.test(call.method)).map((call) => `${at} ${name}: ${call.method}`),
  );
}

function sourcesIn(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const ours = files.filter(
    (file) => file.endsWith('.ts') && !file.endsWith('.spec.ts') && !file.includes('migrations'),
  );
  return Object.fromEntries(ours.map((file) => [file, readFileSync(join(folder, file), 'utf8')]));
}

describe('what is within a transaction', () => {
  it('asks by its connection: nothing in the program asks by another', () => {
    expect(secondConnections(sourcesIn(join(process.cwd(), 'src')))).toEqual([]);
  });

  it.each([
    [
      'by the data source',
      'return this.dataSource.query("SELECT 1");',
      ['service.ts:3 Service.act: this.dataSource.query'],
    ],
    ['by a method that is not given it', 'return this.find();', ['service.ts:3 Service.act: Service.find']],
    ['by a part that is not given it', 'return this.part.ask();', ['service.ts:3 Service.act: Part.ask']],
    ['by a method that is given it', 'return this.find(manager);', []],
    ['by itself', 'return manager.query("SELECT 1");', []],
  ])('is seen to ask %s', (_how, body, found) => {
    const service = `class Service {
      constructor(private readonly dataSource: DataSource, private readonly part: Part) {}
      act() { return this.dataSource.transaction(async (manager) => { ${body} }); }
      find(manager = this.dataSource.manager) { return manager.query('SELECT 1'); }
    }
    class Part {
      constructor(private readonly dataSource: DataSource) {}
      ask() { return this.first(); }
      first() { return this.dataSource.query('SELECT 1'); }
    }`;
    expect(secondConnections({ 'service.ts': service })).toEqual(found);
  });
});

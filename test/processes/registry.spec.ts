import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const read = (folder: string, suffix: string): Map<string, string> =>
  new Map(
    readdirSync(join(process.cwd(), folder))
      .filter((name) => name.endsWith(suffix))
      .map((name) => [name.slice(0, -suffix.length), readFileSync(join(process.cwd(), folder, name), 'utf8')]),
  );

const diagrams = [...read('bpmn', '.bpmn').values()].join('\n');
const all = (pattern: RegExp, text = diagrams): string[] =>
  [...new Set([...text.matchAll(pattern)].map((match) => match[1]!))].sort();

describe('what the diagrams name is there, and what is there is named', () => {
  it('each job type has one worker, and each worker a job type', () => {
    const workers = [...read('src/workers', '.ts')]
      .filter(([name]) => !name.endsWith('.spec'))
      .flatMap(([, text]) => all(/readonly type = '([\w-]+)'/g, text))
      .sort();
    expect(workers).toEqual(all(/zeebe:taskDefinition type="([\w-]+)"/g));
  });

  it('each worker stands in the file of its job type, and in the list of workers', () => {
    const index = readFileSync(join(process.cwd(), 'src/workers/index.ts'), 'utf8');
    for (const type of all(/zeebe:taskDefinition type="([\w-]+)"/g)) {
      expect(index).toContain(`from './${type}'`);
      expect(readFileSync(join(process.cwd(), 'src/workers', `${type}.ts`), 'utf8')).toContain(
        `readonly type = '${type}'`,
      );
    }
  });

  it('each form of a user task is there, under its own name, and each form has a user task', () => {
    const forms = read('bpmn/forms', '.form');
    expect([...forms.keys()].sort()).toEqual(all(/zeebe:formDefinition formId="([\w-]+)"/g));
    for (const [name, text] of forms) expect((JSON.parse(text) as { id: string }).id).toBe(name);
  });

  it('each decision that is called is there, in the file of its name, and each is called', () => {
    const tables = read('bpmn', '.dmn');
    for (const [name, text] of tables) expect(all(/<decision id="([\w-]+)"/g, text)).toEqual([name]);
    // Routing is asked by the app, which proposes units before there is a process.
    const asked = [...read('src/routing', '.ts').values()].flatMap((text) =>
      all(/evaluateDecision\('([\w-]+)'/g, text),
    );
    expect([...tables.keys()].sort()).toEqual([...all(/zeebe:calledDecision decisionId="([\w-]+)"/g), ...asked].sort());
  });

  it('each message is correlated by what it is about; a message that starts a process needs no key', () => {
    const keys = [...diagrams.matchAll(/<bpmn:message [^>]*name="([\w-]+)"[^>]*>(.*?)<\/bpmn:message>/gs)].map(
      ([, name, inner]) => [name!, /correlationKey="=(\w+)"/.exec(inner!)?.[1] ?? null],
    );
    expect(Object.fromEntries(keys)).toEqual({
      'case-registered': null,
      'supervision-requested': 'caseId',
      'case-urged': 'caseId',
      'case-merged': 'caseId',
      'case-unmerged': 'caseId',
      'merged-answered': 'caseId',
      'instruction-deadline-set': 'caseId',
      'survey-answered': 'caseId',
      'return-requested': 'assignmentId',
      'extension-requested': 'assignmentId',
      'deadline-moved': 'assignmentId',
      'hotspot-found': null,
      'reply-given': null,
    });
  });

  it('the modeler offers a template for each job type, and no other', () => {
    const templates = JSON.parse(
      readFileSync(join(process.cwd(), 'bpmn/element-templates/hotline-jobs.json'), 'utf8'),
    ) as { properties: { value?: string; binding: { type: string; property?: string } }[] }[];
    const types = templates.flatMap(({ properties }) =>
      properties.filter(({ binding }) => binding.type === 'zeebe:taskDefinition').map(({ value }) => value),
    );
    expect(types.sort()).toEqual(all(/zeebe:taskDefinition type="([\w-]+)"/g));
  });

  it('each process that is called is there', () => {
    expect(all(/<bpmn:process id="([\w-]+)"/g)).toEqual(
      expect.arrayContaining(all(/zeebe:calledElement processId="([\w-]+)"/g)),
    );
  });

  it('each message that the app publishes is caught by a diagram, and each caught message is published', () => {
    const published = ['cases', 'assignments', 'supervision', 'revisits', 'hotspots', 'similarity'].flatMap((folder) =>
      [...read(`src/${folder}`, '.ts').values()].flatMap((text) =>
        all(/(?:outbox\.add|tell)\(manager, \{\s+name: '([\w-]+)'/g, text),
      ),
    );
    expect([...new Set(published)].sort()).toEqual(all(/<bpmn:message [^>]*name="([\w-]+)"/g));
  });

  it('each form field that holds free text stays in our database', () => {
    for (const [name, text] of read('bpmn/forms', '.form')) {
      const { components } = JSON.parse(text) as {
        components: { type: string; key?: string; properties?: { keep?: string } }[];
      };
      const texts = components.filter(({ type }) => ['textarea', 'textfield'].includes(type));
      for (const field of texts) expect([name, field.key, field.properties?.keep]).toEqual([name, field.key, 'case']);
    }
  });
});

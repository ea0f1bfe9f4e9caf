import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { ConstructCase } from './constructs.cases';
import { CaseRun } from './constructs.run';
import { tables } from './constructs.tables';

jest.setTimeout(300_000);

/** Cases that run at once: more do not make an engine on a small machine faster. */
const AT_ONCE = 12;

interface Planned {
  table: string;
  id: string;
  test: ConstructCase;
  outcome: Promise<void>;
}

function resources(folder: string, id: string, test: ConstructCase): File[] {
  return ['bpmn', ...(test.with ?? [])].map((ending) => {
    const path = join(folder, `${id}.${ending}`);
    if (!existsSync(path)) {
      throw new Error(`${path} is missing`);
    }
    // a timer starts an instance of a new version only: of one that an earlier run has deployed it has done so
    const version = test.start === null && ending === 'bpmn' ? `\n<!-- ${Date.now()} -->` : '';
    return new File([readFileSync(path, 'utf8'), version], basename(path));
  });
}

/** All cases begin in the order of the table, as many at once as may run; each test waits for its own. */
function plan(): Planned[] {
  const waiting: (() => Promise<void>)[] = [];
  const planned = tables().flatMap(({ path, folder, table }) =>
    table.cases.map((test): Planned => {
      const id = `${basename(path)}.${test.file}`;
      let settle!: { resolve: () => void; reject: (error: unknown) => void };
      const outcome = new Promise<void>((resolve, reject) => (settle = { resolve, reject }));
      outcome.catch(() => undefined);
      waiting.push(() =>
        Promise.resolve()
          .then(() => new CaseRun(id, test, resources(folder, id, test)).run())
          .then(settle.resolve, settle.reject),
      );
      return { table: path, id, test, outcome };
    }),
  );
  const next = async (): Promise<void> => {
    for (let run = waiting.shift(); run; run = waiting.shift()) {
      await run();
    }
  };
  for (let lane = 0; lane < AT_ONCE; lane++) {
    void next();
  }
  return planned;
}

const planned = plan();

/** What a cluster would take bears a mark, by which `npx hotline e2e` leaves it out. */
const nameOf = ({ name, refused }: ConstructCase) => `${name}${refused?.hereOnly ? ' (here only)' : ''}`;

describe.each([...new Set(planned.map(({ table }) => table))])('%s on the engine', (path) => {
  it.each(planned.filter(({ table }) => table === path).map(({ test, outcome }) => [nameOf(test), outcome] as const))(
    '%s',
    async (_name, outcome) => outcome,
  );
});

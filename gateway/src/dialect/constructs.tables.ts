import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ConstructTable } from './constructs.cases';

export const FAMILIES = ['tasks', 'events', 'gateways', 'flows', 'containers', 'extensions', 'decisions', 'robustness'];

export interface FoundTable {
  /** `<family>/<construct>` */
  path: string;
  folder: string;
  table: ConstructTable;
}

/** Every `<family>/<construct>.cases.ts` on the disk. */
export function tables(): FoundTable[] {
  return FAMILIES.flatMap((family) =>
    readdirSync(join(__dirname, family))
      .filter((file) => file.endsWith('.cases.ts'))
      .map((file) => {
        const construct = file.slice(0, -'.cases.ts'.length);
        // eslint-disable-next-line @typescript-eslint/no-require-imports
        const { table } = require(`./${family}/${construct}.cases`) as { table: ConstructTable };
        return { path: `${family}/${construct}`, folder: join(__dirname, family), table };
      }),
  );
}

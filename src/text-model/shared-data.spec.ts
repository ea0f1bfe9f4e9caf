import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readRows } from './rows';
import { train } from './training';

/** Real messages that are not part of the repository (docs/classification.md); without them there is nothing to measure. */
const FOLDER = process.env.SHARED_DATA ?? join(process.cwd(), '..', 'shared', 'data');
const files = ['titles-labelled.jsonl', 'bodies-labelled.jsonl', 'messages-labelled.jsonl'].map((name) =>
  join(FOLDER, name),
);
const measured = files.every((file) => existsSync(file)) ? it : it.skip;
/** Every fourth row, so that the test is done in seconds; with all rows the figures are those of the docs. */
const EVERY = 4;

describe('on real messages', () => {
  measured(
    'a quarter of them is enough for the floors, on matters that training had nothing of',
    async () => {
      const { rows, findings } = await readRows(files);
      expect(findings).toEqual([]);
      const some = rows.filter((_, at) => at % EVERY === 0).map(({ label, ...row }) => ({ ...row, label: label! }));
      const quality = train('label', some, { folds: 2, seed: 1 }).quality.label!;
      expect(quality.short!.macroF1).toBeGreaterThan(0.78);
      expect(quality.both!.macroF1).toBeGreaterThan(0.83);
      expect(quality.long!.ece).toBeLessThan(0.05);
    },
    600_000,
  );
});

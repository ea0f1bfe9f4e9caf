import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readModel, type TextModel, train, type Trained, writeModel } from '../text-model';

/** The parts of a proposal that a body's own model decides; place and danger stay with rules that do not forget. */
export const HEADS = ['caseType', 'category', 'topic', 'responseLevel'] as const;
export type HeadName = (typeof HEADS)[number];

/** A closed case as training data: its texts, and what people and time left of its classification. */
export type ArchivedCase = { title: string | null; content: string } & Record<HeadName, string | null>;

/** A label of fewer cases cannot be learned and measured. */
const FEWEST_CASES = 4;
const SEED = 1;
const FOLDS = 5;

/** Where a model's files are, below the data folder that the operator names. */
export function modelFolder(id: string): string {
  return join(process.env.HOTLINE_DATA ?? '.data', 'models', id);
}

/**
 * Trains one model for each part that the cases tell at least two labels of, and writes them to the folder; the answer
 * says how good each is. None at all means that there is too little to learn from.
 */
export function trainHeads(cases: readonly ArchivedCase[], folder: string): Trained['quality'] {
  const quality: Trained['quality'] = {};
  for (const head of HEADS) {
    const sizes = new Map<string, number>();
    for (const { [head]: label } of cases) if (label) sizes.set(label, (sizes.get(label) ?? 0) + 1);
    const rows = cases.flatMap(({ title, content, [head]: label }) =>
      label && sizes.get(label)! >= FEWEST_CASES ? [{ ...(title ? { title } : {}), content, label }] : [],
    );
    if (new Set(rows.map(({ label }) => label)).size < 2) continue;
    const trained = train(head, rows, { folds: FOLDS, seed: SEED });
    writeModel(join(folder, `${head}.model`), trained);
    quality[head] = trained.quality[head] ?? {};
  }
  return quality;
}

/** Reads the models of a folder. */
export function readHeads(folder: string): Partial<Record<HeadName, TextModel>> {
  return Object.fromEntries(
    HEADS.flatMap((head) => {
      const path = join(folder, `${head}.model`);
      return existsSync(path) ? [[head, readModel(path).model]] : [];
    }),
  );
}

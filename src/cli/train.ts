import { statSync } from 'node:fs';
import { Presets, SingleBar } from 'cli-progress';
import { type Quality, readRows, train, type Trained, MEASURED, writeModel } from '../text-model';
import { percent, showFindings } from './text-files';

export interface TrainCommandOptions {
  input: string[];
  out: string;
  label: string;
  folds: number;
  seed: number;
}

/** The largest model that a body should have to keep and load, in bytes. */
const LARGEST_MODEL = 60_000_000;

/** `hotline train`: a bar while it runs, then how good the model is on texts that it did not see, its last line as JSON. */
export function trainCommand(out: (text: string) => void): (options: TrainCommandOptions) => Promise<void> {
  return async ({ input, out: path, label, folds, seed }) => {
    const began = Date.now();
    const { rows, findings } = await readRows(input, label);
    showFindings(findings);
    const labelled = rows.flatMap((row) => (row.label === undefined ? [] : [{ ...row, label: row.label }]));
    if (labelled.length === 0) {
      throw new Error(`no row of ${input.join(', ')} has a "${label}": there is nothing to learn from`);
    }
    out(`${rows.length} rows, ${labelled.length} with a ${label}, ${findings.length} lines left out`);
    const bar = new SingleBar({ format: '{bar} {value}/{total} {duration_formatted}' }, Presets.shades_classic);
    bar.start(folds + 1, 0);
    const trained = train(label, labelled, { folds, seed, onStep: (done) => bar.update(done) });
    bar.stop();
    writeModel(path, trained);
    const { texts, duplicates, disputed, matters } = trained.report;
    out(
      `${texts} different texts of ${matters} matters; ${duplicates} stood there already, ${disputed} with two labels`,
    );
    out(
      'measured on texts that were not trained on (cross-validation by matter; all are new matters but where it says otherwise):',
    );
    for (const line of qualityLines(trained, label)) out(line);
    const bytes = statSync(path).size;
    if (bytes > LARGEST_MODEL) process.stderr.write(`${path}: ${bytes} bytes, more than ${LARGEST_MODEL}\n`);
    const seconds = Math.round((Date.now() - began) / 100) / 10;
    const macroF1 = Object.fromEntries(
      Object.entries(trained.quality[label] ?? {}).map(([view, quality]) => [view, round(quality.macroF1)]),
    );
    out(JSON.stringify({ model: path, rows: labelled.length, texts, bytes, seconds, macroF1 }));
  };
}

function qualityLines({ quality, model }: Trained, name: string): string[] {
  const views = MEASURED.flatMap((view): [string, Quality][] => {
    const found = quality[name]?.[view];
    return found ? [[view, found]] : [];
  });
  const column = (text: string): string => text.padStart(20);
  const lines = [views.map(([view]) => column(view)).join('')];
  const add = (title: string, valueOf: (quality: Quality) => string): void => {
    lines.push(`${views.map(([, found]) => column(valueOf(found))).join('')}  ${title}`);
  };
  add('rows', ({ rows }) => String(rows));
  add('accuracy', ({ accuracy }) => percent(accuracy));
  add('macro F1', ({ macroF1 }) => percent(macroF1));
  add('calibration error', ({ ece }) => percent(ece));
  for (const label of model.head(name).labels) {
    add(`F1 ${label}`, ({ perClass }) => percent(perClass.find((one) => one.label === label)?.f1 ?? 0));
  }
  return lines;
}

function round(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}

import { measure, type Outcome, readModel, readRows, type Row, type Text, type TextModel } from '../text-model';
import { percent, showFindings } from './text-files';

export interface ClassifyCommandOptions {
  model: string;
  input: string;
  evaluate?: boolean;
  label: string;
}

/** Texts read before the measurement of speed, so that it measures the program and not its compilation. */
const WARM_UP = 300;

/**
 * `hotline classify --model`: one JSON object a row with label, probability, the next best and the words that decided;
 * with --evaluate how right the proposals are by class, and as its last line the figures as JSON.
 */
export function classifyCommand(out: (text: string) => void): (options: ClassifyCommandOptions) => Promise<void> {
  return async ({ model: path, input, evaluate, label }) => {
    const { model } = readModel(path);
    const { rows, findings } = await readRows([input], label);
    showFindings(findings);
    if (rows.length === 0) throw new Error(`${input}: there is no message in it`);
    const name = model.headNames[0]!;
    if (evaluate) evaluateRows(model, name, rows, input, label, out);
    else for (const row of rows) out(JSON.stringify(proposalOf(model, name, row)));
  };
}

function proposalOf(model: TextModel, name: string, row: Row): Record<string, unknown> {
  const candidates = model.classify(name, model.read(row));
  const [best, ...others] = candidates.map(({ label, probability }) => ({ label, probability: rounded(probability) }));
  const words = model.explain(name, row, candidates).map(({ word, weight }) => ({ word, weight: rounded(weight) }));
  return { line: row.line, ...best, alternatives: others.slice(0, 2), words };
}

function evaluateRows(
  model: TextModel,
  name: string,
  rows: readonly Row[],
  input: string,
  labelMember: string,
  out: (text: string) => void,
): void {
  const labelled = rows.flatMap((row) => (row.label === undefined ? [] : [{ ...row, label: row.label }]));
  if (labelled.length === 0) throw new Error(`${input}: no row has a "${labelMember}" to compare with`);
  if (labelled.length < rows.length) out(`${rows.length - labelled.length} rows without a ${labelMember} left out`);
  const known = new Set(model.head(name).labels);
  const unknown = new Set(labelled.map((row) => row.label).filter((label) => !known.has(label)));
  for (const label of unknown) out(`the model does not know the ${labelMember} "${label}": its rows count as wrong`);
  for (const row of labelled.slice(0, WARM_UP)) bestOf(model, name, row);
  const began = process.cpuUsage();
  const outcomes = labelled.map((row): Outcome => {
    const { label, probability } = bestOf(model, name, row);
    return { truth: row.label, proposed: label, probability };
  });
  const { user, system } = process.cpuUsage(began);
  const { perClass, ...quality } = measure(outcomes);
  out('       F1  precision    recall      rows');
  for (const { label, f1, precision, recall, rows: count } of perClass) {
    const figures = [percent(f1).padStart(9), percent(precision).padStart(11), percent(recall).padStart(10)];
    out(`${figures.join('')}${String(count).padStart(10)}  ${label}`);
  }
  out(
    JSON.stringify({
      rows: quality.rows,
      accuracy: rounded(quality.accuracy),
      macroF1: rounded(quality.macroF1),
      // of processor time: what one core does, whatever else the machine is busy with
      messagesPerSecond: Math.round(quality.rows / ((user + system) / 1e6)),
      ece: rounded(quality.ece),
    }),
  );
}

function bestOf(model: TextModel, name: string, text: Text): { label: string; probability: number } {
  return model.classify(name, model.read(text))[0]!;
}

function rounded(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}

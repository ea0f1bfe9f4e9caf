import { DmnModdle } from 'dmn-moddle';

/** A cell of a rule as it stands in both contents; null where the rule is not there. */
export interface CellChange {
  before: string | null;
  after: string | null;
}

/** A rule of a decision table in both contents. */
export interface RuleChange {
  id: string;
  /** Number of the row in the newer content, or in the older one if it is gone. */
  row: number;
  change: 'added' | 'removed' | 'changed' | 'same';
  cells: CellChange[];
}

/** The columns and rules of a decision table in two contents. */
export interface TableChange {
  columns: string[];
  rules: RuleChange[];
}

interface Text {
  text?: string;
}
interface Rule {
  id: string;
  inputEntry?: Text[];
  outputEntry?: Text[];
}
interface Table {
  input?: { label?: string; inputExpression?: Text }[];
  output?: { label?: string; name?: string }[];
  rule?: Rule[];
}
interface Definitions {
  drgElement: { $type: string; decisionLogic?: Table }[];
}

/** Compares the rules of two decision tables by their ids, cell by cell. */
export async function compareTables(before: string, after: string): Promise<TableChange> {
  const [older, newer] = await Promise.all([tableOf(before), tableOf(after)]);
  const columns = [
    ...(newer.input ?? []).map(({ label, inputExpression }) => label ?? inputExpression?.text ?? ''),
    ...(newer.output ?? []).map(({ label, name }) => label ?? name ?? ''),
  ];
  const cellsOf = (rule: Rule) =>
    [...(rule.inputEntry ?? []), ...(rule.outputEntry ?? [])].map(({ text }) => text ?? '');
  const olderRules = new Map((older.rule ?? []).map((rule, at) => [rule.id, { cells: cellsOf(rule), row: at + 1 }]));
  const rules: RuleChange[] = (newer.rule ?? []).map((rule, at) => {
    const was = olderRules.get(rule.id)?.cells;
    olderRules.delete(rule.id);
    const cells = cellsOf(rule).map((text, column) => ({ before: was ? (was[column] ?? '') : null, after: text }));
    const differs = cells.some((cell) => cell.before !== cell.after);
    return { id: rule.id, row: at + 1, cells, change: !was ? 'added' : differs ? 'changed' : 'same' };
  });
  const removed = [...olderRules].map(([id, { cells, row }]) => ({
    id,
    row,
    cells: cells.map((text) => ({ before: text, after: null })),
    change: 'removed' as const,
  }));
  return { columns, rules: [...rules, ...removed] };
}

async function tableOf(xml: string): Promise<Table> {
  const { rootElement } = await new DmnModdle().fromXML(xml);
  const decision = (rootElement as Definitions).drgElement.find(({ decisionLogic }) => decisionLogic);
  return decision?.decisionLogic ?? {};
}

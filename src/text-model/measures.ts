/** How well proposals agree with the truth. */
export interface Quality {
  rows: number;
  accuracy: number;
  /** Mean of the classes' F1, each class alike however many rows it has. */
  macroF1: number;
  /** Expected calibration error: how far the probability of the proposal is from how often it is right, over ten bands. */
  ece: number;
  perClass: ClassQuality[];
}

export interface ClassQuality {
  label: string;
  precision: number;
  recall: number;
  f1: number;
  /** Rows that are of the class. */
  rows: number;
}

/** What a row is, what was proposed, and with which probability; and how many rows there are of it, one where it does not say. */
export interface Outcome {
  truth: string;
  proposed: string;
  probability: number;
  count?: number;
}

const BANDS = 10;

/** Measures proposals; classes that neither are nor were proposed do not count. */
export function measure(outcomes: readonly Outcome[]): Quality {
  const labels = [...new Set(outcomes.flatMap(({ truth, proposed }) => [truth, proposed]))].sort();
  const right = outcomes.filter(({ truth, proposed }) => truth === proposed);
  const perClass = labels.map((label): ClassQuality => {
    const hits = rowsOf(right.filter(({ truth }) => truth === label));
    const rows = rowsOf(outcomes.filter(({ truth }) => truth === label));
    const proposed = rowsOf(outcomes.filter((outcome) => outcome.proposed === label));
    return {
      label,
      precision: ratio(hits, proposed),
      recall: ratio(hits, rows),
      f1: ratio(2 * hits, rows + proposed),
      rows,
    };
  });
  return {
    rows: rowsOf(outcomes),
    accuracy: ratio(rowsOf(right), rowsOf(outcomes)),
    macroF1: ratio(
      perClass.reduce((sum, { f1 }) => sum + f1, 0),
      perClass.length,
    ),
    ece: calibrationError(outcomes),
    perClass,
  };
}

function calibrationError(outcomes: readonly Outcome[]): number {
  const bands = Array.from({ length: BANDS }, () => ({ probability: 0, right: 0 }));
  for (const { truth, proposed, probability, count = 1 } of outcomes) {
    const band = bands[Math.min(BANDS - 1, Math.floor(probability * BANDS))]!;
    band.probability += probability * count;
    if (truth === proposed) band.right += count;
  }
  return ratio(
    bands.reduce((sum, { probability, right }) => sum + Math.abs(probability - right), 0),
    rowsOf(outcomes),
  );
}

function rowsOf(outcomes: readonly Outcome[]): number {
  return outcomes.reduce((sum, { count = 1 }) => sum + count, 0);
}

function ratio(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

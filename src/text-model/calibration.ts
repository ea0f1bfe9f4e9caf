/** Which parts of a message there are: a short text (a title), a long one (a body), or both. */
export const VIEWS = ['short', 'long', 'both'] as const;
export type View = (typeof VIEWS)[number];

/** How a view's scores become probabilities: one factor for each kind, one addend for each class, then the softmax. */
export interface Calibration {
  short: number;
  long: number;
  /** For what is known of the matter (Memory), and for how far it goes beyond what two matters share by chance. */
  near: number;
  nearer: number;
  bias: number[];
}

/** What speaks for each class, by the parts of a text. */
export interface Scores {
  short?: ArrayLike<number>;
  long?: ArrayLike<number>;
  near?: ArrayLike<number>;
}

/** Scores of a text that the model was not trained on, with the class that it is. */
export interface Scored extends Scores {
  classOf: number;
}

/** Texts on different matters seldom share more. */
const BY_CHANCE = 0.25;

const ROUNDS = 400;
const RATE = 0.05;
/** The factors stand before the classes' addends. */
const FACTORS = 4;
const PULL_TO_ZERO = 1e-3;
/** Fewer texts than these say nothing about a view of their own. */
const FEWEST = 60;

/** The probabilities of the classes. */
export function probabilities(calibration: Calibration, scores: Scores): Float64Array {
  const { short, long, near } = scores;
  const logits = Float64Array.from(calibration.bias);
  let highest = -Infinity;
  for (let k = 0; k < logits.length; k += 1) {
    if (short) logits[k]! += calibration.short * short[k]!;
    if (long) logits[k]! += calibration.long * long[k]!;
    if (near) logits[k]! += calibration.near * near[k]! + calibration.nearer * Math.max(0, near[k]! - BY_CHANCE);
    if (logits[k]! > highest) highest = logits[k]!;
  }
  let sum = 0;
  for (let k = 0; k < logits.length; k += 1) sum += logits[k] = Math.exp(logits[k]! - highest);
  for (let k = 0; k < logits.length; k += 1) logits[k]! /= sum;
  return logits;
}

/** Which view a text with these parts is. */
export function viewOf({ short, long }: { short?: unknown; long?: unknown }): View {
  if (short && long) return 'both';
  return long ? 'long' : 'short';
}

/**
 * Fits each view on texts that their scorer never saw, by the likelihood of their classes (Guo et al., "On calibration of
 * modern neural networks", ICML 2017: vector scaling with a common factor). A view with few texts is fitted on all.
 */
export function calibrate(scored: readonly Scored[], classes: number): Record<View, Calibration> {
  const fitted = (view: View): Calibration => {
    const own = scored.filter((text) => viewOf(text) === view);
    return fit(own.length >= FEWEST ? own : scored, classes);
  };
  return { short: fitted('short'), long: fitted('long'), both: fitted('both') };
}

function fit(scored: readonly Scored[], classes: number): Calibration {
  // Adam: the parameters differ in scale, and there are few of them.
  const size = classes + FACTORS;
  const parameters = new Float64Array(size);
  parameters[0] = parameters[1] = 2;
  const first = new Float64Array(size);
  const second = new Float64Array(size);
  for (let round = 1; round <= ROUNDS; round += 1) {
    const gradient = gradientOf(scored, parameters, classes);
    for (let at = 0; at < size; at += 1) {
      first[at] = 0.9 * first[at]! + 0.1 * gradient[at]!;
      second[at] = 0.999 * second[at]! + 0.001 * gradient[at]! ** 2;
      const mean = first[at]! / (1 - 0.9 ** round);
      const spread = Math.sqrt(second[at]! / (1 - 0.999 ** round));
      parameters[at]! -= (RATE * mean) / (spread + 1e-8);
    }
  }
  return calibrationOf(parameters);
}

function calibrationOf(parameters: Float64Array): Calibration {
  const [short, long, near, nearer] = parameters as unknown as [number, number, number, number];
  return { short, long, near, nearer, bias: [...parameters.subarray(FACTORS)] };
}

function gradientOf(scored: readonly Scored[], parameters: Float64Array, classes: number): Float64Array {
  const gradient = new Float64Array(parameters.length);
  const calibration = calibrationOf(parameters);
  for (const text of scored) {
    const found = probabilities(calibration, text);
    for (let k = 0; k < classes; k += 1) {
      const error = found[k]! - (text.classOf === k ? 1 : 0);
      if (text.short) gradient[0]! += error * text.short[k]!;
      if (text.long) gradient[1]! += error * text.long[k]!;
      if (text.near) {
        gradient[2]! += error * text.near[k]!;
        gradient[3]! += error * Math.max(0, text.near[k]! - BY_CHANCE);
      }
      gradient[k + FACTORS]! += error;
    }
  }
  for (let at = 0; at < gradient.length; at += 1) {
    gradient[at] = gradient[at]! / scored.length + (at < 2 ? 0 : PULL_TO_ZERO * parameters[at]!);
  }
  return gradient;
}

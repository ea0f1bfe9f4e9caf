import type { Sparse } from './vocabulary';
import { randomFrom, shuffle } from './random';

/** One weight for each feature and class (feature-major), and one for each class. */
export interface LinearWeights {
  classes: number;
  weights: Float32Array;
  bias: Float64Array;
}

export interface LinearOptions {
  features: number;
  classes: number;
  /** How dear a training text on the wrong side is. */
  cost: number;
  passes: number;
  seed: number;
  /** How much each text counts; 1 when it is missing. */
  importance?: Float32Array;
}

/**
 * One-against-rest linear support vector machines with squared hinge loss, all classes in one sweep, by dual coordinate
 * descent (Hsieh et al., "A dual coordinate descent method for large-scale linear SVM", ICML 2008).
 */
export function trainLinear(vectors: readonly Sparse[], classOf: Int32Array, options: LinearOptions): LinearWeights {
  const { classes, passes, cost } = options;
  const weights = new Float32Array(options.features * classes);
  const bias = new Float64Array(classes);
  const alpha = new Float64Array(vectors.length * classes);
  const margin = new Float64Array(classes);
  const step = new Float64Array(classes);
  const random = randomFrom(options.seed);
  const order = Int32Array.from(vectors, (_, row) => row);
  const norms = vectors.map(({ values }) => values.reduce((sum, value) => sum + value * value, 1));
  for (let pass = 0; pass < passes; pass += 1) {
    shuffle(order, random);
    for (const row of order) {
      const { ids, values } = vectors[row]!;
      const slack = 0.5 / (cost * (options.importance?.[row] ?? 1));
      const curvature = norms[row]! + slack;
      margin.set(bias);
      for (let at = 0; at < ids.length; at += 1) {
        const offset = ids[at]! * classes;
        const value = values[at]!;
        for (let k = 0; k < classes; k += 1) margin[k]! += weights[offset + k]! * value;
      }
      let moved = false;
      for (let k = 0; k < classes; k += 1) {
        const sign = classOf[row] === k ? 1 : -1;
        const slot = row * classes + k;
        const before = alpha[slot]!;
        const after = Math.max(0, before - (sign * margin[k]! - 1 + slack * before) / curvature);
        alpha[slot] = after;
        step[k] = (after - before) * sign;
        if (after !== before) moved = true;
        bias[k]! += step[k]!;
      }
      if (!moved) continue;
      for (let at = 0; at < ids.length; at += 1) {
        const offset = ids[at]! * classes;
        const value = values[at]!;
        for (let k = 0; k < classes; k += 1) weights[offset + k]! += step[k]! * value;
      }
    }
  }
  return { classes, weights, bias };
}

/** The score of each class for a text. */
export function scoresOf({ classes, weights, bias }: LinearWeights, { ids, values }: Sparse): Float64Array {
  const scores = Float64Array.from(bias);
  for (let at = 0; at < ids.length; at += 1) {
    const offset = ids[at]! * classes;
    const value = values[at]!;
    for (let k = 0; k < classes; k += 1) scores[k]! += weights[offset + k]! * value;
  }
  return scores;
}

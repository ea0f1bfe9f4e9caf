import { calibrate, probabilities, type Scored, VIEWS, type View, viewOf } from './calibration';
import { type LinearWeights, scoresOf, trainLinear } from './linear';
import { type Example, LONGEST_SHORT, mattersOf, type Pair } from './matters';
import { measure, type Outcome, type Quality } from './measures';
import { randomFrom, shuffle } from './random';
import { type Head, TextModel } from './text-model';
import { Vocabulary } from './vocabulary';

export interface TrainingOptions {
  /** How often the texts are split to calibrate and measure on what was not trained on. */
  folds: number;
  seed: number;
  /** Called after each step with how many of how many are done. */
  onStep?: (done: number, steps: number) => void;
}

/** A model with how good each of its heads is on each view, measured on texts that were not trained on. */
export interface Trained {
  model: TextModel;
  quality: Record<string, Partial<Record<View, Quality>>>;
}

/** Rows that a head learns from. */
export interface LabelledRow {
  title?: string;
  content?: string;
  label: string;
}

/** What training found in its rows. */
export interface TrainingReport {
  texts: number;
  duplicates: number;
  disputed: number;
  matters: number;
}

/** Features that stand in a single text are not kept: they make the model large and say nothing. */
const LEAST_TEXTS = 2;
const COST = 2;
const PASSES = 12;

/**
 * Trains a model with one head. Titles and bodies are examples of their own, so that either alone is classified as well;
 * throws where there are fewer than two labels.
 */
export function train(
  name: string,
  rows: readonly LabelledRow[],
  options: TrainingOptions,
): Trained & { report: TrainingReport } {
  const { examples, pairs, duplicates, disputed } = mattersOf(rows);
  const labels = [...new Set(examples.map(({ label }) => label))].sort();
  if (labels.length < 2) throw new Error(`there must be two labels at least, and there is ${labels.length}`);
  const classOf = Int32Array.from(examples, ({ label }) => labels.indexOf(label));
  const foldOf = foldsOf(examples, options);
  const steps = options.folds + 1;
  const scored: Scored[] = [];
  for (let fold = 0; fold < options.folds; fold += 1) {
    scored.push(...scoredFold(examples, pairs, classOf, labels.length, foldOf, fold, options.seed));
    options.onStep?.(fold + 1, steps);
  }
  const all = fitOn(
    examples.map((_, index) => index),
    examples,
    classOf,
    labels.length,
    options.seed,
  );
  const head: Head = { name, labels, linear: all.linear, calibration: calibrate(scored, labels.length) };
  options.onStep?.(steps, steps);
  return {
    model: new TextModel(all.vocabulary, [head]),
    quality: { [name]: qualityOf(scored, head) },
    report: { texts: examples.length, duplicates, disputed, matters: new Set(examples.map((e) => e.matter)).size },
  };
}

/** The fold of each example: matters are dealt out in an order that the seed fixes. */
function foldsOf(examples: readonly Example[], { folds, seed }: TrainingOptions): Int32Array {
  const matters = [...new Set(examples.map(({ matter }) => matter))];
  shuffle(matters, randomFrom(seed));
  const foldOf = new Map(matters.map((matter, index) => [matter, index % folds]));
  return Int32Array.from(examples, ({ matter }) => foldOf.get(matter)!);
}

function fitOn(
  indices: readonly number[],
  examples: readonly Example[],
  classOf: Int32Array,
  classes: number,
  seed: number,
): { vocabulary: Vocabulary; linear: LinearWeights } {
  const texts = indices.map((index) => examples[index]!.text);
  const vocabulary = Vocabulary.of(texts, LEAST_TEXTS);
  const own = Int32Array.from(indices, (index) => classOf[index]!);
  const linear = trainLinear(
    texts.map((text) => vocabulary.vector(text)),
    own,
    { features: vocabulary.size, classes, cost: COST, passes: PASSES, seed, importance: importanceOf(own, classes) },
  );
  return { vocabulary, linear };
}

/** Each class counts alike however few texts it has. */
function importanceOf(classOf: Int32Array, classes: number): Float32Array {
  const sizes = new Float64Array(classes);
  for (const k of classOf) sizes[k]! += 1;
  return Float32Array.from(classOf, (k) => classOf.length / classes / sizes[k]!);
}

/** Scores of the texts of one fold by what was trained on the others. */
function scoredFold(
  examples: readonly Example[],
  pairs: readonly Pair[],
  classOf: Int32Array,
  classes: number,
  foldOf: Int32Array,
  fold: number,
  seed: number,
): Scored[] {
  const indices = examples.map((_, index) => index);
  const { vocabulary, linear } = fitOn(
    indices.filter((index) => foldOf[index] !== fold),
    examples,
    classOf,
    classes,
    seed,
  );
  const held = indices.filter((index) => foldOf[index] === fold);
  const scores = new Map(held.map((index) => [index, scoresOf(linear, vocabulary.vector(examples[index]!.text))]));
  return [
    ...held.map((index): Scored => {
      const part = examples[index]!.text.length > LONGEST_SHORT ? 'long' : 'short';
      return { [part]: scores.get(index)!, classOf: classOf[index]! };
    }),
    ...pairs
      .filter(({ title }) => foldOf[title] === fold)
      .map(({ title, content }) => ({
        short: scores.get(title)!,
        long: scores.get(content)!,
        classOf: classOf[content]!,
      })),
  ];
}

function qualityOf(scored: readonly Scored[], head: Head): Partial<Record<View, Quality>> {
  return Object.fromEntries(
    VIEWS.flatMap((view) => {
      const own = scored.filter((text) => viewOf(text) === view);
      return own.length === 0 ? [] : [[view, measure(own.map((text) => outcomeOf(text, head)))]];
    }),
  );
}

function outcomeOf(text: Scored, { labels, calibration }: Head): Outcome {
  const found = probabilities(calibration[viewOf(text)], text);
  const best = found.reduce((one, probability, k) => (probability > found[one]! ? k : one), 0);
  return { truth: labels[text.classOf]!, proposed: labels[best]!, probability: found[best]! };
}

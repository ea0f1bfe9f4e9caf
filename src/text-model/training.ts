import { calibrate, probabilities, type Scored, viewOf } from './calibration';
import { trainLinear } from './linear';
import { type Example, LONGEST_SHORT, mattersOf, type Pair } from './matters';
import { measure, type Outcome, type Quality } from './measures';
import { randomFrom, shuffle } from './random';
import { Memory } from './memory';
import { type Head, type Parts, scoresOfParts, TextModel } from './text-model';
import { Vocabulary } from './vocabulary';

export interface TrainingOptions {
  /** How often the texts are split to calibrate and measure on what was not trained on. */
  folds: number;
  seed: number;
  /** Called after each step with how many of how many are done. */
  onStep?: (done: number, steps: number) => void;
}

/**
 * What is measured: short texts on matters of which the training has nothing, and on matters of which it has the longer
 * text; long texts and whole messages on matters of which it has nothing.
 */
export const MEASURED = ['short', 'short-known-matter', 'long', 'both'] as const;
export type Measured = (typeof MEASURED)[number];

/** A model with how good each of its heads is, measured on texts that were not trained on. */
export interface Trained {
  model: TextModel;
  quality: Record<string, Partial<Record<Measured, Quality>>>;
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
  const { foldOf, returns } = dealt(examples, options);
  const steps = options.folds + 1;
  const held: Held[] = [];
  for (let fold = 0; fold < options.folds; fold += 1) {
    held.push(...heldOut({ examples, pairs, classOf, classes: labels.length, foldOf, returns }, fold, options.seed));
    options.onStep?.(fold + 1, steps);
  }
  const { vocabulary, linear, memory } = fitOn(examples, classOf, labels.length, options.seed);
  const head: Head = { name, labels, linear, memory, calibration: calibrate(held, labels.length) };
  options.onStep?.(steps, steps);
  return {
    model: new TextModel(vocabulary, [head]),
    quality: { [name]: qualityOf(held, head) },
    report: { texts: examples.length, duplicates, disputed, matters: new Set(examples.map((e) => e.matter)).size },
  };
}

/** Texts with what is held out in which fold, and whether a matter returns: only its short texts are held out then. */
interface Split {
  examples: readonly Example[];
  pairs: readonly Pair[];
  classOf: Int32Array;
  classes: number;
  foldOf: Int32Array;
  returns: Uint8Array;
}

/** A text that was held out, with the scores that it got. */
interface Held extends Scored {
  measured: Measured;
}

/**
 * Deals matters out to folds in an order that the seed fixes. Every other matter of a fold is one that returns: its longer
 * text stays in training, as in a hotline that hears of many a matter more than once; the rest is new in all its texts.
 */
function dealt(
  examples: readonly Example[],
  { folds, seed }: TrainingOptions,
): { foldOf: Int32Array; returns: Uint8Array } {
  const matters = [...new Set(examples.map(({ matter }) => matter))];
  shuffle(matters, randomFrom(seed));
  const places = new Map(matters.map((matter, place) => [matter, place]));
  return {
    foldOf: Int32Array.from(examples, ({ matter }) => places.get(matter)! % folds),
    returns: Uint8Array.from(examples, ({ matter }) => Math.floor(places.get(matter)! / folds) % 2),
  };
}

function fitOn(
  examples: readonly Example[],
  classOf: Int32Array,
  classes: number,
  seed: number,
): { vocabulary: Vocabulary } & Pick<Head, 'linear' | 'memory'> {
  const texts = examples.map(({ text }) => text);
  const vocabulary = Vocabulary.of(texts, LEAST_TEXTS);
  const vectors = texts.map((text) => vocabulary.vector(text));
  const features = vocabulary.size;
  const importance = importanceOf(classOf, classes);
  const linear = trainLinear(vectors, classOf, { features, classes, cost: COST, passes: PASSES, seed, importance });
  return { vocabulary, linear, memory: Memory.of(vectors, classOf, features) };
}

/** Each class counts alike however few texts it has. */
function importanceOf(classOf: Int32Array, classes: number): Float32Array {
  const sizes = new Float64Array(classes);
  for (const k of classOf) sizes[k]! += 1;
  return Float32Array.from(classOf, (k) => classOf.length / classes / sizes[k]!);
}

function isShort({ text }: Example): boolean {
  return text.length <= LONGEST_SHORT;
}

/** The texts that a fold holds out, scored by what was trained on the rest. */
function heldOut({ examples, pairs, classOf, classes, foldOf, returns }: Split, fold: number, seed: number): Held[] {
  const isOut = (index: number): boolean =>
    foldOf[index] === fold && (returns[index] === 0 || isShort(examples[index]!));
  const indices = examples.map((_, index) => index);
  const kept = indices.filter((index) => !isOut(index));
  const fitted = fitOn(
    kept.map((index) => examples[index]!),
    Int32Array.from(kept, (index) => classOf[index]!),
    classes,
    seed,
  );
  const vector = (index: number) => fitted.vocabulary.vector(examples[index]!.text);
  const scored = (parts: Parts, index: number, measured: Measured): Held => ({
    ...scoresOfParts(fitted, parts),
    classOf: classOf[index]!,
    measured,
  });
  return [
    ...indices.filter(isOut).map((index) => {
      if (!isShort(examples[index]!)) return scored({ long: vector(index) }, index, 'long');
      return scored({ short: vector(index) }, index, returns[index] === 1 ? 'short-known-matter' : 'short');
    }),
    ...pairs
      .filter(({ title, content }) => isOut(title) && isOut(content) && returns[content] === 0)
      .map(({ title, content }) => scored({ short: vector(title), long: vector(content) }, content, 'both')),
  ];
}

function qualityOf(held: readonly Held[], head: Head): Partial<Record<Measured, Quality>> {
  return Object.fromEntries(
    MEASURED.flatMap((measured) => {
      const own = held.filter((text) => text.measured === measured);
      return own.length === 0 ? [] : [[measured, measure(own.map((text) => outcomeOf(text, head)))]];
    }),
  );
}

function outcomeOf(text: Scored, { labels, calibration }: Head): Outcome {
  const found = probabilities(calibration[viewOf(text)], text);
  const best = found.reduce((one, probability, k) => (probability > found[one]! ? k : one), 0);
  return { truth: labels[text.classOf]!, proposed: labels[best]!, probability: found[best]! };
}

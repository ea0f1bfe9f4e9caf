import { createRequire } from 'node:module';
import { getMetadataStorage, type ValidationTypes } from 'class-validator';
import fc from 'fast-check';

// Where class-transformer keeps the types of nested members; the package has no types for it.
const { defaultMetadataStorage } = createRequire(__filename)('class-transformer/cjs/storage') as {
  defaultMetadataStorage: { findTypeMetadata(target: Dto, member: string): { typeFunction?(): Dto } | undefined };
};

/** A class whose members carry validation rules. */
export type Dto = new () => object;

interface Rule {
  type: ValidationTypes | string;
  name?: string;
  propertyName: string;
  constraints?: unknown[];
  each?: boolean;
}

const MOST_DEPTH = 4;
/** Rules of a list itself, not of what is in it. */
const OF_LISTS = ['isArray', 'arrayMaxSize', 'arrayMinSize', 'arrayUnique', 'isOptional'];

/** Values of the rules that are our own: one list a name, as people write them. */
const OWN_RULES: Record<string, readonly unknown[]> = {
  isUrl: ['https://example.com/news/1', 'http://example.org/?a=1'],
  statutory: ['15 working days', '30 days', '2 months', '48 hours', '2027-03-01'],
};

/** Texts that no rule forbids: Chinese, wide characters, line breaks, markup; none is blank. */
const texts = (min: number, max: number) => {
  const most = Math.max(min, Math.min(max, 60));
  return fc
    .string({
      unit: fc.constantFrom(...'诉求路灯坏了ab c1<>&"\'=+-@;\n𠮷é'),
      minLength: Math.max(1, min),
      maxLength: most,
    })
    .map((text) => (/\S/.test(text) ? text : `路${text.slice(1)}`));
};

/** Every class with rules of the modules that were loaded. */
export function dtos(): Dto[] {
  const { validationMetadatas } = getMetadataStorage() as unknown as { validationMetadatas: Map<Dto, unknown> };
  return [...validationMetadatas.keys()];
}

/** The rules of a class by member, those of its base classes included. */
export function rulesOf(dto: Dto): Map<string, Rule[]> {
  const all = getMetadataStorage().getTargetValidationMetadatas(dto, '', false, false) as unknown as Rule[];
  const rules = new Map<string, Rule[]>();
  for (const rule of all) rules.set(rule.propertyName, [...(rules.get(rule.propertyName) ?? []), rule]);
  return rules;
}

/** Whether a member may be missing whatever the others are. */
export const isOptional = (rules: Rule[]) =>
  rules.some(
    ({ type, constraints }) => type === 'conditionalValidation' && /IsOptional|null/.test(String(constraints?.[0])),
  );

/** Objects that fit a class: each member as its rules ask for, what is optional there or not. */
export function fitting(dto: Dto, depth = 0): fc.Arbitrary<Record<string, unknown>> {
  const members: Record<string, fc.Arbitrary<unknown>> = {};
  const required: string[] = [];
  for (const [name, rules] of rulesOf(dto)) {
    members[name] = valueOf(dto, name, rules, depth);
    if (!isOptional(rules)) required.push(name);
  }
  return fc.record(members, { requiredKeys: required });
}

function valueOf(dto: Dto, name: string, rules: Rule[], depth: number): fc.Arbitrary<unknown> {
  const rule = (wanted: string) => rules.find((one) => one.name === wanted);
  const nested = rules.find(({ type }) => type === 'nestedValidation');
  const isArray = rule('isArray') ?? rule('arrayMaxSize') ?? rule('arrayMinSize');
  if (isArray || rules.some(({ each }) => each)) {
    const least = Number(rule('arrayMinSize')?.constraints?.[0] ?? 0);
    const most = Math.max(least, Math.min(Number(rule('arrayMaxSize')?.constraints?.[0] ?? 3), 3));
    const item = nested ? nestedValue(dto, name, depth) : single(rules);
    return rule('arrayUnique')
      ? fc.uniqueArray(item, { minLength: least, maxLength: most })
      : fc.array(item, { minLength: least, maxLength: most });
  }
  return nested ? nestedValue(dto, name, depth) : single(rules);
}

function nestedValue(dto: Dto, name: string, depth: number): fc.Arbitrary<unknown> {
  const type = defaultMetadataStorage.findTypeMetadata(dto, name)?.typeFunction?.();
  return type && depth < MOST_DEPTH ? fitting(type, depth + 1) : fc.constant({});
}

/** One value under its rules. Throws for a rule that is not known here, so that a new one is not passed over. */
function single(rules: Rule[]): fc.Arbitrary<unknown> {
  const named = rules.filter(({ name }) => name !== undefined && !OF_LISTS.includes(name));
  const constraint = (name: string, at = 0) => named.find((rule) => rule.name === name)?.constraints?.[at];
  const has = (name: string) => named.some((rule) => rule.name === name);
  for (const { name } of named) {
    const own = OWN_RULES[name!];
    if (own) return fc.constantFrom(...own);
  }
  const patterns = named.filter(({ name }) => name === 'matches').map(({ constraints }) => constraints![0] as RegExp);
  if (has('isIn')) return fc.constantFrom(...(constraint('isIn') as unknown[]));
  if (has('isEnum')) return fc.constantFrom(...Object.values(constraint('isEnum') as object));
  if (has('equals')) return fc.constant(constraint('equals'));
  if (has('isBoolean')) return fc.boolean();
  if (has('isBooleanString')) return fc.constantFrom('true', 'false');
  if (has('isInt') || has('isNumber')) {
    const min = Number(constraint('min') ?? -1_000_000);
    const max = Number(constraint('max') ?? 1_000_000);
    return fc.integer({ min: Math.ceil(min), max: Math.max(Math.ceil(min), Math.floor(max)) });
  }
  if (has('isUuid')) return fc.uuid();
  if (has('isIso8601')) {
    return fc
      .date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString())
      .map((instant) => (patterns.every((pattern) => pattern.test(instant)) ? instant : instant.slice(0, 10)));
  }
  if (has('isObject')) return fc.dictionary(fc.constantFrom('a', 'b', 'caseId'), fc.jsonValue({ maxDepth: 2 }));
  const anchored = patterns.find(
    ({ source }) => source.startsWith('^') && source.endsWith('$') && !/\[\^/.test(source),
  );
  if (anchored) return fc.stringMatching(anchored);
  const [min, max] = [
    constraint('isLength', 0) ?? constraint('minLength') ?? 0,
    constraint('isLength', 1) ?? constraint('maxLength') ?? 60,
  ];
  if (has('isString') || patterns.length > 0 || has('isLength') || has('maxLength'))
    return texts(Number(min), Number(max));
  if (has('isDefined') || named.length === 0) return fc.jsonValue({ maxDepth: 2 });
  throw new Error(
    `fuzz: the rule ${named.map(({ name }) => name).join(', ')} is not known in test/fuzz/dto-arbitraries.ts`,
  );
}

/** Values of every other kind, and members that objects have of themselves. */
export const anyValue: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    0,
    -1,
    1.5,
    1e308,
    '',
    ' ',
    '\u0000',
    '\uD800',
    [],
    {},
    [[]],
    [null],
    'x'.repeat(100_000),
  ),
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom<unknown>(
    { toString: 1 },
    { length: -1 },
    { constructor: { name: 'x' } },
    JSON.parse('{"__proto__":{"a":1}}'),
  ),
);

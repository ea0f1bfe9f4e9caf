import type { FieldError } from './form-schema';

/** What a check may look up. */
export interface CheckContext {
  isUnit(code: string): boolean;
  now: Date;
  /** What a unit's reply lacks, by the profile of its case. */
  judgeReply(values: Record<string, unknown>): Promise<(FieldError & { level: 'refuse' | 'warn' })[]>;
}

type BusinessCheck = (values: Record<string, unknown>, context: CheckContext) => FieldError[] | Promise<FieldError[]>;

/** What a form cannot say by itself, by the user task's element id. */
export const BUSINESS_CHECKS: Record<string, BusinessCheck> = {
  'choose-unit': (values, context) => unitsExist(values.chosenUnits, true, context),
  'agree-unit': (values, context) => unitsExist(values.chosenUnits, true, context),
  'designate-unit': (values, context) => unitsExist(values.chosenUnits, true, context),
  handle: async (values, context) => {
    const findings = await context.judgeReply(values);
    return findings.flatMap(({ level, field, code, params }) => (level === 'refuse' ? [{ field, code, params }] : []));
  },
  // What is handled again is handled again for a reason (D9 第四步).
  revisit: (values) => [
    ...(values.reached === true && !values.satisfaction ? [{ field: 'satisfaction', code: 'required' }] : []),
    ...(values.satisfaction === 'dissatisfied' && !values.comment ? [{ field: 'comment', code: 'required' }] : []),
  ],
  instruct: (values, context) => [
    ...unitsExist(values.chosenUnits, false, context),
    ...(typeof values.instructionDue === 'string' && new Date(values.instructionDue) <= context.now
      ? [{ field: 'instructionDue', code: 'in-the-past' }]
      : []),
  ],
  // A rejected return says why (D5 一(二)).
  'review-return': (values) =>
    values.returnValid === false && !values.comment ? [{ field: 'comment', code: 'required' }] : [],
};

function unitsExist(value: unknown, required: boolean, context: CheckContext): FieldError[] {
  const units = Array.isArray(value) ? value.map(String) : [];
  if (units.length === 0) return required ? [{ field: 'chosenUnits', code: 'required' }] : [];
  const unknown = units.find((unit) => !context.isUnit(unit));
  if (unknown) return [{ field: 'chosenUnits', code: 'unknown-unit', params: { unit: unknown } }];
  return new Set(units).size < units.length ? [{ field: 'chosenUnits', code: 'unit-twice' }] : [];
}

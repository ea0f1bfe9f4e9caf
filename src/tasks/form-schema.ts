import { isUUID } from 'class-validator';
import { evaluate } from '../expressions/feel';
import { matchesPattern } from '../expressions/form-pattern';

/** The parts of a form-js component that bear on its value. */
export interface FormComponent {
  type: string;
  key?: string;
  path?: string;
  label?: string;
  /** The labels of a day and of a time of day. */
  dateLabel?: string;
  timeLabel?: string;
  components?: FormComponent[];
  disabled?: boolean;
  readonly?: boolean;
  values?: { label: string; value: unknown }[];
  valuesKey?: string;
  /** FEEL over the lists that we keep and the form's values: choices that depend on another field. */
  valuesExpression?: string;
  conditional?: { hide?: string };
  properties?: Record<string, string>;
  validate?: {
    required?: boolean;
    minLength?: number;
    maxLength?: number;
    min?: number;
    max?: number;
    pattern?: string;
  };
}

/** A form-js schema. */
export interface FormSchema {
  id?: string;
  components: FormComponent[];
}

/** What does not fit, by field; the words are the i18n files' `form.<code>`. */
export interface FieldError {
  field: string;
  code: string;
  params?: Record<string, unknown>;
}

/** Values sorted by where they go: into our database, or on to the engine. */
export interface CheckedValues {
  kept: Record<string, unknown>;
  sent: Record<string, unknown>;
  errors: FieldError[];
}

/** Components that show something and hold no value. */
const DISPLAY_ONLY = new Set([
  'text',
  'html',
  'image',
  'separator',
  'spacer',
  'button',
  'table',
  'documentPreview',
  'iframe',
]);
/** Components that hold other components and share their value's name space. */
const CONTAINERS = new Set(['group', 'default']);

/** A choice as form-js shows it; what else it has, expressions may ask for. */
export interface FormOption {
  label: string;
  value: string;
  [more: string]: string;
}

/** Lists that choices are taken from, and the values of the other fields. */
interface Surroundings {
  lists: Record<string, FormOption[]>;
  values: Record<string, unknown>;
}

type Check = (component: FormComponent, value: unknown, around: Surroundings) => FieldError['code'] | undefined;

const TYPES: Record<string, Check> = {
  textfield: text,
  textarea: text,
  number: (component, value) => {
    if (typeof value !== 'number' || !Number.isFinite(value)) return 'not-a-number';
    const { min, max } = component.validate ?? {};
    if (min !== undefined && value < min) return 'too-small';
    return max !== undefined && value > max ? 'too-large' : undefined;
  },
  checkbox: (_component, value) => (typeof value === 'boolean' ? undefined : 'not-a-boolean'),
  datetime: (_component, value) =>
    typeof value === 'string' && !Number.isNaN(Date.parse(value)) ? undefined : 'not-a-date',
  radio: oneOf,
  select: oneOf,
  checklist: someOf,
  taglist: someOf,
  // what the page uploaded: ids of attachments (form-files.ts looks whether they are the assignment's)
  filepicker: (_component, value) =>
    Array.isArray(value) && value.every((id) => isUUID(id)) ? undefined : 'not-an-attachment',
};

/**
 * Checks what a person entered against the form: required, type, choice, length, range and pattern; a field that the
 * form does not have is refused by name. A hidden field is not required. What the form only shows (disabled, read-only)
 * is dropped: its value is ours already.
 */
export function checkValues(
  schema: FormSchema,
  values: Record<string, unknown>,
  lists: Record<string, FormOption[]> = {},
): CheckedValues {
  const checked: CheckedValues = { kept: {}, sent: {}, errors: [] };
  const fields = new Map<string, FormComponent>();
  collect(schema.components, values, fields, false);
  for (const [key, component] of fields) {
    const value = values[key];
    const empty = value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
    const missing = empty || (component.type === 'checkbox' && value === false);
    if (missing && component.validate?.required) checked.errors.push({ field: key, code: 'required' });
    if (empty) continue;
    if (isShownOnly(component)) continue;
    const check = TYPES[component.type];
    const code = check ? check(component, value, { lists, values }) : 'unsupported-field';
    if (code) checked.errors.push({ field: key, code, params: { ...component.validate } });
    else (component.properties?.keep === 'case' ? checked.kept : checked.sent)[key] = value;
  }
  for (const key of Object.keys(values)) {
    if (!fields.has(key) && !isKnownButHidden(schema.components, key)) {
      checked.errors.push({ field: key, code: 'unknown-field' });
    }
  }
  return checked;
}

/** All fields of a form, with those in groups, in order. */
export function fieldsOf(schema: FormSchema): FormComponent[] {
  return schema.components.flatMap((component) =>
    CONTAINERS.has(component.type)
      ? fieldsOf({ components: component.components ?? [] })
      : component.key
        ? [component]
        : [],
  );
}

function collect(
  components: FormComponent[],
  values: Record<string, unknown>,
  into: Map<string, FormComponent>,
  hidden: boolean,
): void {
  for (const component of components) {
    const away = hidden || isHidden(component, values);
    if (CONTAINERS.has(component.type)) collect(component.components ?? [], values, into, away);
    else if (!away && component.key && !DISPLAY_ONLY.has(component.type)) into.set(component.key, shown(component));
  }
}

/** A field that only shows a value cannot be missing. */
function shown(component: FormComponent): FormComponent {
  return isShownOnly(component) ? { ...component, validate: {} } : component;
}

function isShownOnly(component: FormComponent): boolean {
  return Boolean(component.disabled || component.readonly);
}

function isHidden(component: FormComponent, values: Record<string, unknown>): boolean {
  const hide = component.conditional?.hide;
  return hide ? evaluate(hide.replace(/^=/, ''), values) === true : false;
}

function isKnownButHidden(components: FormComponent[], key: string): boolean {
  return fieldsOf({ components }).some((component) => component.key === key);
}

function text(component: FormComponent, value: unknown): string | undefined {
  if (typeof value !== 'string') return 'not-a-text';
  const { minLength, maxLength, pattern } = component.validate ?? {};
  if (minLength !== undefined && value.length < minLength) return 'too-short';
  if (maxLength !== undefined && value.length > maxLength) return 'too-long';
  if (component.validate?.required && value.trim() === '') return 'required';
  return pattern && !matchesPattern(pattern, value) ? 'pattern' : undefined;
}

function choicesOf(component: FormComponent, { lists, values }: Surroundings): unknown[] | undefined {
  if (component.values) return component.values.map((choice) => choice.value);
  if (component.valuesKey) return lists[component.valuesKey]?.map((choice) => choice.value);
  if (!component.valuesExpression) return undefined;
  // the lists go last: nobody brings choices of his own as a value
  const found = evaluate(component.valuesExpression.replace(/^=/, ''), { ...values, ...lists });
  return Array.isArray(found) ? found.map((choice) => (choice as FormOption).value) : [];
}

function oneOf(component: FormComponent, value: unknown, around: Surroundings): string | undefined {
  if (!['string', 'number', 'boolean'].includes(typeof value)) return 'not-a-choice';
  const choices = choicesOf(component, around);
  return choices && !choices.includes(value) ? 'not-a-choice' : undefined;
}

function someOf(component: FormComponent, value: unknown, around: Surroundings): string | undefined {
  if (!Array.isArray(value)) return 'not-a-list';
  return value.map((item) => oneOf(component, item, around)).find(Boolean);
}

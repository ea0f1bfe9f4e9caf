import { HIDDEN_VARIABLE_PREFIX } from '../dialect';

/** A variable as Operaton's REST API writes it. */
export interface OperatonVariable {
  type?: string;
  value: unknown;
  valueInfo?: Record<string, unknown>;
}

/** Operaton's own bookkeeping, which Camunda 8 clients never see. */
const BOOKKEEPING = new Set(['nrOfInstances', 'nrOfActiveInstances', 'nrOfCompletedInstances', 'decisionResult']);

export function isHidden(name: string): boolean {
  return name.startsWith(HIDDEN_VARIABLE_PREFIX) || BOOKKEEPING.has(name);
}

/** A JSON value as a typed Operaton variable: lists and contexts keep their JSON text. */
export function toOperaton(value: unknown): OperatonVariable {
  if (value === null || value === undefined) {
    return { type: 'Null', value: null };
  }
  switch (typeof value) {
    case 'string':
      return { type: 'String', value };
    case 'boolean':
      return { type: 'Boolean', value };
    case 'number':
      return Number.isSafeInteger(value) ? { type: 'Long', value } : { type: 'Double', value };
    default:
      return {
        type: 'Object',
        value: JSON.stringify(value),
        valueInfo: {
          objectTypeName: Array.isArray(value) ? 'java.util.List' : 'java.util.Map',
          serializationDataFormat: 'application/json',
        },
      };
  }
}

export function toOperatonAll(variables: Record<string, unknown> | null | undefined): Record<string, OperatonVariable> {
  return Object.fromEntries(Object.entries(variables ?? {}).map(([name, value]) => [name, toOperaton(value)]));
}

/** The JSON value of an Operaton variable. */
export function fromOperaton(variable: OperatonVariable): unknown {
  const { type, value } = variable;
  if ((type === 'Object' || type === 'Json') && typeof value === 'string') {
    return JSON.parse(value) as unknown;
  }
  return value ?? null;
}

export function fromOperatonAll(variables: Record<string, OperatonVariable>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(variables)
      .filter(([name]) => !isHidden(name))
      .map(([name, variable]) => [name, fromOperaton(variable)]),
  );
}

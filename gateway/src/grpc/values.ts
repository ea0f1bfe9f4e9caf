import { invalidArgument } from '../common/problem';

/** Variables travel as the text of a JSON object; an empty text is none. Throws INVALID_ARGUMENT for anything else. */
export function variablesOf(text: string): Record<string, unknown> {
  if (text.trim() === '') {
    return {};
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw invalidArgument(`Invalid JSON value: ${text}, ${error instanceof Error ? error.message : String(error)}`);
  }
  if (value === null) {
    return {};
  }
  if (typeof value !== 'object' || Array.isArray(value)) {
    throw invalidArgument(
      `Property 'variables' is invalid: Expected document to be a root level object, but was '${Array.isArray(value) ? 'ARRAY' : typeof value}'`,
    );
  }
  return value as Record<string, unknown>;
}

/** Protocol buffers know no absent text or number: empty and zero are what was not given, and -1 is no key. */
export const given = (text: string): string | undefined => (/^(-1|0)?$/.test(text) ? undefined : text);

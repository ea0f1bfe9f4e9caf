import { badRequest, invalidArgument } from '../common/problem';

const ID = /^[a-zA-Z0-9_~@.+-]+$/;
const ID_LENGTH = 256;
const EMAIL = /^[^@\s]+@[^@\s]+$/;

/** An id in a path: one that no entity can have is refused as such, and not as missing. */
export function pathId(name: string, value: string): string {
  if (value !== '<default>' && (value.length > ID_LENGTH || !ID.test(value))) {
    throw invalidArgument(
      `The provided ${name} contains illegal characters. It must match the pattern '${ID.source}'.`,
    );
  }
  return value;
}

/** What a request's body must hold; all that is wrong with it is said at once, as Camunda says it. */
export class Body {
  private readonly wrong: string[] = [];
  private readonly values: Record<string, unknown>;

  /** @param known the properties that the body may hold */
  constructor(body: unknown, known: readonly string[]) {
    if (body === null || typeof body !== 'object' || Array.isArray(body)) {
      throw badRequest('Request body cannot be parsed');
    }
    for (const property of Object.keys(body)) {
      if (!known.includes(property)) {
        throw badRequest(`Request property [${property}] cannot be parsed`);
      }
    }
    this.values = body as Record<string, unknown>;
  }

  /** A text that may be missing. */
  optional(property: string): string | undefined {
    const value = this.values[property];
    if (value === undefined || value === null) {
      return undefined;
    }
    if (typeof value !== 'string') {
      throw badRequest(`Request property [${property}] cannot be parsed`);
    }
    return value;
  }

  /** A text that must be there and not blank. */
  required(property: string): string {
    const value = this.optional(property);
    if (value === undefined || value.trim() === '') {
      this.wrong.push(`No ${property} provided`);
    }
    return value ?? '';
  }

  /** A text that must be there; it may be blank. */
  present(property: string): string {
    const value = this.optional(property);
    if (value === undefined) {
      this.wrong.push(`No ${property} provided`);
    }
    return value ?? '';
  }

  /** An id of the client's choice. */
  id(property: string): string {
    const value = this.required(property);
    if (value.length > ID_LENGTH) {
      this.wrong.push(`The provided ${property} exceeds the limit of ${ID_LENGTH} characters`);
    } else if (value.trim() !== '' && !ID.test(value)) {
      this.wrong.push(`The provided ${property} contains illegal characters. It must match the pattern '${ID.source}'`);
    }
    return value;
  }

  email(property: string): string | undefined {
    const value = this.optional(property);
    if (value && !EMAIL.test(value)) {
      this.wrong.push(`The provided ${property} '${value}' is not valid`);
    }
    return value;
  }

  /** One of an enum's values. */
  oneOf(property: string, values: readonly string[]): string {
    const value = this.required(property);
    if (value.trim() !== '' && !values.includes(value)) {
      throw badRequest(
        `Unexpected value '${value}' for enum field '${property}'. Use any of the following values: [${values.join(', ')}]`,
      );
    }
    return value;
  }

  /** Several of an enum's values, at least one. */
  listOf(property: string, values: readonly string[]): string[] {
    const list = this.values[property];
    if (list !== undefined && list !== null && !Array.isArray(list)) {
      throw badRequest(`Request property [${property}] cannot be parsed`);
    }
    const given = (list ?? []) as unknown[];
    if (given.length === 0) {
      this.wrong.push(`No ${property} provided`);
    }
    for (const value of given) {
      if (typeof value !== 'string' || !values.includes(value)) {
        throw badRequest(
          `Unexpected value '${String(value)}' for enum field '${property}'. Use any of the following values: [${values.join(', ')}]`,
        );
      }
    }
    return given as string[];
  }

  /** Throws INVALID_ARGUMENT with everything that is wrong. */
  check(): void {
    if (this.wrong.length > 0) {
      throw invalidArgument(`${this.wrong.join('. ')}.`);
    }
  }
}

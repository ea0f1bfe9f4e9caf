/** The parameters of a statement that is put together from parts: each gets its number, text never holds an input. */
export class Parameters {
  readonly values: unknown[] = [];

  /** The placeholder of a value. */
  readonly bind = (value: unknown): string => `$${this.values.push(value)}`;
}

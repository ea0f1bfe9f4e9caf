import { PROBLEMS, type ProblemCode } from './catalogue';

/** What the API refuses, as data: a code of the catalogue, the parameters of its words, members to add (errors). */
export class Problem extends Error {
  readonly status: number;

  constructor(
    readonly code: ProblemCode,
    readonly params: Record<string, unknown> = {},
    readonly extra: Record<string, unknown> = {},
  ) {
    super(code);
    this.status = PROBLEMS[code];
  }
}

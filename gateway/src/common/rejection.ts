import { ApiProblem } from './problem';

const STATUS = {
  NOT_FOUND: 404,
  INVALID_ARGUMENT: 400,
  INVALID_STATE: 409,
  ALREADY_EXISTS: 409,
} as const;

/** A command that the engine refuses, worded as Camunda 8 words its rejections in REST and gRPC alike. */
export function rejection(intent: string, code: keyof typeof STATUS, reason: string): ApiProblem {
  return new ApiProblem(STATUS[code], code, `Command '${intent}' rejected with code '${code}': ${reason}`);
}

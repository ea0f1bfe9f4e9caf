import { status } from '@grpc/grpc-js';
import type { ApiProblem } from '../common/problem';

const BY_TITLE: Readonly<Record<string, status>> = {
  NOT_FOUND: status.NOT_FOUND,
  INVALID_ARGUMENT: status.INVALID_ARGUMENT,
  INVALID_STATE: status.FAILED_PRECONDITION,
  ALREADY_EXISTS: status.ALREADY_EXISTS,
};
const BY_STATUS: Readonly<Record<number, status>> = {
  400: status.INVALID_ARGUMENT,
  401: status.UNAUTHENTICATED,
  403: status.PERMISSION_DENIED,
  404: status.NOT_FOUND,
  409: status.FAILED_PRECONDITION,
  501: status.UNIMPLEMENTED,
  503: status.UNAVAILABLE,
  504: status.DEADLINE_EXCEEDED,
};

/** A problem as Zeebe's gateway answers it: its rejection types have gRPC codes of their own. */
export function statusOf(problem: ApiProblem): { code: status; details: string } {
  return {
    code: BY_TITLE[problem.title] ?? BY_STATUS[problem.status] ?? status.INTERNAL,
    details: problem.detail,
  };
}

/** An error as Camunda's API answers it (RFC 9457): the title is Camunda's code, the detail says what is wrong. */
export class ApiProblem extends Error {
  constructor(
    readonly status: number,
    readonly title: string,
    readonly detail: string,
  ) {
    super(detail);
  }
}

export const notFound = (detail: string) => new ApiProblem(404, 'NOT_FOUND', detail);
export const invalidArgument = (detail: string) => new ApiProblem(400, 'INVALID_ARGUMENT', detail);
export const invalidState = (detail: string) => new ApiProblem(409, 'INVALID_STATE', detail);
export const alreadyExists = (detail: string) => new ApiProblem(409, 'ALREADY_EXISTS', detail);
/** What Camunda says of a request that it cannot read: the title is the status's own unless a code is given. */
export const badRequest = (detail: string, title = 'Bad Request') => new ApiProblem(400, title, detail);
/** An operation of the API that this gateway does not have. */
export const notImplemented = (operationId: string) =>
  new ApiProblem(501, 'NOT_IMPLEMENTED', `The operation '${operationId}' is not supported by this gateway`);
/** A request that is larger than a cluster's log takes: nothing of it is done. */
export const messageTooLarge = () => invalidArgument('Request size is above configured maxMessageSize.');

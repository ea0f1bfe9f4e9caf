import { OperatonError } from '../operaton/client';
import { ApiProblem, badRequest, invalidArgument, messageTooLarge } from './problem';

/** What PostgreSQL says of a text with a character that it cannot hold (NUL, half of a surrogate pair). */
const UNSTORABLE = ['22021', '22P05'];

/** What PostgreSQL says of texts that an index has no room for: a message's name, key and id together (message_id_once). */
const NO_ROOM = '54000';

/** What an error means to a client; an engine that cannot be reached is 503, so that clients try again. */
export function problemOf(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) {
    return error;
  }
  if (error instanceof OperatonError) {
    return engineProblem(error);
  }
  const { status, type, code = '' } = error as { status?: number; type?: string; code?: string };
  if (status === 504) {
    return new ApiProblem(504, 'GATEWAY_TIMEOUT', 'The process instance did not complete in time');
  }
  if (type === 'entity.too.large') {
    return messageTooLarge();
  }
  // Express's body parser: malformed JSON, unknown character sets
  if (status !== undefined && status >= 400 && status < 500) {
    return badRequest('Failed to read request');
  }
  if (UNSTORABLE.includes(code)) {
    return invalidArgument('The request contains a character that cannot be stored');
  }
  if (code === NO_ROOM) {
    return invalidArgument('The name, the correlation key and the id of a message are too long together');
  }
  if (/^(ECONN|UND_ERR|EPIPE|ENOTFOUND|57P|08)/.test(code)) {
    return new ApiProblem(503, 'UNAVAILABLE', 'The process engine or its database cannot be reached');
  }
  return new ApiProblem(500, 'INTERNAL', 'Unexpected error');
}

/** The plug-in's code for a value that has no room in the engine's tables (its TooLong). */
const TOO_LONG = 22_001;

function engineProblem(error: OperatonError): ApiProblem {
  if (error.code === TOO_LONG) {
    return invalidArgument(error.message);
  }
  if (error.status === 404) {
    return new ApiProblem(404, 'NOT_FOUND', error.message);
  }
  return error.status < 500 && error.status !== 401
    ? new ApiProblem(400, 'INVALID_ARGUMENT', error.message)
    : new ApiProblem(500, 'INTERNAL', error.message);
}

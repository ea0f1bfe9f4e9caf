import type { Request } from 'express';
import { readBody, Violations } from './body';

/** How the requests of operations that are refused are read first; each throws what Camunda 8 says of a malformed one. */
export const READ_BEFORE_REFUSAL: Readonly<Record<string, (request: Request) => void>> = {
  pinClock(request) {
    const { timestamp } = readBody<{ timestamp?: number }>(request.body, { timestamp: 'integer' });
    new Violations().required(timestamp, 'timestamp').atLeast(timestamp, 0, 'timestamp', 'not negative').refuse();
  },
};

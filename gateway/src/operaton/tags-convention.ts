import { HIDDEN_VARIABLE_PREFIX } from '../dialect';

/** Where the engine keeps a process instance's tags: a text variable of the instance with a JSON list, written at creation. */
export const TAGS_VARIABLE = `${HIDDEN_VARIABLE_PREFIX}tags`;

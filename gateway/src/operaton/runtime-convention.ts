import { HIDDEN_VARIABLE_PREFIX } from '../dialect';

/** How the engine plug-in (RuntimeInstructions) is told that a process instance ends after certain elements: by its business key. */
export const RUNTIME_MARK = `${HIDDEN_VARIABLE_PREFIX}runtime`;
/** And after which: a text variable of the instance with a JSON list of their ids. */
export const TERMINATE_AFTER_VARIABLE = `${HIDDEN_VARIABLE_PREFIX}terminate_after`;

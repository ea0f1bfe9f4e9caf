// Where things lie in this checkout.
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';

/** The checkout's folder. */
export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');

/** A path inside the checkout. */
export const inRoot = (...parts) => join(root, ...parts);

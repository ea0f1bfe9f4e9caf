import { engineStatusOf } from '../engine';
import { Problem } from '../problems/problem';

const REFUSALS = [400, 409, 422, 501];

/** What the engine refuses is told in its words: whoever repairs it knows them. Throws not-found and engine-refused. */
export async function toldByEngine<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    const status = engineStatusOf(error);
    if (status === 404) throw new Problem('not-found');
    if (REFUSALS.includes(status ?? 0)) {
      const { detail, message } = error as { detail?: string; message?: string };
      throw new Problem('engine-refused', { reason: detail ?? message ?? '' });
    }
    throw error;
  }
}

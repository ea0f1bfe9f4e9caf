import type { Services } from '../api/services';
import { checkUp } from './metrics';
import type { Stopping } from './stopping';

const CHECK_TIMEOUT_MS = 2_500;

/** Whether this gateway can work: the engine, its own and the engine's database answer, and it is not on its way out. */
export async function lookReady(services: Services, stopping: Stopping): Promise<Record<string, boolean>> {
  const checks: Record<string, () => unknown> = {
    engine: () => services.engine.get('/version'),
    database: () => services.pool.query('SELECT 1'),
    engineDatabase: () => services.read.ping(),
    running: () => !stopping.active,
  };
  const found = await Promise.all(
    Object.entries(checks).map(async ([name, check]) => [name, await holds(check)] as const),
  );
  for (const [check, up] of found) {
    checkUp.set({ check }, up ? 1 : 0);
  }
  return Object.fromEntries(found);
}

/** A check that throws, or takes too long, does not hold. */
async function holds(check: () => unknown): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), CHECK_TIMEOUT_MS);
  });
  try {
    return (await Promise.race([Promise.resolve().then(check), late])) !== false;
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}

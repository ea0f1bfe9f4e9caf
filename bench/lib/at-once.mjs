import { performance } from 'node:perf_hooks';

/** Does something `count` times, `width` of them at a time; how many a second. @param act gets the number of the turn, from 0 */
export async function atOnce(count, width, act) {
  let next = 0;
  const since = performance.now();
  await Promise.all(
    Array.from({ length: width }, async () => {
      while (next < count) await act(next++);
    }),
  );
  return (count / (performance.now() - since)) * 1000;
}

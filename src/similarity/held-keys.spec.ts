import { HeldKeys } from './held-keys';

const held = HeldKeys.of([[7, 2 ** 24 - 1, 0], [], [7, 5], [0, 7], [2 ** 24 - 1]]);

it.each([
  [7, [0, 2, 3]],
  [0, [0, 3]],
  [2 ** 24 - 1, [0, 4]],
  [5, []],
  [6, []],
])('the texts that have key %i, if several have it', (key, texts) => {
  for (const known of [held, HeldKeys.fromBytes(held.toBytes())]) expect([...known.textsWith(key)]).toEqual(texts);
});

it('those among the first texts', () => {
  expect([...held.textsWith(7, 3)]).toEqual([0, 2]);
  expect([...held.textsWith(7, 0)]).toEqual([]);
  expect([...held.textsWith(7, 4)]).toEqual([0, 2, 3]);
});

it('of no texts, or of none that share a key, nothing is known', () => {
  for (const known of [HeldKeys.of([]), HeldKeys.of([[1], [2]])]) {
    expect([...HeldKeys.fromBytes(known.toBytes()).textsWith(1)]).toEqual([]);
  }
});

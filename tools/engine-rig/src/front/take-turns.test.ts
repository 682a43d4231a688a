import { expect, test } from 'vitest';
import { createTurns } from './take-turns.ts';

test('one key runs one at a time in order, a failure lets the next one in, other keys do not wait', async () => {
  const takeTurn = createTurns();
  const seen: string[] = [];
  const gate = later();
  const first = takeTurn('a', async () => {
    await gate.promise;
    seen.push('first');
    throw new Error('no');
  });
  const second = takeTurn('a', async () => void seen.push('second'));
  await takeTurn('b', async () => void seen.push('other'));
  gate.resolve();

  await expect(first).rejects.toThrow('no');
  await second;
  expect(seen).toEqual(['other', 'first', 'second']);
});

function later(): { promise: Promise<void>; resolve: () => void } {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((done) => (resolve = done));
  return { promise, resolve };
}

import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { mapConcurrently } from './map-concurrently.ts';

test('keeps the order of the items and never runs more than the workers', async () => {
  let running = 0;
  let most = 0;
  const results = await mapConcurrently([30, 1, 20, 2, 10], 2, async (ms) => {
    most = Math.max(most, (running += 1));
    await wait(ms);
    running -= 1;
    return ms * 2;
  });
  expect(results).toEqual([60, 2, 40, 4, 20]);
  expect(most).toBe(2);
});

test('a failure begins nothing new and waits for what runs', async () => {
  const begun: number[] = [];
  const ended: number[] = [];
  const all = mapConcurrently([0, 1, 2, 3], 2, async (item) => {
    begun.push(item);
    if (item === 0) throw new Error('no disk');
    await wait(5);
    ended.push(item);
  });
  await expect(all).rejects.toThrow('no disk');
  expect({ begun, ended }).toEqual({ begun: [0, 1], ended: [1] });
});

test('nothing to do is done', async () => {
  expect(await mapConcurrently([], 2, async () => 1)).toEqual([]);
});

import { expect, test } from 'vitest';
import { openAttempt } from './open-attempt.ts';
import { createMemoryObjects } from '../../run/lake/testing/memory-objects.ts';
import type { LakeContext } from '../../engines/lake/lake-context.ts';
import type { LakeSql } from '../../engines/lake/lake-sql.ts';

function createLake(isRemembering: boolean) {
  const keys: string[] = [];
  let nowMs = Date.parse('2026-06-01T12:00:00Z');
  let draws = 0;
  const unused = async (): Promise<never> => Promise.reject(new Error('unexpected'));
  const sql = {
    isRemembering,
    within: (key: string) => (keys.push(key), sql),
    commit: unused,
    build: unused,
  } as unknown as LakeSql;
  const clock = { now: () => new Date(nowMs), sleep: async () => {} };
  const lake = {
    sql,
    objects: createMemoryObjects(),
    clock,
    random: () => (draws += 1) / 100,
  } as unknown as LakeContext;
  return { lake, keys, move: (hours: number) => void (nowMs += hours * 3_600_000) };
}

const nameOf = async (lake: LakeContext, inputs: readonly unknown[], runId = 'R1'): Promise<string> =>
  (await openAttempt(lake, runId, inputs)).attempt.name;

test('the same inputs of the same run are the same attempt, whose statements are found again; others are others', async () => {
  const { lake, keys, move } = createLake(true);
  const first = await nameOf(lake, ['stage', 'state 1']);
  move(11);
  expect(await nameOf(lake, ['stage', 'state 1'])).toBe(first);
  expect(
    new Set([
      first,
      await nameOf(lake, ['stage', 'state 2']),
      await nameOf(lake, ['check', 'state 1']),
      await nameOf(lake, ['stage', 'state 1'], 'R2'),
    ]).size,
  ).toBe(4);
  expect(keys.slice(0, 2)).toEqual([first, first]);
});

test('an attempt that others may soon clean up is not resumed', async () => {
  const { lake, move } = createLake(true);
  const first = await nameOf(lake, ['stage']);
  move(13);
  const second = await nameOf(lake, ['stage']);
  expect(second).not.toBe(first);
  expect(await nameOf(lake, ['stage'])).toBe(second);
});

test('an engine that does not remember gets a fresh attempt each time, and no record is kept', async () => {
  const { lake, keys } = createLake(false);
  expect(await nameOf(lake, ['stage'])).not.toBe(await nameOf(lake, ['stage']));
  expect({ keys, records: await lake.objects.list('') }).toEqual({ keys: [], records: [] });
});

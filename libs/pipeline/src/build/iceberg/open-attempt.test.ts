import { expect, test } from 'vitest';
import { openAttempt } from './open-attempt.ts';
import { createMemoryObjects } from '../../run/lake/testing/memory-objects.ts';
import type { LakeGround } from '../../engines/lake/lake-context.ts';
import type { LakeSql } from '../../engines/lake/lake-sql.ts';

function createGround(isRemembering: boolean) {
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
  const ground = {
    sql,
    objects: createMemoryObjects(),
    clock,
    random: () => (draws += 1) / 100,
  } as unknown as LakeGround;
  return { ground, keys, move: (hours: number) => void (nowMs += hours * 3_600_000) };
}

const nameOf = async (ground: LakeGround, inputs: readonly unknown[], runId = 'R1'): Promise<string> =>
  (await openAttempt(ground, runId, inputs)).attempt.name;

test('the same inputs of the same run are the same attempt, whose statements are found again; others are others', async () => {
  const { ground, keys, move } = createGround(true);
  const first = await nameOf(ground, ['stage', 'state 1']);
  move(11);
  expect(await nameOf(ground, ['stage', 'state 1'])).toBe(first);
  expect(
    new Set([
      first,
      await nameOf(ground, ['stage', 'state 2']),
      await nameOf(ground, ['check', 'state 1']),
      await nameOf(ground, ['stage', 'state 1'], 'R2'),
    ]).size,
  ).toBe(4);
  expect(keys.slice(0, 2)).toEqual([first, first]);
});

test('an attempt that others may soon tidy away is not gone on with', async () => {
  const { ground, move } = createGround(true);
  const first = await nameOf(ground, ['stage']);
  move(13);
  const second = await nameOf(ground, ['stage']);
  expect(second).not.toBe(first);
  expect(await nameOf(ground, ['stage'])).toBe(second);
});

test('an engine that does not remember gets a fresh attempt each time, and no record is kept', async () => {
  const { ground, keys } = createGround(false);
  expect(await nameOf(ground, ['stage'])).not.toBe(await nameOf(ground, ['stage']));
  expect({ keys, records: await ground.objects.list('') }).toEqual({ keys: [], records: [] });
});

import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { attemptOf, createAttempt } from './lake-layout.ts';

describe('attempts', () => {
  it('are found again from their tables and objects, with their run and their age', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[A-Z0-9]{1,26}$/),
        fc.date({ min: new Date('2020-01-01'), max: new Date('2099-01-01'), noInvalidDate: true }),
        fc.double({ min: 0, max: 0.999_999, noNaN: true }),
        (runId, at, random) => {
          const attempt = createAttempt(runId, at, random);
          for (const name of [attempt.table('bars'), `${attempt.folder}bars/a1/part`]) {
            const owner = attemptOf(name);
            expect(owner?.name).toBe(attempt.name);
            expect(owner?.startedAt.getTime()).toBe(Math.floor(at.getTime() / 1_000) * 1_000);
            expect([owner?.isOf(runId), owner?.isOf(`${runId}X`)]).toEqual([true, false]);
          }
        },
      ),
    );
  });

  test.each([
    'bars',
    'stage_',
    'stage_r1_bars',
    'releases/00000001.json',
    'staging/notes.txt',
    'landing/raw_bars/2026-05-01/r1/a.gz',
  ])('%s belongs to none', (name) => {
    expect(attemptOf(name)).toBeNull();
  });
});

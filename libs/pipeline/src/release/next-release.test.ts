import { describe, expect, test } from 'vitest';
import { newestDatesOf, releaseIdOf, withdrawnBy } from './next-release.ts';

describe('the next release', () => {
  test.each([
    { name: 'is 1 in an empty store', runId: 'a', runs: [], newestId: 0, id: 1 },
    { name: 'follows the newest', runId: 'c', runs: ['a', 'b'], newestId: 2, id: 3 },
    { name: 'follows one whose manifest is lost', runId: 'c', runs: ['a'], newestId: 4, id: 5 },
    {
      name: 'is its own when its manifest was written before a crash',
      runId: 'b',
      runs: ['a', 'b'],
      newestId: 2,
      id: 2,
    },
  ])('$name', ({ runId, runs, newestId, id }) => {
    const readable = runs.map((one, index) => ({ id: index + 1, runId: one }));
    expect(releaseIdOf(runId, { readable }, newestId)).toBe(id);
  });

  test('keeps the newest date of each ticker, whatever the order of the builds', () => {
    const current = { newestDates: { AAPL: '2026-05-28', MSFT: '2026-05-29' } };
    const builds = [
      { newestDates: { AAPL: '2026-05-29', TSLA: '2026-04-30' } },
      { newestDates: { AAPL: '2026-04-30', MSFT: '2026-04-30' } },
    ];
    const newest = { AAPL: '2026-05-29', MSFT: '2026-05-29', TSLA: '2026-04-30' };
    expect(newestDatesOf(current, builds)).toEqual(newest);
    expect(newestDatesOf(current, builds.toReversed())).toEqual(newest);
    expect(newestDatesOf(null, [])).toEqual({});
  });

  test.each([
    { name: 'the first release', base: null, id: 1, withdrawn: [] },
    { name: 'a release on the newest one', base: { id: 2 }, id: 3, withdrawn: [] },
    { name: 'a release after a rollback', base: { id: 2, withdrawn: [1] }, id: 5, withdrawn: [1, 3, 4] },
  ])('$name leaves out $withdrawn', ({ base, id, withdrawn }) => {
    expect(withdrawnBy(base, id)).toEqual(withdrawn);
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aggregateHour } from './aggregate.ts';
import { compareWithGroup } from './compare-with-group.ts';
import { binomialBand } from './binomial-band.ts';
import { correlation } from './correlation.ts';
import { indexBase, indexTo100 } from './index-to-100.ts';
import { mediansOfOthers } from './leave-one-out.ts';
import { currentRun, longestRun, type Side, sideOf } from './longest-run.ts';
import { median } from './median.ts';
import { ownZScore } from './own-z-score.ts';
import { standing } from './standing.ts';

test.each([
  { values: [], expected: null },
  { values: [3], expected: 3 },
  { values: [10, 2], expected: 6 },
  { values: [9, 1, 10], expected: 9 },
  { values: [4, 1, 3, 2], expected: 2.5 },
])('the median of $values is $expected', ({ values, expected }) => {
  expect(median(values)).toBe(expected);
});

describe('the index', () => {
  test.each([
    { name: 'the median of the base session', values: [1.4, 0.6, 0.7], expected: 3, base: { base: 0.7, reason: null } },
    { name: 'no base session', values: [], expected: 3, base: { base: null, reason: 'base missing' } },
    {
      name: 'an hour without a value',
      values: [1, null, 1],
      expected: 3,
      base: { base: null, reason: 'base incomplete' },
    },
    { name: 'too few hours', values: [1, 1], expected: 3, base: { base: null, reason: 'base incomplete' } },
    { name: 'a base of zero', values: [0, 0, 1], expected: 3, base: { base: null, reason: 'base zero' } },
  ])('$name', ({ values, expected, base }) => {
    expect(indexBase(values, expected)).toEqual(base);
  });

  test('is 100 where the measure equals the base, null without either', () => {
    expect([indexTo100(0.7, 0.7), indexTo100(1.4, 0.7), indexTo100(null, 0.7), indexTo100(1, null)]).toEqual([
      100,
      200,
      null,
      null,
    ]);
  });
});

describe('the aggregate', () => {
  test.each([
    {
      name: 'seven of seven',
      values: [1, 2, 3, 4, 5, 6, 14],
      expected: { mean: 5, median: 4, spread: 13, present: 7 },
    },
    {
      name: 'five of seven',
      values: [1, 2, 3, 4, 5, null, null],
      expected: { mean: 3, median: 3, spread: 4, present: 5 },
    },
    {
      name: 'four of seven is too few',
      values: [1, 2, 3, 4, null, null, null],
      expected: { mean: null, median: null, spread: null, present: 4 },
    },
    { name: 'none of none', values: [], expected: { mean: null, median: null, spread: null, present: 0 } },
  ])('$name', ({ values, expected }) => {
    expect(aggregateHour(values)).toEqual(expected);
  });

  test('each ticker is compared with the median of the others', () => {
    expect(mediansOfOthers([1, 2, 4, null])).toEqual([3, 2.5, 1.5, 2]);
    expect(mediansOfOthers([1])).toEqual([null]);
  });
});

describe('the binomial band', () => {
  // Exact sums, from the reference.
  test.each([
    { n: 5, five: null, perSeven: null },
    { n: 6, five: [0, 6], perSeven: null },
    { n: 10, five: [1, 9], perSeven: [0, 10] },
    { n: 14, five: [2, 12], perSeven: [1, 13] },
    { n: 20, five: [5, 15], perSeven: [3, 17] },
    { n: 21, five: [5, 16], perSeven: [3, 18] },
    { n: 35, five: [11, 24], perSeven: [9, 26] },
    { n: 70, five: [26, 44], perSeven: [23, 47] },
    { n: 105, five: [41, 64], perSeven: [38, 67] },
    { n: 147, five: [61, 86], perSeven: [56, 91] },
  ])('of $n votes: $five at 5 %, $perSeven at 5 % / 7', ({ n, five, perSeven }) => {
    const pair = (alpha: number) => {
      const band = binomialBand(n, alpha);
      return band && [band.low, band.high];
    };
    expect(pair(0.05)).toEqual(five);
    expect(pair(0.05 / 7)).toEqual(perSeven);
  });

  test('no votes give no band; more than 1,000 are rejected', () => {
    expect(binomialBand(0, 0.05)).toBeNull();
    expect(binomialBand(1_000, 0.05)).toEqual({ low: 468, high: 532 });
    expect(() => binomialBand(1_001, 0.05)).toThrow('0 to 1,000 votes, not 1001');
  });
});

describe('standing', () => {
  test.each([
    { name: 'unbroken', sides: ['above', 'above', 'above'], above: 3, below: 0 },
    { name: 'broken by a missing hour', sides: ['above', 'above', null, 'above'], above: 2, below: 0 },
    { name: 'broken by a tie', sides: ['below', 'tie', 'below', 'below', 'above'], above: 1, below: 2 },
    { name: 'nothing', sides: [], above: 0, below: 0 },
  ] as const)('longest run: $name', ({ sides, above, below }) => {
    expect([longestRun(sides, 'above'), longestRun(sides, 'below')]).toEqual([above, below]);
  });

  test.each([
    { sides: [], run: 0 },
    { sides: ['above'], run: 1 },
    { sides: ['above', 'below', 'below'], run: -2 },
    { sides: ['above', 'tie'], run: 0 },
    { sides: ['above', null], run: 0 },
    { sides: ['above', null, 'above', 'above'], run: 2 },
  ] as const)('the run up to the last of $sides is $run', ({ sides, run }) => {
    expect(currentRun(sides)).toBe(run);
  });

  test('sides', () => {
    expect([sideOf(2, 1), sideOf(1, 2), sideOf(1, 1), sideOf(null, 1), sideOf(1, null)]).toEqual([
      'above',
      'below',
      'tie',
      null,
      null,
    ]);
  });

  test('a session has one vote, its hours count for the share; ties and missing hours count for neither', () => {
    const up: Side[] = ['above', 'above', 'below', 'tie', null];
    const even: Side[] = ['above', 'below'];
    expect(standing([up, even, ['below']], 0.05)).toEqual({
      hoursAbove: 3,
      hoursBelow: 3,
      shareAbove: 0.5,
      longestAbove: 2,
      longestBelow: 2,
      currentRun: -2,
      sessionsAbove: 1,
      sessionsBelow: 1,
      label: 'no clear side',
    });
  });

  test.each([
    { above: 10, below: 0, label: 'consistently above' },
    { above: 9, below: 1, label: 'no clear side' },
    { above: 0, below: 10, label: 'consistently below' },
    { above: 0, below: 0, label: 'no clear side' },
  ])('$above of $above + $below votes: $label, at 5 % / 7', ({ above, below, label }) => {
    const votes: Side[][] = [
      ...Array.from({ length: above }, (): Side[] => ['above']),
      ...Array.from({ length: below }, (): Side[] => ['below']),
    ];
    expect(standing(votes, 0.05 / 7).label).toBe(label);
  });

  test('shares above and below make 1, and swapped sides swap the result', () => {
    const sides = fc.array(fc.array(fc.constantFrom<Side>('above', 'below', 'tie', null), { maxLength: 7 }), {
      maxLength: 30,
    });
    const other: Record<string, Side> = { above: 'below', below: 'above', tie: 'tie' };
    fc.assert(
      fc.property(sides, (sessions) => {
        const result = standing(sessions, 0.05);
        const mirrored = standing(
          sessions.map((hours) => hours.map((side) => (side === null ? null : (other[side] ?? null)))),
          0.05,
        );
        expect(mirrored.longestAbove).toBe(result.longestBelow);
        expect(mirrored.currentRun + result.currentRun).toBe(0);
        expect(mirrored.label).toBe(
          {
            'consistently above': 'consistently below',
            'consistently below': 'consistently above',
            'no clear side': 'no clear side',
          }[result.label],
        );
        if (result.shareAbove !== null)
          expect(result.shareAbove + (mirrored.shareAbove ?? Number.NaN)).toBeCloseTo(1, 12);
      }),
      { numRuns: 60 },
    );
  });
});

describe('own history and other tickers', () => {
  const past = Array.from({ length: 20 }, (_, index) => (index % 2 === 0 ? Math.E : 1 / Math.E));

  test('the z-score uses logarithms of at least 20 past values', () => {
    expect(ownZScore(Math.E ** 2, past)).toBeCloseTo(2 / Math.sqrt(20 / 19), 12);
    expect([
      ownZScore(1, past.slice(1)),
      ownZScore(0, past),
      ownZScore(null, past),
      ownZScore(
        1,
        past.map(() => 1),
      ),
      ownZScore(1, [...past.slice(1), null]),
    ]).toEqual([null, null, null, null, null]);
  });

  test('correlation of logarithms over common hours', () => {
    const values = Array.from({ length: 12 }, (_, index) => 1 + ((index * 7) % 5));
    expect(
      correlation(
        values,
        values.map((value) => value ** 3),
      ),
    ).toBeCloseTo(1, 12);
    expect(
      correlation(
        values,
        values.map((value) => 1 / value),
      ),
    ).toBeCloseTo(-1, 12);
    expect(correlation(values.slice(0, 9), values)).toBeNull();
    expect(
      correlation(
        values,
        values.map(() => 2),
      ),
    ).toBeNull();
    expect(
      correlation(
        values,
        values.map((value, index) => (index < 3 ? null : value)),
      ),
    ).toBeNull();
  });

  const logarithms = fc
    .array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: 12, maxLength: 40 })
    .filter((values) => Math.max(...values) - Math.min(...values) > 0.01);

  test('correlation is 1 with itself, -1 with its negation, and the same both ways', () => {
    fc.assert(
      fc.property(logarithms, logarithms, (own, other) => {
        const values = own.map(Math.exp);
        expect(correlation(values, values)).toBeCloseTo(1, 9);
        expect(
          correlation(
            values,
            own.map((value) => Math.exp(-value)),
          ),
        ).toBeCloseTo(-1, 9);
        const length = Math.min(own.length, other.length);
        const [left, right] = [values.slice(0, length), other.slice(0, length).map(Math.exp)];
        const both = [correlation(left, right), correlation(right, left)];
        if (both[0] === null || both[0] === undefined) expect(both[1]).toBeNull();
        else expect(both[1]).toBeCloseTo(both[0], 12);
      }),
      { numRuns: 60 },
    );
  });

  test('a constant whose sum of squares is not exactly zero has no correlation', () => {
    const values = Array.from({ length: 12 }, (_, index) => 1 + ((index * 7) % 5));
    expect(
      correlation(
        values,
        values.map(() => 0.1),
      ),
    ).toBeNull();
  });

  test('a ticker and a group: over common sessions, compared with the median of the members', () => {
    expect(
      compareWithGroup(
        [3, 4, null, 5],
        [
          [1, 2, 9, null],
          [3, 2, 9, null],
        ],
      ),
    ).toEqual({ sessions: 2, mean: 3.5, members: 2, spread: 1.5, correlation: null });
    expect(compareWithGroup([null], [[1]])).toBeNull();
    const own = Array.from({ length: 20 }, (_, index) => 1 + ((index * 7) % 5));
    expect(compareWithGroup(own, [own.map((value) => 2 * value)])?.correlation).toBeCloseTo(1, 12);
    expect(compareWithGroup(own.slice(1), [own.slice(1)])?.correlation).toBeNull();
  });
});

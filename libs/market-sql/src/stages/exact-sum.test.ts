import { maxSummand } from '@tickerlake/record-schema';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { openDuckDb } from '@tickerlake/athena-sql/testing';
import { sumExactly, toExact } from './testing/sum-exactly.ts';

const summand = fc.oneof(
  fc.double({ min: 1e-9, max: 1e6, noNaN: true }),
  fc.double({ min: 0, max: 1e-12, noNaN: true }),
  fc.double({ min: 1e9, max: 1e30, noNaN: true }),
  fc.integer({ min: 0, max: 1_000_000 }).map((value) => value / 1e4),
);

/** One unit of 2^-104 for each value, as `toExact` counts. */
const cutOff = 2n ** (1_074n - 104n);

describe('a sum of doubles', () => {
  it('has the same bits in any order of the rows, and is the exact sum within a unit of its last place', async () => {
    const { db } = await openDuckDb();
    const shuffled = fc
      .array(summand, { minLength: 1, maxLength: 60 })
      .chain((values) => fc.tuple(fc.constant(values), fc.shuffledSubarray(values, { minLength: values.length })));
    await fc.assert(
      fc.asyncProperty(shuffled, async ([values, others]) => {
        const total = (await sumExactly(db, values)) ?? Number.NaN;
        expect(await sumExactly(db, others)).toBe(total);
        const exact = values.reduce((sum, value) => sum + toExact(value), 0n);
        const difference = exact > toExact(total) ? exact - toExact(total) : toExact(total) - exact;
        expect(difference <= (exact >> 52n) + cutOff * BigInt(values.length)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  test.each([
    { name: 'no rows', values: [], total: null },
    { name: 'whole numbers', values: [1, 2, 3, 4], total: 10 },
    { name: 'tiny and large', values: [1e18, 1e-9, 1e-9], total: 1e18 },
    {
      name: 'a price of a coin in satoshis times a fraction of it',
      values: [8.11e-9 * 0.031, 8.13e-9 * 0.041],
      total: 8.11e-9 * 0.031 + 8.13e-9 * 0.041,
    },
    {
      name: 'an hour of seconds at the limit',
      values: Array.from({ length: 3_600 }, () => maxSummand / 2),
      total: 3_600 * (maxSummand / 2),
    },
  ])('of $name', async ({ values, total }) => {
    const { db } = await openDuckDb();
    expect(values.length === 0 ? null : await sumExactly(db, values)).toBe(total);
  });
});

import { describe, expect, test } from 'vitest';
import { actualCost, actualCostText, type RunUsage } from './actual-cost.ts';
import { prices } from './prices.ts';

const mib = 1_024 ** 2;
const query = (scanned: number, billed: number) => ({
  bytesScanned: scanned,
  bytesBilled: billed,
  dollars: (billed / 1_024 ** 4) * 5,
});
const nothing: RunUsage = { queries: [], receipts: [] };

describe('what a run cost', () => {
  test('is the sum of its lines, and nothing when nothing was used', () => {
    const cost = actualCost({
      queries: [query(3 * mib, 10 * mib), query(0, 0), query(30 * mib, 30 * mib)],
      receipts: [
        { calls: 2, bytes: 10 * mib, records: 11, sentRecords: 12 },
        { calls: 1, keys: ['a', 'b'] },
      ],
    });
    expect(cost.dollars).toBeCloseTo(
      cost.lines.reduce((sum, line) => sum + line.dollars, 0),
      12,
    );
    expect(cost).toMatchObject({ queries: 3, bytesScanned: 33 * mib, bytesBilled: 40 * mib, calls: 3 });
    expect(actualCost(nothing)).toMatchObject({ dollars: 0, queries: 0, calls: 0 });
  });

  test("takes Athena's bill as it is", () => {
    expect(actualCost({ ...nothing, queries: [query(1, 10 * mib), query(2, 10 * mib)] }).dollars).toBeCloseTo(
      (20 / 1_024 ** 2) * prices.athenaTerabyte.dollars,
      15,
    );
  });

  test.each([
    {
      name: 'a record of a byte is billed as 5 KB',
      receipt: { calls: 1, bytes: 1, records: 1, sentRecords: 1 },
      bytes: 5_120,
    },
    {
      name: 'a record of 5 KB to the byte as that',
      receipt: { calls: 1, bytes: 5_120, records: 1, sentRecords: 1 },
      bytes: 5_120,
    },
    { name: 'one sent twice twice', receipt: { calls: 1, bytes: 5_121, records: 1, sentRecords: 2 }, bytes: 20_480 },
    {
      name: 'each of many may round up',
      receipt: { calls: 1, bytes: 2_048_000 + 1, records: 3, sentRecords: 3 },
      bytes: 403 * 5_120,
    },
    {
      name: 'a chunk without bars costs nothing',
      receipt: { calls: 1, bytes: 0, records: 0, sentRecords: 0 },
      bytes: 0,
    },
  ])('$name', ({ receipt, bytes }) => {
    expect(actualCost({ ...nothing, receipts: [receipt] }).dollars).toBeCloseTo(
      (bytes / 1_024 ** 3) * prices.firehoseGigabyte.dollars,
      15,
    );
  });

  test('counts the objects that were put straight into S3', () => {
    expect(actualCost({ ...nothing, receipts: [{ calls: 1, bytes: 9, keys: ['a', 'b', 'c'] }] }).lines).toEqual([
      expect.objectContaining({ price: 'athenaTerabyte', quantity: 0 }),
      { price: 's3Put', what: 'landed objects', quantity: 3, dollars: 3 * prices.s3Put.dollars },
    ]);
  });

  test('reads as a line', () => {
    expect(
      actualCostText(actualCost({ queries: [query(1.25 * mib, 10 * mib), query(0, 0)], receipts: [{ calls: 7 }] })),
    ).toBe('$0.0000: 2 queries scanned 1.3 MB, billed as 10.0 MB; 7 calls of the vendor.');
  });
});

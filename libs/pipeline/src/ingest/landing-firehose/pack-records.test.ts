import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { batchRecords, maxBatchBytes, maxBatchRecords, maxRecordBytes, packRecords } from './pack-records.ts';

const line = (bytes: number, fill = 'x'): string => `${fill.repeat(bytes - 1)}\n`;
const kib = 1024;

describe('records', () => {
  test.each([
    { name: '999 KiB and 1 KiB fit one record', lines: [line(999 * kib), line(kib)], sizes: [1_000 * kib] },
    {
      name: '999 KiB and 1 KiB + 1 byte need two',
      lines: [line(999 * kib), line(kib + 1)],
      sizes: [999 * kib, kib + 1],
    },
    { name: 'one line of 999 KiB fits a record', lines: [line(999 * kib)], sizes: [999 * kib] },
    { name: 'one line of 1,000 KiB fits a record', lines: [line(1_000 * kib)], sizes: [1_000 * kib] },
    { name: 'no lines make no record', lines: [], sizes: [] },
    {
      name: 'bytes count, not characters',
      lines: [`${'é'.repeat(500 * kib - 1)}x\n`, line(2)],
      sizes: [1_000 * kib, 2],
    },
  ])('$name', ({ lines, sizes }) => {
    expect([...packRecords(lines)].map((record) => record.length)).toEqual(sizes);
  });

  test.each([
    { name: 'a line of 1,001 KiB', lines: [line(1_001 * kib)] },
    { name: 'a line without its newline', lines: ['{"a":1}'] },
  ])('$name is refused', ({ lines }) => {
    expect(() => [...packRecords(lines)]).toThrow(RangeError);
  });
});

/** The largest records: 98,304 bytes less than 4 MiB. */
const fourRecords = Array.from({ length: 4 }, () => maxRecordBytes);

describe('batches', () => {
  test.each([
    { name: '499 records take one call', sizes: Array.from({ length: 499 }, () => 1), calls: [499] },
    { name: '500 records take one call', sizes: Array.from({ length: 500 }, () => 1), calls: [500] },
    { name: '501 records take two calls', sizes: Array.from({ length: 501 }, () => 1), calls: [500, 1] },
    { name: 'one byte less than 4 MiB takes one call', sizes: [...fourRecords, 98_303], calls: [5] },
    { name: 'exactly 4 MiB takes one call', sizes: [...fourRecords, 98_304], calls: [5] },
    { name: 'one more byte takes two calls', sizes: [...fourRecords, 98_305], calls: [4, 1] },
  ])('$name', ({ sizes, calls }) => {
    const records = sizes.map((bytes) => new Uint8Array(bytes));
    expect([...batchRecords(records)].map((batch) => batch.length)).toEqual(calls);
  });

  test('hold every line once, in order, within every limit (property)', () => {
    const sizes = fc.array(
      fc.oneof(fc.integer({ min: 2, max: 400 }), fc.integer({ min: 300_000, max: maxRecordBytes })),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(sizes, (all) => {
        const lines = all.map((bytes, index) => line(bytes, String(index % 10)));
        const batches = [...batchRecords(packRecords(lines))];
        for (const batch of batches) {
          expect(batch.length).toBeLessThanOrEqual(maxBatchRecords);
          expect(batch.reduce((sum, record) => sum + record.length, 0)).toBeLessThanOrEqual(maxBatchBytes);
          for (const record of batch) expect(record.length).toBeLessThanOrEqual(maxRecordBytes);
        }
        expect(Buffer.concat(batches.flat()).toString('utf8') === lines.join('')).toBe(true);
      }),
      { numRuns: 30 },
    );
  });
});

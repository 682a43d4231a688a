import { expect } from 'vitest';

/** Expects a number to 1e-9 relative (1e-14 absolute near 0: the order of a sum differs), null for null. */
export function expectClose(actual: unknown, expected: number | null, about: string): void {
  if (expected === null) {
    expect(actual, about).toBeNull();
    return;
  }
  expect(typeof actual, about).toBe('number');
  expect(Math.abs(Number(actual) - expected), `${about}: ${actual} is not ${expected}`).toBeLessThanOrEqual(
    Math.max(1e-9 * Math.abs(expected), 1e-14),
  );
}

/** Expects the same rows, with numbers to 1e-9. */
export function expectRows(actual: readonly (readonly unknown[])[], expected: readonly (readonly unknown[])[]): void {
  expect(actual).toHaveLength(expected.length);
  for (const [row, cells] of expected.entries()) {
    for (const [column, cell] of cells.entries()) {
      const about = `row ${row}, column ${column}`;
      if (typeof cell === 'number') expectClose(actual[row]?.[column], cell, about);
      else expect(actual[row]?.[column], about).toEqual(cell);
    }
  }
}

/** Expects the same records in the same order, with numbers to 1e-9. */
export function expectRecords(
  actual: readonly Readonly<Record<string, unknown>>[],
  expected: readonly Readonly<Record<string, unknown>>[],
): void {
  const columns = Object.keys(expected[0] ?? {});
  expect(Object.keys(actual[0] ?? {}).sort()).toEqual([...columns].sort());
  expectRows(
    actual.map((row) => columns.map((column) => row[column])),
    expected.map((row) => columns.map((column) => row[column])),
  );
}

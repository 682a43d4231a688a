import { expect } from 'vitest';

/**
 * Expects a number within a relative tolerance (1e-14 absolute near 0), null for null.
 *
 * @example
 * expectClose(0.1 + 0.2, 0.3, 1e-12);
 */
export function expectClose(
  actual: number | null | undefined,
  expected: number | null,
  relative: number,
  about = '',
): void {
  if (expected === null) {
    expect(actual, about).toBeNull();
    return;
  }
  expect(typeof actual, about).toBe('number');
  const difference = Math.abs((actual ?? Number.NaN) - expected);
  expect(difference, `${about}: ${actual} is not ${expected}`).toBeLessThanOrEqual(
    Math.max(relative * Math.abs(expected), 1e-14),
  );
}

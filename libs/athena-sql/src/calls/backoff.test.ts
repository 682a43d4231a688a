import { expect, test } from 'vitest';
import { backoff } from './backoff.ts';

test.each([
  { retry: 0, longest: 8_000, wait: 500 },
  { retry: 3, longest: 8_000, wait: 4_000 },
  { retry: 9, longest: 8_000, wait: 8_000 },
])('retry $retry waits at most $wait ms', ({ retry, longest, wait }) => {
  expect(backoff(retry, { first: 500, longest })).toBe(wait);
});

test('without a limit it keeps doubling', () => {
  expect(backoff(10, { first: 1 })).toBe(1_024);
});

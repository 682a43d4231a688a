import { describe, expect, it } from 'vitest';
import { plannedCalls } from './base-bars.ts';

describe('plannedCalls', () => {
  it.each([
    { name: 'two years of minutes of one ticker', options: { baseBars: 501 * 960 }, calls: 10 },
    {
      name: "the same at the vendor's default limit",
      options: { baseBars: 501 * 960, pageLimit: 5_000 },
      calls: 97,
    },
    { name: 'just one page', options: { baseBars: 50_000 }, calls: 1 },
    { name: 'one more bar', options: { baseBars: 50_001 }, calls: 2 },
    { name: 'nothing, which still needs a call', options: { baseBars: 0 }, calls: 1 },
  ])('$name: $calls', ({ options, calls }) => {
    expect(plannedCalls(options)).toBe(calls);
  });

  it.each([
    { baseBars: -1 },
    { baseBars: Number.NaN },
    { baseBars: Infinity },
    { baseBars: 1, pageLimit: 0 },
    { baseBars: 1, pageLimit: 50_001 },
  ])('refuses %o', (options) => {
    expect(() => plannedCalls(options)).toThrow('The plan is refused');
  });
});

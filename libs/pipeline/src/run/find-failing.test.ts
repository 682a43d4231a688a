import type { QualityResult } from '@tickerlake/data-quality';
import { describe, expect, test } from 'vitest';
import { findFailing } from './find-failing.ts';

const names = (count: number) => Array.from({ length: count }, (_, index) => `T${index}`);
const rule = (status: 'pass' | 'fail') =>
  ({ status, severity: 'error', dqdl: 'RowCount > 0', observedText: '0 rows' }) as QualityResult['rules'][number];

describe('tickers that fail on their own', () => {
  test.each([
    { name: 'none', tickers: 8, bad: [], most: 1 },
    { name: 'one of one', tickers: 1, bad: ['T0'], most: 1 },
    { name: 'one of 500', tickers: 500, bad: ['T321'], most: 19 },
    { name: 'three of 500', tickers: 500, bad: ['T0', 'T250', 'T499'], most: 60 },
    { name: 'all', tickers: 4, bad: ['T0', 'T1', 'T2', 'T3'], most: 7 },
  ])('$name: at most $most checks', async ({ tickers, bad, most }) => {
    let checks = 0;
    const found = await findFailing(names(tickers), async (some) => {
      checks += 1;
      return [
        { rules: [rule(some.some((ticker) => bad.includes(ticker)) ? 'fail' : 'pass')] } as unknown as QualityResult,
      ];
    });
    expect(found.map(({ ticker }) => ticker)).toEqual(bad);
    for (const { reason } of found) expect(reason).toContain('RowCount > 0 (observed 0 rows)');
    expect(checks).toBeLessThanOrEqual(most);
  });
});

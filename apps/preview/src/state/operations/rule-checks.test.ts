import { expect, it } from 'vitest';
import { ruleHistories, ruleKey } from './rule-checks.ts';

const check = (checked_at: number, own: Record<string, unknown>) => ({
  dataset: 'hourly_volatility',
  rule_id: 'a',
  checked_at,
  status: 'pass',
  observed: 1,
  ...own,
});

it('gathers the checks of each rule and data set in order of time, with what is no number as null', () => {
  const rows = [
    check(Date.UTC(2026, 4, 29, 20), { status: 'fail', observed: 0.5 }),
    check(Date.UTC(2026, 4, 29, 20), { dataset: 'coverage' }),
    check(Date.UTC(2026, 4, 28, 20), { status: 'not_evaluated', observed: null }),
    check(Date.UTC(2026, 4, 27, 20), { observed: Number.NaN }),
  ];
  const histories = ruleHistories(rows, 'UTC');
  expect(histories.get('hourly_volatility a')).toEqual({
    text: '3 checks: 1 passed, 2 not',
    checks: [
      { status: 'pass', observed: null, title: '2026-05-27, 20:00: pass' },
      { status: 'not_evaluated', observed: null, title: '2026-05-28, 20:00: not evaluated' },
      { status: 'fail', observed: 0.5, title: '2026-05-29, 20:00: fail, 0.5' },
    ],
  });
  expect(histories.get(ruleKey(rows[1] ?? {}))?.text).toBe('1 check: 1 passed, 0 not');
});

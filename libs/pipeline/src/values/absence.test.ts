import { describe, expect, test } from 'vitest';
import { type Absence, reasonOn, settleAbsences } from './absence.ts';

const range = { from: '2026-05-01', to: '2026-05-29' };
const of = (from: string, to: string, reason: Absence['reason'] = 'halted', ticker = 'AAPL'): Absence => ({
  ticker,
  from,
  to,
  reason,
});

describe('absences of a range', () => {
  test.each<{ name: string; given: readonly Absence[]; settled: readonly Absence[] }>([
    { name: 'are cut to it', given: [of('0001-01-01', '2026-05-04')], settled: [of('2026-05-01', '2026-05-04')] },
    { name: 'outside of it go', given: [of('2026-06-01', '9999-12-31')], settled: [] },
    {
      name: 'do not overlap: the first counts',
      given: [of('2026-05-06', '2026-05-07'), of('2026-05-01', '2026-05-29', 'no-trades')],
      settled: [
        of('2026-05-01', '2026-05-05', 'no-trades'),
        of('2026-05-06', '2026-05-07'),
        of('2026-05-08', '2026-05-29', 'no-trades'),
      ],
    },
    {
      name: 'of two tickers have nothing to do with each other',
      given: [of('2026-05-06', '2026-05-06', 'halted', 'MSFT'), of('2026-05-06', '2026-05-06')],
      settled: [of('2026-05-06', '2026-05-06'), of('2026-05-06', '2026-05-06', 'halted', 'MSFT')],
    },
  ])('$name', ({ given, settled }) => {
    expect(settleAbsences(given, range)).toEqual(settled);
  });

  test('say why on a date', () => {
    const absences = [of('2026-05-06', '2026-05-07')];
    expect(
      ['2026-05-05', '2026-05-06', '2026-05-07', '2026-05-08'].map((date) => reasonOn(absences, 'AAPL', date)),
    ).toEqual([null, 'halted', 'halted', null]);
    expect(reasonOn(absences, 'MSFT', '2026-05-06')).toBeNull();
  });
});

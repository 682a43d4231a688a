import { describe, expect, it, test } from 'vitest';
import { coverageMonths } from './coverage-months.ts';

const row = (ticker: string, trading_date: string, state: string, complete_hours = 7) => ({
  ticker,
  trading_date,
  state,
  complete_hours,
  expected_hours: 7,
});

describe('coverage by month', () => {
  test.each([
    { name: 'the first of a month on a Friday', date: '2026-05-01', week: 0, weekday: 4 },
    { name: 'the Monday after', date: '2026-05-04', week: 1, weekday: 0 },
    { name: 'a Sunday, of crypto', date: '2026-05-31', week: 4, weekday: 6 },
    { name: 'a sixth week', date: '2026-08-31', week: 5, weekday: 0 },
    { name: 'a month that starts on Monday', date: '2026-06-01', week: 0, weekday: 0 },
  ])('$name has its place in the grid', ({ date, week, weekday }) => {
    expect(coverageMonths([row('A', date, 'complete')])[0]?.months[0]?.days[0]).toMatchObject({ date, week, weekday });
  });

  it('puts tickers with gaps first, days in order, and counts', () => {
    const rows = [
      row('A', '2026-05-01', 'complete'),
      row('B', '2026-06-01', 'absent', 0),
      row('B', '2026-05-29', 'partial', 3),
    ];
    expect(coverageMonths(rows)).toMatchObject([
      {
        ticker: 'B',
        sessions: 2,
        completeSessions: 0,
        months: [{ month: '2026-05' }, { month: '2026-06' }],
        gaps: [{ date: '2026-05-29', completeHours: 3 }, { date: '2026-06-01' }],
      },
      { ticker: 'A', sessions: 1, completeSessions: 1, gaps: [] },
    ]);
  });

  it('does not count sessions whose missing bars are right', () => {
    const rows = [
      row('A', '2026-05-01', 'complete'),
      { ...row('A', '2026-05-04', 'explained', 0), reason: 'not listed yet' },
    ];
    expect(coverageMonths(rows)).toMatchObject([{ sessions: 1, completeSessions: 1, gaps: [] }]);
    expect(coverageMonths(rows)[0]?.months[0]?.days[1]).toMatchObject({ state: 'explained', reason: 'not listed yet' });
  });
});

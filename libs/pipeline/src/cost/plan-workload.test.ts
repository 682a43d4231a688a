import { expect, test } from 'vitest';
import { estimateRun } from './estimate-cost.ts';
import { planWorkload } from './plan-workload.ts';
import { createCalendars } from '../ports/calendars.ts';
import { planRun } from '../request/plan-run.ts';

const calendars = createCalendars();
const of = (request: { tickers?: string[]; from?: string; to?: string; barMs?: number }) =>
  planWorkload(
    planRun(
      {
        tickers: ['AAPL'],
        from: '2026-05-26',
        to: '2026-05-29',
        barMs: 60_000,
        source: 'polygon',
        ...request,
      },
      calendars,
      null,
    ),
    calendars,
    null,
  );

test.each([
  {
    name: 'minutes of four sessions',
    request: {},
    workload: { tickers: 1, barsPerSession: 960, sessionsPerRun: 4, callsPerInvocation: 5 },
  },
  { name: 'hours', request: { barMs: 3_600_000 }, workload: { barsPerSession: 16 } },
  { name: 'days', request: { barMs: 86_400_000 }, workload: { barsPerSession: 1 } },
  {
    name: 'a range over a holiday',
    request: { from: '2026-05-22', to: '2026-05-26' },
    workload: { sessionsPerRun: 2 },
  },
  {
    name: 'a coin, which trades on it',
    request: { tickers: ['AAPL', 'X:BTCUSD'], from: '2026-05-22', to: '2026-05-26' },
    workload: { sessionsPerRun: 5 },
  },
])('$name', ({ request, workload }) => {
  expect(of(request)).toMatchObject(workload);
});

test('a longer range and more tickers cost more', () => {
  const dollars = [
    of({}),
    of({ from: '2025-05-26' }),
    of({ from: '2025-05-26', tickers: Array.from({ length: 100 }, (_, index) => `T${index}`) }),
  ].map((workload) => estimateRun(workload).dollars);
  expect(dollars).toEqual([...dollars].sort((a, b) => a - b));
  expect(new Set(dollars).size).toBe(3);
});

import { expect, test } from 'vitest';
import { planRun } from './plan-run.ts';
import { createCalendars } from '../ports/calendars.ts';

const calendars = createCalendars();
const seven = ['AAPL', 'MSFT', 'GOOGL', 'AMZN', 'NVDA', 'META', 'TSLA'];

test.each([
  {
    name: 'one month of seven tickers',
    tickers: seven,
    from: '2026-04-30',
    to: '2026-05-29',
    chunks: 7,
    calls: 8,
    quotaMs: 61_000,
  },
  {
    name: 'two years of seven tickers',
    tickers: seven,
    from: '2024-05-30',
    to: '2026-05-29',
    chunks: 70,
    calls: 71,
    quotaMs: 14 * 61_000,
  },
  {
    name: 'five calls need no waiting',
    tickers: seven.slice(0, 4),
    from: '2026-05-29',
    to: '2026-05-29',
    chunks: 4,
    calls: 5,
    quotaMs: 0,
  },
  {
    name: 'crypto has more minutes a day and no splits',
    tickers: ['X:BTCUSD'],
    from: '2026-05-01',
    to: '2026-06-30',
    chunks: 2,
    calls: 2,
    quotaMs: 0,
  },
])('$name: $calls calls', ({ tickers, from, to, chunks, calls, quotaMs }) => {
  const plan = planRun({ tickers, from, to, barMs: 60_000, source: 'polygon' }, calendars, 5);
  expect(plan.chunks).toHaveLength(chunks);
  expect(plan).toMatchObject({ calls, quotaMs });
  expect(new Set(plan.chunks.map((chunk) => chunk.id)).size).toBe(chunks);
});

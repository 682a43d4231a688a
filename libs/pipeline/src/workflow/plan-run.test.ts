import { createContinuousCalendar, createStockCalendar } from '@tickerlake/market-calendar';
import { expect, test } from 'vitest';
import { planRun } from './plan-run.ts';

const calendars = { XNYS: createStockCalendar(), '24/7': createContinuousCalendar() };
const seven = ['AAPL', 'MSFT', 'GOOGL', 'AMZN', 'NVDA', 'META', 'TSLA'];

test.each([
  { name: 'one month of seven tickers', tickers: seven, from: '2026-04-30', to: '2026-05-29', calls: 7, quotaMs: 61_000 },
  { name: 'two years of seven tickers', tickers: seven, from: '2024-05-30', to: '2026-05-29', calls: 70, quotaMs: 13 * 61_000 },
  { name: 'five calls need no waiting', tickers: seven.slice(0, 5), from: '2026-05-29', to: '2026-05-29', calls: 5, quotaMs: 0 },
  { name: 'crypto has more minutes a day', tickers: ['X:BTCUSD'], from: '2026-05-01', to: '2026-06-30', calls: 2, quotaMs: 0 },
])('$name: $calls calls', ({ tickers, from, to, calls, quotaMs }) => {
  const plan = planRun({ tickers, from, to, barMs: 60_000, source: 'polygon' }, calendars, 5);
  expect(plan.chunks).toHaveLength(calls);
  expect(plan.quotaMs).toBe(quotaMs);
  expect(new Set(plan.chunks.map((chunk) => chunk.id)).size).toBe(calls);
});

import { expect, test } from 'vitest';
import { createSimulatedMarket } from '../create-simulated-market.ts';
import { flatFileLines } from './flat-file.ts';

const market = createSimulatedMarket({ nowMs: () => Date.UTC(2026, 4, 29, 21) });

test.each([
  { timespan: 'minute', date: '2026-05-28', bars: [390, 960], first: '2026-05-28T08:00:00.000Z' },
  { timespan: 'day', date: '2026-05-28', bars: [1, 1], first: '2026-05-28T04:00:00.000Z' },
  { timespan: 'minute', date: '2026-05-25', bars: [0, 0], first: null },
] as const)('a file of $timespan bars of $date', async ({ timespan, date, bars: [least, most], first }) => {
  const lines: string[] = [];
  for await (const line of flatFileLines(market, { date, timespan, tickers: ['AAPL'] })) lines.push(line);
  expect(lines[0]).toBe('ticker,volume,open,close,high,low,window_start,transactions\n');
  expect(lines.length - 1).toBeGreaterThanOrEqual(least);
  expect(lines.length - 1).toBeLessThanOrEqual(most);
  if (first === null) return;
  expect(lines[1]).toMatch(/^AAPL,[\d.]+,[\d.]+,[\d.]+,[\d.]+,[\d.]+,\d{19},\d+\n$/);
  const ms = Number(lines[1]?.split(',')[6]?.slice(0, 13));
  expect(new Date(ms).toISOString() >= first).toBe(true);
});

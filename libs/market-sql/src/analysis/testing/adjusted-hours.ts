import { hourlyVolatilityAdjusted } from '../sessions/hourly-volatility-adjusted.ts';
import type { OpenAnalysis } from './open-analysis.ts';
import { splitRows } from './split-rows.ts';
import { hourRows } from './ticker-market.ts';

const hour = (ticker: string, date: string) =>
  hourRows([
    { ticker, date, startMs: Date.parse(`${date}T14:30:00Z`), session: 'regular', isComplete: true, m: 1.5 },
  ]).map((row) => ({ ...row, close: 1208.88, volume: 100 }));

/** Loads hours before, between and after two splits, one of them adjusted by the vendor, and says what SQL makes of them. */
export async function adjustedHours(engine: OpenAnalysis): Promise<unknown[][]> {
  const dates = ['2024-06-07', '2024-06-10', '2025-01-02', '2025-01-03'];
  await engine.load('hourly_volatility', 'hourly_volatility', [
    ...dates.flatMap((date) => hour('NVDA', date)),
    ...hour('NVDB', '2024-06-07'),
    ...hour('NVDA', '2024-06-06').map((row) => ({ ...row, adjusted: true })),
  ]);
  await engine.load(
    'splits',
    'splits',
    splitRows('NVDA', [
      { date: '2024-06-10', from: 1, to: 10 },
      { date: '2025-01-03', from: 5, to: 1 },
    ]),
  );
  const rows = await hourlyVolatilityAdjusted(engine.db).orderBy('r.ticker').orderBy('r.trading_date').execute();
  const columns = ['trading_date', 'close', 'low', 'volume', 'vwap', 'hourly_var', 'range_pct', 'price_factor'];
  return rows
    .map((row) => new Map<string, unknown>(Object.entries(row)))
    .map((row) => columns.map((column) => row.get(column)));
}

/** What they are. */
export const expectedAdjustedHours = [
  ['2024-06-06', 1208.88, 99, 100, null, 2, 1.5, 1],
  ['2024-06-07', 604.44, 49.5, 200, null, 1, 1.5, 0.5],
  ['2024-06-10', 1208.88 * 5, 495, 20, null, 10, 1.5, 5],
  ['2025-01-02', 1208.88 * 5, 495, 20, null, 10, 1.5, 5],
  ['2025-01-03', 1208.88, 99, 100, null, 2, 1.5, 1],
  ['2024-06-07', 1208.88, 99, 100, null, 2, 1.5, 1],
];

import type { DatasetColumn } from '../plan/plan-context.ts';
import type { TableCell } from './duckdb-table.ts';

export const hourlyColumns: readonly DatasetColumn[] = [
  { name: 'ticker', type: 'string' },
  { name: 'bar_start', type: 'timestamp' },
  { name: 'trading_date', type: 'date' },
  { name: 'hourly_var', type: 'double' },
  { name: 'bar_count', type: 'int64' },
  { name: 'is_complete', type: 'boolean' },
];

export const magnificent = ['AAPL', 'MSFT', 'GOOGL', 'AMZN', 'NVDA', 'META', 'TSLA'];

/** One hour of a ticker; `over` replaces columns by name. */
export function hourOf(ticker: string | null, over: Readonly<Record<string, TableCell>> = {}): readonly TableCell[] {
  const row: Readonly<Record<string, TableCell>> = {
    ticker,
    bar_start: new Date('2026-05-29T19:30:00Z'),
    trading_date: '2026-05-29',
    hourly_var: 1.5,
    bar_count: 60n,
    is_complete: true,
    ...over,
  };
  return hourlyColumns.map(({ name }) => row[name] ?? null);
}

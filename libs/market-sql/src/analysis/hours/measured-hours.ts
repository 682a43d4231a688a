import type { Tables } from '@tickerlake/record-schema';
import { type Expression, type QueryCreator, sql } from 'kysely';

/** A column of `hourly_volatility` that measures an hour. */
export type HourMeasure =
  'hourly_var' | 'range_pct' | 'log_range' | 'pk' | 'gk' | 'rs' | 'realized_var' | 'bipower_var';

/** An hour of a ticker with one measure: what every comparison of tickers reads, whatever chose the hours. */
export interface MeasuredHour {
  readonly ticker: string;
  readonly trading_date: string;
  readonly bar_start: Date;
  readonly session: string;
  readonly is_complete: boolean;
  readonly m: number | null;
}

/**
 * Hours as the comparisons take them: regular hours of stocks, every hour of crypto, with one measure. A caller who chooses
 * tickers or times adds its conditions, or provides its own SELECT with the same columns.
 *
 * Shows: `select "ticker", ..., "range_pct" as "m" from "hourly_volatility" where "session" in ('regular', 'continuous') and "grid" <> 'day'`
 *
 * @example
 * const hours = measuredHours(db, 'range_pct').where('ticker', 'in', ['AAPL', 'MSFT']);
 */
export function measuredHours(db: QueryCreator<Tables>, measure: HourMeasure) {
  return db
    .selectFrom('hourly_volatility')
    .where('session', 'in', ['regular', 'continuous'])
    .where('grid', '<>', 'day')
    .select([
      'ticker',
      'trading_date',
      'bar_start',
      'session',
      'is_complete',
      sql<number | null>`${sql.ref(measure)}`.as('m'),
    ]);
}

/** A SELECT of measured hours, or of rows that have more than that. */
export type MeasuredHours<Row extends MeasuredHour = MeasuredHour> = Expression<Row>;

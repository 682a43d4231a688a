import type { Tables } from '@tickerlake/record-schema';
import type { AliasableExpression, QueryCreator } from 'kysely';

const columns = [
  'ticker',
  'trading_date',
  'bar_start',
  'open',
  'high',
  'low',
  'close',
  'realized_var',
  'bipower_var',
  'minutes',
  'grid',
  'adjusted',
  'run_id',
] as const;

/** A SELECT of hours that sessions are made of. */
export type SessionHours = AliasableExpression<Pick<Tables['hourly_volatility'], (typeof columns)[number]>>;

/**
 * Hours that sessions are made of: regular hours of stocks, every hour of crypto. A caller who knows which tickers and times it needs
 * adds its conditions, so that no file of the others is read.
 *
 * Shows: `select "ticker", ..., "run_id" from "hourly_volatility" where "session" in ('regular', 'continuous')`
 *
 * @example
 * const hours = sessionHours(db).where('ticker', '=', 'AAPL');
 */
export function sessionHours(db: QueryCreator<Tables>) {
  return db.selectFrom('hourly_volatility').where('session', 'in', ['regular', 'continuous']).select(columns);
}

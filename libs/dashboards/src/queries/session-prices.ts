import { athenaQueryBuilder, maxBy, minBy } from '@tickerlake/athena-sql';
import { hoursInRange } from './hours-in-range.ts';
import { milliseconds } from './milliseconds.ts';

/**
 * Open, high, low and close of the selected tickers' sessions, as traded.
 *
 * Columns: `time` (of the first hour), `open`, `high`, `low`, `close`, `ticker`; in order of the ticker, then of time.
 *
 * @example
 * compileAthenaSql(sessionPrices());
 */
export function sessionPrices() {
  const sessions = hoursInRange()
    .groupBy(['ticker', 'trading_date'])
    .select((eb) => [
      'ticker',
      eb.fn.min('bar_start').as('bar_start'),
      minBy(eb.ref('open'), eb.ref('bar_start')).as('open'),
      eb.fn.max('high').as('high'),
      eb.fn.min('low').as('low'),
      maxBy(eb.ref('close'), eb.ref('bar_start')).as('close'),
    ]);
  return athenaQueryBuilder()
    .selectFrom(sessions.as('s'))
    .select([milliseconds('bar_start').as('time'), 'open', 'high', 'low', 'close', 'ticker'])
    .orderBy('ticker')
    .orderBy('time');
}

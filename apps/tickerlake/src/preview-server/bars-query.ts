import { athenaQueryBuilder, compileAthenaSql } from '@tickerlake/athena-sql';
import type { Tables } from '@tickerlake/record-schema';

const hourMs = 3_600_000;

/**
 * The base bars of an hour of a ticker, in order of time: what the hour was built from.
 *
 * @param startMs the start of the hour, in ms since 1970.
 * @example
 * barsQuery('NVDA', Date.UTC(2026, 4, 29, 13, 30)); // 'select "bar_start" as "time", ...'
 */
export function barsQuery(ticker: string, startMs: number): string {
  return compileAthenaSql(
    athenaQueryBuilder<Tables>()
      .selectFrom('bars')
      .where('ticker', '=', ticker)
      .where('bar_start', '>=', new Date(startMs))
      .where('bar_start', '<', new Date(startMs + hourMs))
      .select(['bar_start as time', 'bar_ms', 'open', 'high', 'low', 'close', 'volume'])
      .orderBy('bar_start'),
  );
}

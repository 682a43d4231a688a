import { athenaQueryBuilder } from '@tickerlake/athena-sql';
import { correlateTickers } from '@tickerlake/market-sql';
import type { Tables } from '@tickerlake/record-schema';
import { chosenHours } from './chosen-hours.ts';
import { hoursInRange } from './hours-in-range.ts';

/**
 * Pairwise correlation of the selected tickers and benchmarks over their common hours.
 *
 * Columns: `ticker`, `other`, `hours`, `correlation`.
 *
 * @example
 * compileAthenaSql(correlations());
 */
export function correlations() {
  return correlateTickers(athenaQueryBuilder<Tables>(), chosenHours(hoursInRange('ticker', 'benchmark')));
}

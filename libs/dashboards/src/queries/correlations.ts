import { athenaQueryBuilder, correlateTickers } from '@tickerlake/athena-sql';
import type { Tables } from '@tickerlake/record-schema';
import { chosenHours } from '../panels/chosen-hours.ts';
import { hoursInRange } from '../panels/hours-in-range.ts';

/**
 * How much alike the chosen tickers and benchmarks move, pair by pair, over the hours that both have.
 *
 * Columns: `ticker`, `other`, `hours`, `correlation`.
 *
 * @example
 * compileAthenaSql(correlations());
 */
export function correlations() {
  return correlateTickers(athenaQueryBuilder<Tables>(), chosenHours(hoursInRange('ticker', 'benchmark')));
}

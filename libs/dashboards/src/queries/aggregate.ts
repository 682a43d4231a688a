import { aggregateTickers } from '@tickerlake/market-sql';
import { athenaQueryBuilder } from '@tickerlake/athena-sql';
import type { Tables } from '@tickerlake/record-schema';
import { chosenHours } from './chosen-hours.ts';
import { barTime } from './hours-in-range.ts';

const taken = () =>
  athenaQueryBuilder<Tables>().selectFrom(
    aggregateTickers(athenaQueryBuilder<Tables>(), chosenHours().where('session', '=', 'regular'))
      .clearOrderBy()
      .as('aggregate'),
  );

/**
 * The aggregate of the selected tickers for each hour, and its trend.
 *
 * Columns: `time`, `median`, `mean`, `trend`.
 *
 * @example
 * compileAthenaSql(aggregate());
 */
export function aggregate() {
  return taken()
    .select([barTime.as('time'), 'median', 'mean', 'trend'])
    .orderBy('time');
}

/**
 * The spread of the selected tickers for each hour: highest minus lowest measure.
 *
 * Columns: `time`, `spread`.
 *
 * @example
 * compileAthenaSql(spread());
 */
export function spread() {
  return taken()
    .select([barTime.as('time'), 'spread'])
    .orderBy('time');
}

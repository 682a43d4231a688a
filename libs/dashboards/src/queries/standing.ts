import { athenaQueryBuilder, standingOfTickers } from '@tickerlake/athena-sql';
import type { Tables } from '@tickerlake/record-schema';
import { chosenHours } from '../panels/chosen-hours.ts';

/**
 * Who of the chosen tickers is steadily above or below the others, and for how long.
 *
 * Columns: those of `standingOfTickers`.
 *
 * @example
 * compileAthenaSql(standing());
 */
export function standing() {
  return standingOfTickers(athenaQueryBuilder<Tables>(), chosenHours().where('session', '=', 'regular'));
}

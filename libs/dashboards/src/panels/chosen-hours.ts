import { chosenMeasure } from '../variables/measure-variable.ts';
import { hoursInRange } from './hours-in-range.ts';

/**
 * The hours in range with the measure that the user chose, as the comparisons of `athena-sql` take them.
 *
 * @param variables the ticker pickers; `ticker` alone by default.
 * @example
 * aggregateTickers(db, chosenHours().where('session', '=', 'regular'));
 */
export function chosenHours(...variables: readonly string[]) {
  return hoursInRange(...variables).select(['ticker', 'trading_date', 'bar_start', 'session', 'is_complete', chosenMeasure().as('m')]);
}

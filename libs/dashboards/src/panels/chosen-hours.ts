import { chosenMeasure } from '../variables/measure-variable.ts';
import { hoursInRange } from './hours-in-range.ts';

/**
 * Hours with the measure that the user chose, as the comparisons of `athena-sql` take them.
 *
 * @param hours those in the range of the chosen tickers by default.
 * @example
 * aggregateTickers(db, chosenHours().where('session', '=', 'regular'));
 */
export function chosenHours(hours = hoursInRange()) {
  return hours.select(['ticker', 'trading_date', 'bar_start', 'session', 'is_complete', chosenMeasure().as('m')]);
}

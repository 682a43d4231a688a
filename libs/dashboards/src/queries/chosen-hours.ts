import { chosenMeasure } from '../variables/measure-variable.ts';
import { hoursInRange } from './hours-in-range.ts';

/**
 * Hours with the selected measure, in the form that the comparisons of `athena-sql` expect.
 *
 * @param hours by default those of the selected tickers in the time range.
 * @example
 * aggregateTickers(db, chosenHours().where('session', '=', 'regular'));
 */
export function chosenHours(hours = hoursInRange()) {
  return hours.select(['ticker', 'trading_date', 'bar_start', 'session', 'is_complete', chosenMeasure().as('m')]);
}

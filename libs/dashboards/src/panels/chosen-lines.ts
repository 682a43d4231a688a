import type { ClassicPanel } from '../model/classic-dashboard.ts';
import { chosenMeasure } from '../variables/measure-variable.ts';
import { barTime, hoursInRange } from '../queries/hours-in-range.ts';
import { type Lines, lines } from './lines.ts';

/**
 * One line per ticker for the selected measure.
 *
 * @param options `session` is regular for stocks, continuous for what trades around the clock.
 * @example
 * chosenLines({ id: 2, title: '${measure:text}', session: 'regular', ... });
 */
export function chosenLines({
  session,
  ...options
}: Omit<Lines, 'query' | 'isPerTicker'> & {
  readonly session: 'regular' | 'continuous';
}): ClassicPanel {
  const query = hoursInRange()
    .where('session', '=', session)
    .select([barTime.as('time'), 'ticker', chosenMeasure().as('value')])
    .orderBy('time')
    .orderBy('ticker');
  return lines({ ...options, query, isPerTicker: true });
}

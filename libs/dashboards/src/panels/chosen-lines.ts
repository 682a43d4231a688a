import type { ClassicPanel } from '../model/classic-dashboard.ts';
import { chosenMeasure } from '../variables/measure-variable.ts';
import { barTime, hoursInRange } from '../queries/hours-in-range.ts';
import { type Lines, lines } from './lines.ts';

/**
 * One line per ticker for the selected measure.
 *
 * @param options `variables` are the ticker variables; `session` is regular for stocks, continuous for what trades around the clock, both by default.
 * @example
 * chosenLines({ id: 2, title: '${measure:text}', variables: ['ticker'], session: 'regular', ... });
 */
export function chosenLines({
  variables,
  session,
  ...options
}: Omit<Lines, 'query' | 'isPerTicker'> & {
  readonly variables: readonly string[];
  readonly session?: 'regular' | 'continuous';
}): ClassicPanel {
  const hours = hoursInRange(...variables);
  const query = (session === undefined ? hours : hours.where('session', '=', session))
    .select([barTime.as('time'), 'ticker', chosenMeasure().as('value')])
    .orderBy('time')
    .orderBy('ticker');
  return lines({ ...options, query, isPerTicker: true });
}

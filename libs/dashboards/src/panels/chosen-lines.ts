import type { ClassicPanel } from '../model/classic-dashboard.ts';
import { chosenMeasure } from '../variables/measure-variable.ts';
import { barTime, hoursInRange } from '../queries/hours-in-range.ts';
import { type Lines, lines } from './lines.ts';

/**
 * One line per ticker for the selected measure.
 *
 * @param options `variables` are the ticker variables.
 * @example
 * chosenLines({ id: 2, title: '${measure:text}', variables: ['ticker'], ... });
 */
export function chosenLines({
  variables,
  ...options
}: Omit<Lines, 'query' | 'isPerTicker'> & { readonly variables: readonly string[] }): ClassicPanel {
  const query = hoursInRange(...variables)
    .select([barTime.as('time'), 'ticker', chosenMeasure().as('value')])
    .orderBy('time')
    .orderBy('ticker');
  return lines({ ...options, query, isPerTicker: true });
}

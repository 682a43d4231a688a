import { asDouble } from '@tickerlake/athena-sql';
import type { ClassicPanel } from '../model/classic-dashboard.ts';
import { barTime, hoursInRange } from '../queries/hours-in-range.ts';
import { type Lines, lines } from './lines.ts';

/**
 * One line per ticker for a column of the hour.
 *
 * @example
 * hourlyLines({ id: 1, title: 'Hourly variance', column: 'hourly_var', unit: 'currencyUSD', ... });
 */
export function hourlyLines({
  column,
  ...options
}: Omit<Lines, 'query' | 'isPerTicker'> & { readonly column: 'hourly_var' | 'range_pct' }): ClassicPanel {
  const query = hoursInRange()
    .select((eb) => [barTime.as('time'), 'ticker', asDouble(eb.ref(column)).as(column)])
    .orderBy('time')
    .orderBy('ticker');
  return lines({ ...options, query, isPerTicker: true });
}

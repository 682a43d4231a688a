import { asDouble, athenaQueryBuilder } from '@tickerlake/athena-sql';
import type { Tables } from '@tickerlake/record-schema';
import { sql } from 'kysely';
import type { ClassicPanel, GridPos } from '../model/classic-dashboard.ts';
import { barTime, hoursInRange } from '../queries/hours-in-range.ts';
import { rowsTable } from './rows-table.ts';

/**
 * A table of each ticker's newest hour in the range, widest first.
 *
 * @example
 * latestRanges(3, { x: 0, y: 16, w: 16, h: 9 });
 */
export function latestRanges(id: number, gridPos: GridPos): ClassicPanel {
  const ranked = hoursInRange()
    .select(['ticker', 'bar_start', 'hourly_var', 'range_pct', 'bar_count', 'is_complete'])
    .select(sql<number>`row_number() over (partition by ticker order by bar_start desc)`.as('recency'));
  const query = athenaQueryBuilder<Tables>()
    .selectFrom(ranked.as('ranked'))
    .where('recency', '=', 1)
    .select((eb) => [
      'ticker',
      barTime.as('hour'),
      asDouble(eb.ref('hourly_var')).as('hourly_var'),
      asDouble(eb.ref('range_pct')).as('range_pct'),
      'bar_count',
      'is_complete',
    ])
    .orderBy('range_pct', 'desc')
    .orderBy('ticker');
  return rowsTable({
    id,
    title: 'Latest hour per ticker',
    description:
      'High - low of the newest hour of each ticker in the time range, in dollars and in percent of the open; widest first.',
    query,
    gridPos,
    isLinkedByTicker: true,
    columns: {
      hour: { unit: 'dateTimeAsIso' },
      hourly_var: { displayName: 'range $', unit: 'currencyUSD', decimals: 2 },
      range_pct: { displayName: 'range %', unit: 'percent', decimals: 2 },
      bar_count: { displayName: 'bars' },
      is_complete: { displayName: 'complete' },
    },
  });
}

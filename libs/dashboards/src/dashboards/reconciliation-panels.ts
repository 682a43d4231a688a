import { athenaQueryBuilder } from '@tickerlake/athena-sql';
import type { Tables } from '@tickerlake/record-schema';
import { sql } from 'kysely';
import type { ClassicPanel } from '../model/classic-dashboard.ts';
import { barGauge } from '../panels/bar-gauge.ts';
import { rowsTable } from '../panels/rows-table.ts';

const from = () => athenaQueryBuilder<Tables>();
const whenEmpty = 'Nothing to show: "tickerlake reconcile" compares with another source.';

/**
 * The panels of what `reconcile` recorded: how much agrees with other sources, and the sessions that do not.
 *
 * @example
 * reconciliationPanels().map(({ title }) => title); // ['Agreement per ticker', 'Sessions that differ']
 */
export function reconciliationPanels(): ClassicPanel[] {
  return [
    barGauge({
      id: 30,
      title: 'Agreement per ticker',
      description: 'Bars that both sources have with the same values / bars that either has; worst first.',
      query: from()
        .selectFrom('reconciliation')
        .groupBy(['ticker', 'witness'])
        .select([
          sql<string>`ticker || ', ' || witness`.as('ticker'),
          sql<number>`sum(cast(bars - missing_there - different_bars as double)) / nullif(sum(cast(bars + missing_here as double)), 0E0)`.as(
            'agreement',
          ),
        ])
        .orderBy('agreement')
        .orderBy('ticker'),
      gridPos: { x: 0, y: 0, w: 8, h: 10 },
      unit: 'percentunit',
      decimals: 2,
      max: 1,
      steps: [
        { color: 'red', value: null },
        { color: 'orange', value: 0.99 },
        { color: 'green', value: 1 },
      ],
    }),
    rowsTable({
      id: 31,
      title: 'Sessions that differ',
      description:
        'Sessions with bars that another source, the witness, lacks, has in addition, or has with other values; newest first (max 200).',
      query: from()
        .selectFrom('reconciliation')
        .where('agreement', '<', sql<number>`1E0`)
        .select([
          'witness',
          'ticker',
          sql<string>`cast(trading_date as varchar)`.as('session'),
          'bars',
          'missing_here',
          'missing_there',
          'different_bars',
          'max_price_difference',
          'max_price_relative',
          'max_volume_relative',
          'cause',
        ])
        .orderBy('session', 'desc')
        .orderBy('ticker')
        .orderBy('witness')
        .limit(200),
      gridPos: { x: 8, y: 0, w: 16, h: 10 },
      isLinkedByTicker: true,
      whenEmpty,
      columns: {
        missing_here: { displayName: 'missing here' },
        missing_there: { displayName: 'missing there' },
        different_bars: { displayName: 'differ' },
        max_price_difference: { displayName: 'largest price $', unit: 'currencyUSD' },
        max_price_relative: { displayName: 'of the price', unit: 'percentunit', decimals: 2 },
        max_volume_relative: { displayName: 'of the volume', unit: 'percentunit', decimals: 1 },
      },
    }),
  ];
}

import { athenaQueryBuilder } from '@tickerlake/athena-sql';
import type { Tables } from '@tickerlake/record-schema';
import { sql } from 'kysely';
import { baseDashboard } from './base-dashboard.ts';
import type { ClassicDashboard } from '../model/classic-dashboard.ts';
import { bars } from '../panels/bars.ts';
import { chosenHours } from '../queries/chosen-hours.ts';
import { hoursInRange } from '../queries/hours-in-range.ts';
import { lines } from '../panels/lines.ts';
import { rowsTable } from '../panels/rows-table.ts';
import { annualisedOnSessionTime } from '../queries/annualised-on-session-time.ts';
import { compareWithStocks } from '../queries/compare-with-stocks.ts';
import { correlations } from '../queries/correlations.ts';
import { indexTo100 } from '../queries/index-to-100.ts';
import { milliseconds } from '../queries/milliseconds.ts';
import { whileNewYorkIsOpen } from '../queries/while-new-york-is-open.ts';
import { baseVariable } from '../variables/base-variable.ts';
import { measureUnit } from '../variables/measure-unit.ts';
import { measureVariable } from '../variables/measure-variable.ts';
import { tickerVariable } from '../variables/ticker-variable.ts';

/**
 * Crypto, the index and the funds that track it, compared with the stocks.
 *
 * @example
 * comparisonsDashboard().uid; // 'tickerlake-comparisons'
 */
export function comparisonsDashboard(): ClassicDashboard {
  const means = athenaQueryBuilder<Tables>()
    .selectFrom(hoursInRange('ticker', 'benchmark').select(['ticker', 'range_pct']).as('h'))
    .groupBy('ticker')
    .select(['ticker', sql<number>`avg(range_pct)`.as('range_pct')])
    .orderBy('range_pct', 'desc');
  return baseDashboard({
    uid: 'tickerlake-comparisons',
    title: 'Comparisons',
    description:
      'Compares crypto, SPY, QQQ and the Nasdaq-100 index with the stocks. Crypto trades around the clock: comparisons use only hours while New York is open. To include these tickers, run "tickerlake run --tickers magnificent7,crypto,benchmarks".',
    variables: [
      tickerVariable('ticker', 'Stocks', 'stocks'),
      tickerVariable('benchmark', 'Benchmarks', 'benchmarks'),
      measureVariable(),
      baseVariable(),
    ],
    panels: [
      lines({
        id: 1,
        title: 'Benchmarks and stocks while New York is open: ${measure:text}',
        description:
          'The selected measure, one line per ticker. Crypto has only the hours that start while New York is open; its other hours are on Hourly volatility.',
        query: whileNewYorkIsOpen(chosenHours(hoursInRange('ticker', 'benchmark')))
          .select([milliseconds('h.bar_start').as('time'), 'h.ticker', 'h.m as value'])
          .orderBy('time')
          .orderBy('h.ticker'),
        isPerTicker: true,
        unit: measureUnit,
        decimals: 2,
        gridPos: { x: 0, y: 0, w: 24, h: 10 },
      }),
      lines({
        id: 2,
        title: 'Index: ${measure:text} (base session = 100)',
        description:
          '100 = the median of the ticker’s hours while New York is open in the base session. All lines have the same base session.',
        query: indexTo100('ticker', 'benchmark'),
        gridPos: { x: 0, y: 10, w: 24, h: 10 },
        unit: 'none',
        decimals: 0,
        isPerTicker: true,
        marks: [{ value: 100, color: 'text' }],
      }),
      bars({
        id: 3,
        title: 'Mean hourly range',
        description: 'Mean of 100 (high - low) / open over the time range; widest first.',
        query: means,
        gridPos: { x: 0, y: 20, w: 10, h: 10 },
        unit: 'percent',
        decimals: 2,
        xField: 'ticker',
      }),
      rowsTable({
        id: 4,
        title: 'Benchmarks and stocks, by session: ${measure:text}',
        description:
          'Means over the hours while New York is open. Spread: difference from the median of the stocks. Correlation of logarithms over common sessions (at least 20).',
        query: compareWithStocks(),
        whenEmpty: 'No benchmark is published. Fetch some: tickerlake run --tickers magnificent7,crypto,benchmarks',
        gridPos: { x: 10, y: 20, w: 14, h: 10 },
        isLinkedByTicker: true,
        columns: {
          mean: { unit: measureUnit, decimals: 2 },
          stocks: { displayName: 'stocks (median)', unit: measureUnit, decimals: 2 },
          spread: { unit: measureUnit, decimals: 2 },
          correlation: { unit: 'none', decimals: 2 },
        },
      }),
      rowsTable({
        id: 5,
        title: 'Correlation: ${measure:text}',
        description:
          'Pairwise correlation of the logarithms of the selected measure over common hours (at least ten); highest first. Crypto hours start on the clock hour, so they have none in common with stocks: see the table above.',
        query: correlations(),
        gridPos: { x: 0, y: 30, w: 24, h: 10 },
        isLinkedByTicker: true,
        columns: { other: { displayName: 'and' }, correlation: { unit: 'none', decimals: 2 } },
      }),
      rowsTable({
        id: 6,
        title: 'Annualised volatility while New York is open',
        description:
          'Over the complete hours in the range that start while New York is open, annualised by trading minutes per year: 98,280 in regular hours, 525,600 for crypto. Excludes overnight moves.',
        query: annualisedOnSessionTime(),
        gridPos: { x: 0, y: 40, w: 24, h: 10 },
        isLinkedByTicker: true,
        columns: {
          parkinson: { displayName: 'Parkinson', unit: 'percentunit', decimals: 1 },
          garman_klass: { displayName: 'Garman-Klass', unit: 'percentunit', decimals: 1 },
          rogers_satchell: { displayName: 'Rogers-Satchell', unit: 'percentunit', decimals: 1 },
          realized: { unit: 'percentunit', decimals: 1 },
        },
      }),
    ],
  });
}

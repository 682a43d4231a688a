import { asDouble, athenaQueryBuilder } from '@tickerlake/athena-sql';
import type { Tables } from '@tickerlake/record-schema';
import { sql } from 'kysely';
import { baseDashboard } from './base-dashboard.ts';
import type { ClassicDashboard } from '../model/classic-dashboard.ts';
import { chosenLines } from '../panels/chosen-lines.ts';
import { hourlyLines } from '../panels/hourly-lines.ts';
import { hoursInRange } from '../queries/hours-in-range.ts';
import { latestRanges } from '../panels/latest-ranges.ts';
import { rowsTable } from '../panels/rows-table.ts';
import { singleValue } from '../panels/single-value.ts';
import { unusualHours } from '../queries/unusual-hours.ts';
import { measureVariable } from '../variables/measure-variable.ts';
import { tickerVariable } from '../variables/ticker-variable.ts';

/**
 * The first dashboard: hourly variance per ticker over time, the latest hour of each ticker, the age of the newest bar,
 * and whether the quality rules passed. Panel ids are stable, because links and alerts refer to them.
 *
 * @example
 * writeFileSync('hourly-volatility.json', JSON.stringify(hourlyVolatilityDashboard(), null, 2));
 */
export function hourlyVolatilityDashboard(): ClassicDashboard {
  return baseDashboard({
    uid: 'tickerlake-hourly-volatility',
    title: 'Hourly volatility',
    description: 'How far each ticker moves within an hour, in regular hours; crypto around the clock.',
    variables: [tickerVariable('ticker', 'Ticker', 'all'), measureVariable()],
    panels: [
      hourlyLines({
        id: 1,
        title: 'Hourly variance (high - low)',
        description:
          'hourly_var: highest minus lowest price of the hour, in dollars. A range, not a statistical variance. Higher-priced shares have larger ranges, and a split causes a jump; use hourly_volatility_adjusted for split-adjusted values.',
        column: 'hourly_var',
        unit: 'currencyUSD',
        decimals: 2,
        gridPos: { x: 0, y: 4, w: 24, h: 11 },
      }),
      chosenLines({
        id: 2,
        title: '${measure:text}',
        description:
          'The selected measure of each hour. Range, % of open is 100 (high - low) / open: comparable across tickers and splits. Variances are per hour, of log returns.',
        variables: ['ticker'],
        unit: 'none',
        gridPos: { x: 0, y: 15, w: 24, h: 10 },
      }),
      latestRanges(3, { x: 0, y: 25, w: 12, h: 9 }),
      newestBarAge(),
      failedRules(),
      meanRange(),
      outliers(),
    ],
  });
}

function newestBarAge() {
  return singleValue({
    id: 4,
    title: 'Data age',
    description:
      'Minutes from the start of the newest hour to the end of the time range. It grows overnight and on weekends; that is normal.',
    unit: 'm',
    decimals: 0,
    steps: [
      { color: 'text', value: null },
      { color: 'orange', value: 5_760 },
    ], // a night alone must not change the colour
    gridPos: { x: 0, y: 0, w: 8, h: 4 },
    query: hoursInRange().select(
      sql<number>`(to_unixtime($__timeTo()) - to_unixtime(max(bar_start))) / 60E0`.as('age_minutes'),
    ),
  });
}

function failedRules() {
  return singleValue({
    id: 5,
    title: 'Quality rules that did not pass',
    description:
      'Rules of the published release that warned or failed. If a rule of severity error fails, the run stops and publishes nothing.',
    unit: 'short',
    decimals: 0,
    steps: [
      { color: 'green', value: null },
      { color: 'orange', value: 1 },
    ],
    gridPos: { x: 8, y: 0, w: 8, h: 4 },
    query: athenaQueryBuilder<Tables>()
      .selectFrom('quality_results')
      .select(sql<number>`cast(count(case when status in ('warn', 'fail', 'error') then 1 end) as double)`.as('rules')),
  });
}

function meanRange() {
  return singleValue({
    id: 6,
    title: 'Mean hourly range',
    description: 'Mean over all hours of the selected tickers in the time range, in percent of the open.',
    unit: 'percent',
    decimals: 2,
    steps: [
      { color: 'green', value: null },
      { color: 'orange', value: 1.5 },
      { color: 'red', value: 3 },
    ],
    gridPos: { x: 16, y: 0, w: 8, h: 4 },
    query: hoursInRange().select((eb) => asDouble(eb.fn.avg<number>('range_pct')).as('range_pct')),
  });
}

function outliers() {
  return rowsTable({
    id: 7,
    title: 'Unusual hours',
    description:
      'The selected measure compared with the ticker’s own history at the same time of the session, in standard deviations of its logarithm. Shown from 2 standard deviations. Needs at least 20 earlier sessions, from up to 60 days before the time range. Most unusual first (max 50).',
    query: unusualHours(),
    gridPos: { x: 12, y: 25, w: 12, h: 9 },
    isLinkedByTicker: true,
    whenEmpty:
      'No hour of this range is 2 standard deviations from its usual, or the tickers have fewer than 20 earlier sessions to compare with.',
    columns: {
      hour: { unit: 'dateTimeAsIso' },
      measure: { displayName: '${measure:text}', unit: 'none' },
      z_score: { displayName: 'z-score', decimals: 1 },
    },
  });
}

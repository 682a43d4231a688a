import { asDouble, athenaQueryBuilder } from '@tickerlake/athena-sql';
import type { Tables } from '@tickerlake/record-schema';
import { sql } from 'kysely';
import { baseDashboard } from './base-dashboard.ts';
import type { ClassicDashboard } from '../model/classic-dashboard.ts';
import { chosenLines } from '../panels/chosen-lines.ts';
import { foldingRows } from '../panels/folding-rows.ts';
import { histogram } from '../panels/histogram.ts';
import { lines } from '../panels/lines.ts';
import { heatMap } from '../panels/overview/heat-map.ts';
import { normalDayBands } from '../panels/overview/normal-day-bands.ts';
import { overviewPanels } from '../panels/overview/overview-panels.ts';
import { sentence } from '../panels/overview/sentence.ts';
import { tickerTable } from '../panels/overview/ticker-table.ts';
import { inDollars } from '../queries/in-dollars.ts';
import { barTime, hoursInRange } from '../queries/hours-in-range.ts';
import { rowsTable } from '../panels/rows-table.ts';
import { singleValue } from '../panels/single-value.ts';
import { unusualHours } from '../queries/unusual-hours.ts';
import { measureUnit } from '../variables/measure-unit.ts';
import { chosenMeasure, measureVariable } from '../variables/measure-variable.ts';
import { tickerVariable } from '../variables/ticker-variable.ts';

/**
 * The first dashboard: what is unusual now in a sentence, a heat map, a normal day and a table; then the long series, whether the data
 * is new and its rules passed. Panel ids are stable, because links and alerts refer to them.
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
      sentence({ x: 0, y: 0, w: 24, h: 3 }),
      heatMap({ x: 0, y: 3, w: 14, h: 13 }),
      normalDayBands({
        id: overviewPanels.normalDay,
        title: 'Most unusual ticker against its normal day',
        isRepeated: false,
        gridPos: { x: 14, y: 3, w: 10, h: 13 },
      }),
      tickerTable({ x: 0, y: 16, w: 24, h: 9 }),
      newestBarAge(),
      failedRules(),
      meanRange(),
      rangeInDollars(),
      chosenLines({
        id: 2,
        title: '${measure:text}',
        description:
          'The selected measure of each hour of the session. Range, % of open is 100 (high - low) / open; volatilities are annualised with 98,280 trading minutes a year. All are comparable across tickers and splits.',
        session: 'regular',
        unit: measureUnit,
        decimals: 2,
        gridPos: { x: 0, y: 39, w: 24, h: 10 },
      }),
      outliers(),
      histogram({
        id: 12,
        title: 'How often: ${measure:text}',
        description: 'The hours of the selected tickers in the time range, by size of the selected measure.',
        query: hoursInRange().where('session', '=', 'regular').select(chosenMeasure().as('hours')).orderBy('hours'),
        gridPos: { x: 12, y: 49, w: 12, h: 9 },
        unit: measureUnit,
        decimals: 1,
      }),
      ...foldingRows(
        [
          {
            id: 20,
            title: 'Normal day of each ticker',
            isFolded: true,
            panels: [
              normalDayBands({
                id: 13,
                title: '${ticker} against a normal day',
                isRepeated: true,
                gridPos: { x: 0, y: 0, w: 6, h: 9 },
              }),
            ],
          },
          {
            id: 21,
            title: 'Around the clock',
            isFolded: true,
            panels: [
              chosenLines({
                id: 14,
                title: '${measure:text}, around the clock',
                description:
                  'The selected measure of crypto, by hour of the clock. Volatilities are annualised with 525,600 minutes a year. It is not drawn with stocks: its prices and its hours are of another size.',
                session: 'continuous',
                unit: measureUnit,
                decimals: 2,
                gridPos: { x: 0, y: 0, w: 24, h: 10 },
              }),
            ],
          },
        ],
        58,
      ),
    ],
  });
}

/** Indices have points and crypto another size: neither shares an axis of dollars with stocks. */
function rangeInDollars() {
  return lines({
    id: 1,
    title: 'Hourly variance (high - low), stocks and funds',
    description:
      'hourly_var: highest minus lowest price of the hour, in dollars. A range, not a statistical variance. Higher-priced shares have larger ranges, and a split causes a jump; use hourly_volatility_adjusted for split-adjusted values.',
    query: hoursInRange()
      .where('session', '=', 'regular')
      .where(inDollars('ticker'))
      .select((eb) => [barTime.as('time'), 'ticker', asDouble(eb.ref('hourly_var')).as('hourly_var')])
      .orderBy('time')
      .orderBy('ticker'),
    unit: 'currencyUSD',
    decimals: 2,
    isPerTicker: true,
    gridPos: { x: 0, y: 29, w: 24, h: 10 },
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
    gridPos: { x: 0, y: 25, w: 8, h: 4 },
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
    gridPos: { x: 8, y: 25, w: 8, h: 4 },
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
    gridPos: { x: 16, y: 25, w: 8, h: 4 },
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
    gridPos: { x: 0, y: 49, w: 12, h: 9 },
    isLinkedByTicker: true,
    whenEmpty:
      'No hour of this range is 2 standard deviations from its usual, or the tickers have fewer than 20 earlier sessions to compare with.',
    columns: {
      hour: { unit: 'dateTimeAsIso' },
      measure: { displayName: '${measure:text}', unit: measureUnit, decimals: 2 },
      z_score: { displayName: 'z-score', unit: 'none', decimals: 1 },
    },
  });
}

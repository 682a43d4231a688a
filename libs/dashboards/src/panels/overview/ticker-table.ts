import { athenaTarget } from '../../model/athena-target.ts';
import type { ClassicPanel, GridPos } from '../../model/classic-dashboard.ts';
import { fieldOverride } from '../../model/field-override.ts';
import { sessionMeans, tickerRows } from '../../queries/overview/ticker-rows.ts';
import { measureUnit } from '../../variables/measure-unit.ts';
import { rowsTable } from '../rows-table.ts';
import { overviewPanels } from './overview-panels.ts';
import { ratioSteps } from './ratio-steps.ts';

/**
 * The tickers in their colours, with the newest session against the usual and a small line of the last 20 sessions: the legend of the
 * panels around it.
 *
 * @example
 * tickerTable({ x: 0, y: 16, w: 24, h: 9 });
 */
export function tickerTable(gridPos: GridPos): ClassicPanel {
  const ofMeasure = { unit: measureUnit, decimals: 2 };
  const table = rowsTable({
    id: overviewPanels.tickers,
    title: 'Tickers: ${measure:text}',
    description:
      'The newest session of each ticker: its last hour, its largest hour divided by the usual value and the z-score of that hour, its mean, its Garman-Klass volatility a year, and the means of the last 20 sessions. Most unusual first.',
    query: tickerRows(),
    gridPos,
    isLinkedByTicker: true,
    columns: {
      last: { displayName: 'last hour', ...ofMeasure },
      ratio: {
        displayName: 'peak, × usual',
        unit: 'none',
        decimals: 2,
        color: { mode: 'thresholds' },
        thresholds: { mode: 'absolute', steps: ratioSteps },
        'custom.cellOptions': { type: 'color-background', mode: 'basic' },
      },
      z_score: { displayName: 'z-score of peak', unit: 'none', decimals: 1 },
      session_mean: { displayName: 'session mean', ...ofMeasure },
      annualised: { displayName: 'annualised', unit: 'percent', decimals: 1 },
    },
  });
  const { defaults, overrides } = table.fieldConfig;
  return {
    ...table,
    targets: [...table.targets, athenaTarget(0, sessionMeans(), 'B')],
    // Rows of the means become a small line per ticker, joined to its row.
    transformations: [
      { id: 'prepareTimeSeries', filter: { id: 'byRefId', options: 'B' }, options: { format: 'multi' } },
      { id: 'timeSeriesTable', options: { B: { stat: 'lastNotNull', timeField: 'time' } } },
      { id: 'joinByField', options: { byField: 'ticker', mode: 'outer' } },
    ],
    fieldConfig: {
      defaults,
      overrides: [
        ...overrides,
        {
          matcher: { id: 'byRegexp', options: '/^Trend/' },
          properties: [
            ...fieldOverride('', {
              displayName: 'last 20 sessions, mean',
              ...ofMeasure,
              color: { mode: 'fixed', fixedColor: 'text' },
              'custom.cellOptions': { type: 'sparkline', hideValue: true, lineWidth: 1, fillOpacity: 10 },
            }).properties,
          ],
        },
      ],
    },
  };
}

import { baseDashboard } from './base-dashboard.ts';
import type { ClassicDashboard } from '../model/classic-dashboard.ts';
import { fieldOverride } from '../model/field-override.ts';
import { lines } from '../panels/lines.ts';
import { rowsTable } from '../panels/rows-table.ts';
import { aggregate, spread } from '../queries/aggregate.ts';
import { indexOfSession } from '../queries/index-of-session.ts';
import { indexTo100 } from '../queries/index-to-100.ts';
import { standing } from '../queries/standing.ts';
import { baseVariable } from '../variables/base-variable.ts';
import { measureUnit } from '../variables/measure-unit.ts';
import { measureVariable } from '../variables/measure-variable.ts';
import { tickerVariable } from '../variables/ticker-variable.ts';

/**
 * Which tickers became more volatile, and which are consistently above or below the others.
 *
 * @example
 * volatilityIndexDashboard().uid; // 'tickerlake-volatility-index'
 */
export function volatilityIndexDashboard(): ClassicDashboard {
  return baseDashboard({
    uid: 'tickerlake-volatility-index',
    title: 'Volatility index and standing',
    description:
      'Each ticker relative to its own base (100), the aggregate of the selected tickers and its trend, and which tickers are consistently above or below the others.',
    variables: [tickerVariable('ticker', 'Ticker', 'stocks'), measureVariable(), baseVariable()],
    panels: [
      lines({
        id: 1,
        title: 'Index: ${measure:text} (base session = 100)',
        description:
          '100 = the median of the ticker’s hours in the base session. A ticker with an incomplete base session has no line. Shows which tickers became more volatile, not which are more volatile.',
        query: indexTo100('ticker'),
        gridPos: { x: 0, y: 0, w: 24, h: 11 },
        unit: 'none',
        decimals: 0,
        isPerTicker: true,
        marks: [
          { value: 100, color: 'text' },
          { value: 300, color: 'red' },
        ],
      }),
      lines({
        id: 2,
        title: 'Aggregate: ${measure:text}',
        description:
          'Median and equal-weight mean of the selected tickers for each hour that at least 70 % of them have. The trend is the mean of the last 35 medians (one week); it starts after 35 hours.',
        query: aggregate(),
        gridPos: { x: 0, y: 11, w: 24, h: 9 },
        unit: measureUnit,
        decimals: 2,
        isPerTicker: false,
        overrides: [
          fieldOverride('trend', { 'custom.lineStyle': { fill: 'dash', dash: [10, 10] }, 'custom.lineWidth': 2 }),
        ],
      }),
      rowsTable({
        id: 3,
        title: 'Standing relative to the other tickers',
        description:
          'Each ticker relative to the median of the others in the same hour. Streaks are in hours; the current streak is negative below the median. "consistently" means that the sessions are outside the exact 5 % binomial band, divided among the tickers; otherwise there is no clear side.',
        query: standing(),
        gridPos: { x: 0, y: 20, w: 24, h: 10 },
        isLinkedByTicker: true,
        columns: {
          share_above: { displayName: 'share above', unit: 'percentunit', decimals: 1 },
          hours_above: { displayName: 'hours above' },
          hours_below: { displayName: 'hours below' },
          longest_above: { displayName: 'longest streak above (h)' },
          longest_below: { displayName: 'longest streak below (h)' },
          current_run: { displayName: 'current streak (h)' },
          sessions_above: { displayName: 'sessions above' },
          sessions_below: { displayName: 'sessions below' },
        },
      }),
      lines({
        id: 4,
        title: 'Spread: ${measure:text}',
        description: 'Highest minus lowest of the selected tickers for each hour.',
        query: spread(),
        gridPos: { x: 0, y: 30, w: 24, h: 8 },
        unit: measureUnit,
        decimals: 2,
        isPerTicker: false,
      }),
      lines({
        id: 5,
        title: 'Index by time of session: ${measure:text} (typical = 100)',
        description:
          '100 = typical for this hour; values above 100 are unusually volatile. Typical is the median of the ticker’s complete hours at the same time of the session, over the time range and the 40 days before it (at least ten sessions).',
        query: indexOfSession(),
        gridPos: { x: 0, y: 38, w: 24, h: 10 },
        unit: 'none',
        decimals: 0,
        isPerTicker: true,
        marks: [
          { value: 100, color: 'text' },
          { value: 300, color: 'red' },
        ],
      }),
    ],
  });
}

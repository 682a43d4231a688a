import { baseDashboard } from './base-dashboard.ts';
import type { ClassicDashboard } from './classic-dashboard.ts';
import { fieldOverride } from './panels/field-override.ts';
import { lines } from './panels/lines.ts';
import { rowsTable } from './panels/rows-table.ts';
import { aggregate, spread } from './queries/aggregate.ts';
import { indexOfSession } from './queries/index-of-session.ts';
import { indexTo100 } from './queries/index-to-100.ts';
import { standing } from './queries/standing.ts';
import { baseVariable } from './variables/base-variable.ts';
import { measureVariable } from './variables/measure-variable.ts';
import { tickerVariable } from './variables/ticker-variable.ts';

/**
 * Whose volatility rose, and who is steadily above or below the others.
 *
 * @example
 * volatilityIndexDashboard().uid; // 'tickerlake-volatility-index'
 */
export function volatilityIndexDashboard(): ClassicDashboard {
  return baseDashboard({
    uid: 'tickerlake-volatility-index',
    title: 'Volatility index and standing',
    description: 'Each ticker against its own base (100), the aggregate of the chosen tickers and its trend, and who is steadily above or below the others.',
    variables: [tickerVariable('ticker', 'Ticker', 'stocks'), measureVariable(), baseVariable()],
    panels: [
      lines({
        id: 1,
        title: 'Index of the chosen measure (base session = 100)',
        description: '100 = the median of the ticker’s hours in the base session. A ticker whose base session is incomplete has no line. Shows whose volatility rose, not who is more volatile.',
        query: indexTo100('ticker'),
        gridPos: { x: 0, y: 0, w: 24, h: 11 },
        unit: 'none',
        decimals: 0,
        isPerTicker: true,
        marks: [{ value: 100, color: 'text' }, { value: 300, color: 'red' }],
      }),
      lines({
        id: 2,
        title: 'Aggregate of the chosen measure',
        description: 'Median and equal-weight mean of the chosen tickers, hour by hour, where at least 70 % of them have the hour. The trend is the mean of the last 35 medians, a week; it begins when there are 35.',
        query: aggregate(),
        gridPos: { x: 0, y: 11, w: 24, h: 9 },
        unit: 'none',
        isPerTicker: false,
        overrides: [fieldOverride('trend', { 'custom.lineStyle': { fill: 'dash', dash: [10, 10] }, 'custom.lineWidth': 2 })],
      }),
      rowsTable({
        id: 3,
        title: 'Standing against the other tickers',
        description: 'Each ticker against the median of the others in the same hour; runs are in hours, "now for" is negative below. "consistently" means that the sessions lie outside the exact binomial band at 5 %, shared among the tickers; otherwise there is no clear side.',
        query: standing(),
        gridPos: { x: 0, y: 20, w: 24, h: 10 },
        isLinkedByTicker: true,
        columns: {
          share_above: { displayName: 'share above', unit: 'percentunit', decimals: 1 },
          hours_above: { displayName: 'hours above' },
          hours_below: { displayName: 'hours below' },
          longest_above: { displayName: 'longest above' },
          longest_below: { displayName: 'longest below' },
          current_run: { displayName: 'now for' },
          sessions_above: { displayName: 'sessions above' },
          sessions_below: { displayName: 'sessions below' },
        },
      }),
      lines({
        id: 4,
        title: 'Spread of the chosen measure',
        description: 'The highest of the chosen tickers less the lowest, hour by hour: how far they are apart.',
        query: spread(),
        gridPos: { x: 0, y: 30, w: 24, h: 8 },
        unit: 'none',
        isPerTicker: false,
      }),
      lines({
        id: 5,
        title: 'Index of the same hour (usual at this time of the session = 100)',
        description: 'Hours have a shape over the day, the first is the widest: 100 = the median of the ticker’s complete hours at the same time of the session, over the range and the forty days before it, at least ten sessions. What remains is unusual for the hour.',
        query: indexOfSession(),
        gridPos: { x: 0, y: 38, w: 24, h: 10 },
        unit: 'none',
        decimals: 0,
        isPerTicker: true,
        marks: [{ value: 100, color: 'text' }, { value: 300, color: 'red' }],
      }),
    ],
  });
}

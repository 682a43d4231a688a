import { baseDashboard } from './base-dashboard.ts';
import type { ClassicDashboard, GridPos } from '../model/classic-dashboard.ts';
import { candles } from '../panels/candles.ts';
import { foldingRows } from '../panels/folding-rows.ts';
import { lines } from '../panels/lines.ts';
import { rowsTable } from '../panels/rows-table.ts';
import { inDollars } from '../queries/in-dollars.ts';
import { newestSessions } from '../queries/newest-sessions.ts';
import {
  rangeSessions,
  rolledInRange,
  sessionTime,
  trueRangesInRange,
  windowSessions,
} from '../queries/sessions-in-range.ts';
import { sessionPrices } from '../queries/session-prices.ts';
import { withAndWithoutNight } from '../queries/with-and-without-night.ts';
import { chosenEstimator, estimatorVariable } from '../variables/estimator-variable.ts';
import { tickerVariable } from '../variables/ticker-variable.ts';

/** A week: lines continue over weekends and holidays. */
const bridgedGapMs = 604_800_000;
const annualised = `Annualised with the ticker's sessions per year (252, or 365 for crypto), over its last ${windowSessions} sessions; no value until the window is full.`;

/**
 * Volatility over sessions: rolling estimators and the average true range.
 *
 * @example
 * sessionVolatilityDashboard().uid; // 'tickerlake-session-volatility'
 */
export function sessionVolatilityDashboard(): ClassicDashboard {
  return baseDashboard({
    uid: 'tickerlake-session-volatility',
    title: 'Session volatility',
    description:
      'Annualised volatility over recent sessions, with and without overnight moves, and the average true range.',
    variables: [tickerVariable('ticker', 'Ticker', 'all'), estimatorVariable()],
    panels: [
      perTicker(
        1,
        'Yang-Zhang volatility',
        `Combines overnight returns, open-to-close returns and the range of the session. ${annualised}`,
        { x: 0, y: 0, w: 24, h: 10 },
      ),
      lines({
        id: 2,
        title: 'Average true range, % of the close',
        description: `Wilder's average true range over ${rangeSessions} sessions, divided by the close (NATR): comparable across tickers. Includes overnight moves.`,
        query: trueRangesInRange()
          .select([sessionTime.as('time'), 'r.ticker', 'r.natr'])
          .orderBy('time')
          .orderBy('r.ticker'),
        gridPos: { x: 0, y: 10, w: 12, h: 10 },
        unit: 'percent',
        decimals: 2,
        isPerTicker: true,
        bridgedGapMs,
      }),
      lines({
        id: 3,
        title: 'Average true range, $, stocks and funds',
        description: `Wilder's average true range over ${rangeSessions} sessions, in split-adjusted dollars: higher-priced shares have larger ranges, and a split causes no jump. Includes overnight moves.`,
        query: trueRangesInRange()
          .where(inDollars('r.ticker'))
          .select([sessionTime.as('time'), 'r.ticker', 'r.atr'])
          .orderBy('time')
          .orderBy('r.ticker'),
        gridPos: { x: 12, y: 10, w: 12, h: 10 },
        unit: 'currencyUSD',
        decimals: 2,
        isPerTicker: true,
        bridgedGapMs,
      }),
      lines({
        id: 4,
        title: 'Close-to-close (with overnight) and realized (without)',
        description: `Median of the selected tickers; select one ticker to see it alone. Realized volatility covers only regular hours, so the gap between the lines is the overnight part; ten closes give a rough estimate, which may be lower. ${annualised}`,
        query: withAndWithoutNight(),
        gridPos: { x: 0, y: 20, w: 12, h: 10 },
        unit: 'percentunit',
        decimals: 1,
        isPerTicker: false,
        bridgedGapMs,
      }),
      perTicker(5, '${estimator:text}', `The selected estimator. ${annualised}`, { x: 12, y: 20, w: 12, h: 10 }, true),
      rowsTable({
        id: 6,
        title: 'Newest session per ticker',
        description: 'The newest session of each ticker in the time range; most volatile first.',
        query: newestSessions(),
        gridPos: { x: 0, y: 30, w: 24, h: 9 },
        isLinkedByTicker: true,
        columns: {
          yang_zhang: { displayName: 'Yang-Zhang', unit: 'percentunit', decimals: 1 },
          close_to_close: { displayName: 'close-to-close', unit: 'percentunit', decimals: 1 },
          realized: { unit: 'percentunit', decimals: 1 },
          atr: { displayName: 'ATR', unit: 'none', decimals: 2 },
          natr: { displayName: 'ATR %', unit: 'percent', decimals: 2 },
        },
      }),
      ...foldingRows(
        [
          {
            id: 20,
            title: 'Prices of each ticker',
            isFolded: true,
            panels: [
              candles({
                id: 7,
                title: '${ticker}, by session',
                description:
                  'Open, high, low and close of each session, as traded, in dollars or in points of an index: a split is a jump, and is marked.',
                query: sessionPrices(),
                gridPos: { x: 0, y: 0, w: 8, h: 9 },
              }),
            ],
          },
        ],
        39,
      ),
    ],
  });
}

function perTicker(id: number, title: string, description: string, gridPos: GridPos, isChosen = false) {
  const value = isChosen ? chosenEstimator().as('value') : ('r.yang_zhang' as const);
  return lines({
    id,
    title,
    description,
    query: rolledInRange()
      .select([sessionTime.as('time'), 'r.ticker', value])
      .orderBy('time')
      .orderBy('r.ticker'),
    gridPos,
    unit: 'percentunit',
    decimals: 1,
    isPerTicker: true,
    bridgedGapMs,
  });
}

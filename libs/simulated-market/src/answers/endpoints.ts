import { CUSTOM_BARS } from './custom-bars.ts';
import { GROUPED_DAILY } from './grouped-daily.ts';
import { type Endpoint } from './market-context.ts';
import { MARKET_STATUS_NOW, MARKET_STATUS_UPCOMING } from './market-status.ts';
import { OPEN_CLOSE } from './open-close.ts';
import { PREVIOUS_DAY } from './previous-day.ts';
import { REFERENCE_TICKERS, TICKER_DETAILS } from './reference/reference-tickers.ts';
import { TICKER_EVENTS } from './reference/ticker-events.ts';
import { CONDITIONS } from './reference/conditions.ts';
import { DIVIDENDS, OLD_DIVIDENDS } from './reference/dividends.ts';
import { EXCHANGES } from './reference/exchanges.ts';
import { TICKER_TYPES } from './reference/ticker-types.ts';
import { SNAPSHOT, SNAPSHOTS } from './ticks/snapshots.ts';
import { QUOTES, TRADES } from './ticks/trades-and-quotes.ts';
import { OLD_SPLITS, SPLITS } from './reference/splits.ts';

/**
 * Every endpoint of the market. Add new ones here; the first that matches a path answers.
 *
 * @example
 * const endpoint = ENDPOINTS.find(({ path }) => path === '/v1/marketstatus/now');
 */
export const ENDPOINTS: readonly Endpoint[] = [
  CUSTOM_BARS,
  PREVIOUS_DAY,
  GROUPED_DAILY,
  OPEN_CLOSE,
  SNAPSHOTS,
  SNAPSHOT,
  TRADES,
  QUOTES,
  REFERENCE_TICKERS,
  TICKER_TYPES,
  TICKER_DETAILS,
  TICKER_EVENTS,
  SPLITS,
  OLD_SPLITS,
  DIVIDENDS,
  OLD_DIVIDENDS,
  EXCHANGES,
  CONDITIONS,
  MARKET_STATUS_NOW,
  MARKET_STATUS_UPCOMING,
];

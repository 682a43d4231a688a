import { marketHolidays } from './market/market-holidays.ts';
import { marketStatus } from './market/market-status.ts';
import { openClose } from './prices/open-close.ts';
import { previousClose } from './prices/previous-close.ts';
import { quotes } from './prices/quotes.ts';
import { snapshots } from './prices/snapshots.ts';
import { trades } from './prices/trades.ts';
import { conditions } from './reference/conditions.ts';
import { dividends } from './reference/dividends.ts';
import { exchanges } from './reference/exchanges.ts';
import { tickerTypes } from './reference/ticker-types.ts';

/**
 * The endpoints that are rows and nothing else. Add new ones here, and a method of the client.
 *
 * @example
 * const rows = await fetchRows(connection, endpoints.exchanges, { assetClass: 'stocks' });
 */
export const endpoints = {
  previousClose,
  openClose,
  snapshots,
  trades,
  quotes,
  dividends,
  tickerTypes,
  exchanges,
  conditions,
  marketStatus,
  marketHolidays,
} as const;

import type { TradingDate } from '@tickerlake/market-calendar';
import type { Ledger } from '../values/ledger.ts';

/**
 * Whether a session is asked for: what the ledger lacks and is due. A run that follows the market asks for the newest published sessions
 * again, and waits for no next ask: a session that was late an hour ago may be there now.
 *
 * @param rereadSessions how many of each ticker's newest published sessions are asked for again, because the vendor corrects bars late; 0 of a run that
 * does not follow the market.
 * @example
 * planRun(request, calendars, 5, { isWanted: wantedSessions(ledger, 0) });
 */
export function wantedSessions(ledger: Ledger, rereadSessions: number): (ticker: string, date: TradingDate) => boolean {
  const due = new Set(
    ledger.gaps
      .filter(({ isDue }) => isDue || rereadSessions > 0)
      .map(({ ticker, tradingDate }) => `${ticker} ${tradingDate}`),
  );
  const again = new Set(
    rereadSessions === 0
      ? []
      : Object.entries(ledger.bars).flatMap(([ticker, bars]) =>
          Object.keys(bars)
            .sort()
            .slice(-rereadSessions)
            .map((date) => `${ticker} ${date}`),
        ),
  );
  return (ticker, date) => due.has(`${ticker} ${date}`) || again.has(`${ticker} ${date}`);
}

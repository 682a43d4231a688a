import type { TradingDate } from '@tickerlake/market-calendar';
import type { Ledger } from './ledger.ts';

/** Which sessions a run asks for. */
export interface Wanted {
  /** Only gaps between the first and the last published session of a ticker. */
  readonly gapsOnly: boolean;
  /** How many of each ticker's newest published sessions are asked for again, because the vendor corrects bars late. */
  readonly rereadSessions: number;
}

/**
 * Whether a session is asked for: what the ledger lacks and is due, with the newest published sessions again where wanted.
 *
 * @example
 * const isWanted = wantedSessions(ledger, { gapsOnly: false, rereadSessions: 0 });
 * planRun(request, calendars, 5, { isWanted });
 */
export function wantedSessions(ledger: Ledger, wanted: Wanted): (ticker: string, date: TradingDate) => boolean {
  const dates = new Map(Object.entries(ledger.bars).map(([ticker, bars]) => [ticker, Object.keys(bars).sort()]));
  const due = new Set(
    ledger.gaps
      .filter(({ isDue }) => isDue)
      .filter(({ ticker, tradingDate }) => {
        const own = dates.get(ticker) ?? [];
        return !wanted.gapsOnly || ((own[0] ?? '9999') <= tradingDate && tradingDate <= (own.at(-1) ?? ''));
      })
      .map(({ ticker, tradingDate }) => `${ticker} ${tradingDate}`),
  );
  const rereadFrom = (ticker: string): TradingDate =>
    wanted.rereadSessions === 0 ? '9999' : (dates.get(ticker)?.slice(-wanted.rereadSessions)[0] ?? '9999');
  return (ticker, date) =>
    due.has(`${ticker} ${date}`) || (date >= rereadFrom(ticker) && ledger.bars[ticker]?.[date] !== undefined);
}

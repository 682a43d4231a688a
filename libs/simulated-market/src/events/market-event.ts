import { DAY_MS } from '../calendar/civil-day.ts';
import { type TickerProfile } from '../tickers/ticker-profile.ts';

/** Something that happens to a ticker on a trading date. */
export type MarketEvent =
  /** The first day of a ticker. */
  | { readonly kind: 'listing'; readonly ticker: string; readonly date: string }
  /** The last day of a ticker, by a merger or otherwise. */
  | { readonly kind: 'delisting'; readonly ticker: string; readonly date: string }
  /** From the date on, a ticker is called by another name: until then it had the former one. */
  | { readonly kind: 'rename'; readonly ticker: string; readonly former: string; readonly date: string };

/**
 * The tickers of a market after its events.
 *
 * @example
 * applyEvents(profiles, [{ kind: 'rename', ticker: 'META', former: 'FB', date: '2022-06-09' }]);
 */
export function applyEvents(profiles: readonly TickerProfile[], events: readonly MarketEvent[]): TickerProfile[] {
  const byTicker = new Map(profiles.map((profile) => [profile.ticker, profile]));
  for (const event of events) {
    const profile = byTicker.get(event.ticker);
    if (profile === undefined) continue;
    if (event.kind === 'listing') byTicker.set(event.ticker, { ...profile, listedOn: event.date });
    if (event.kind === 'delisting') byTicker.set(event.ticker, { ...profile, delistedOn: event.date });
    if (event.kind === 'rename') {
      const dayBefore = new Date(Date.parse(event.date) - DAY_MS).toISOString().slice(0, 10);
      byTicker.set(event.ticker, { ...profile, listedOn: event.date });
      byTicker.set(event.former, {
        ...profile,
        ticker: event.former,
        delistedOn: dayBefore,
        renamedTo: event.ticker,
        follows: profile.follows ?? profile.ticker,
      });
    }
  }
  return [...byTicker.values()];
}

import { DAY_MS } from '../calendar/civil-day.ts';
import { companyOf, type Liquidity, type TickerProfile } from '../tickers/ticker-profile.ts';

/** Something that happens to a ticker on a trading date. */
export type MarketEvent =
  /** The first day of a ticker. */
  | { readonly kind: 'listing'; readonly ticker: string; readonly date: string }
  /** The last day of a ticker. */
  | { readonly kind: 'delisting'; readonly ticker: string; readonly date: string }
  /** The last day of a ticker whose company another one buys. The vendor shows a delisting, and not by whom. */
  | { readonly kind: 'merger'; readonly ticker: string; readonly into: string; readonly date: string }
  /** From the date on, a ticker is called by another name: until then it had the former one. */
  | { readonly kind: 'rename'; readonly ticker: string; readonly former: string; readonly date: string }
  /** From the date on, a ticker names another company than up to `formerTo`. */
  | { readonly kind: 'reuse'; readonly ticker: string; readonly date: string; readonly formerTo: string }
  /**
   * The first day of a ticker that was a part of `parent`. The parent's price falls before the open by `percent`, and the
   * vendor adjusts nothing for it.
   */
  | {
      readonly kind: 'spin-off';
      readonly ticker: string;
      readonly parent: string;
      readonly date: string;
      readonly percent: number;
    }
  /** How often a ticker trades. */
  | { readonly kind: 'liquidity'; readonly ticker: string; readonly liquidity: Liquidity };

/**
 * The tickers of a market after its events, in order. A ticker that two companies used is there twice, once for each.
 *
 * @example
 * applyEvents(profiles, [{ kind: 'rename', ticker: 'META', former: 'FB', date: '2022-06-09' }]);
 */
export function applyEvents(profiles: readonly TickerProfile[], events: readonly MarketEvent[]): TickerProfile[] {
  let lives = [...profiles];
  for (const event of events) {
    // What a ticker names last.
    const profile = lives
      .filter(({ ticker }) => ticker === event.ticker)
      .sort(byListing)
      .at(-1);
    if (profile === undefined) continue;
    lives = lives.flatMap((life) => (life === profile ? applyEvent(profile, event) : [life]));
  }
  return lives;
}

function applyEvent(profile: TickerProfile, event: MarketEvent): TickerProfile[] {
  switch (event.kind) {
    case 'listing':
    case 'spin-off':
      return [{ ...profile, listedOn: event.date }];
    case 'delisting':
    case 'merger':
      return [{ ...profile, delistedOn: event.date }];
    case 'rename': {
      const former = { ...profile, ticker: event.former, delistedOn: dayBefore(event.date) };
      return [
        { ...former, company: companyOf(profile) },
        { ...profile, listedOn: event.date },
      ];
    }
    case 'reuse': {
      const company = `${profile.ticker} until ${event.formerTo}`;
      const former = { ...profile, company, name: `${profile.name} (former)`, follows: null };
      return [
        { ...former, delistedOn: event.formerTo },
        { ...profile, listedOn: event.date },
      ];
    }
    case 'liquidity':
      return [{ ...profile, liquidity: event.liquidity }];
  }
}

const dayBefore = (date: string): string => new Date(Date.parse(date) - DAY_MS).toISOString().slice(0, 10);

const byListing = (left: TickerProfile, right: TickerProfile): number => (left.listedOn < right.listedOn ? -1 : 1);

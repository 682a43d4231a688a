/**
 * How often a ticker trades. `liquid`: every regular minute. `active`: a few regular minutes are missing. `thin`: most
 * are. `sparse`: a few times a day, and on some days not at all. `index`: every regular minute, nothing outside.
 * `continuous`: every minute of the day.
 */
export type Liquidity = 'liquid' | 'active' | 'thin' | 'sparse' | 'index' | 'continuous';

/**
 * What the market knows about one ticker. Prices and volumes are split-adjusted to the last split of the list.
 */
export interface TickerProfile {
  readonly ticker: string;
  readonly name: string;
  readonly market: 'stocks' | 'crypto' | 'indices';
  /** The vendor's type code; none for crypto and indices. */
  readonly type: 'CS' | 'ETF' | 'PFD' | null;
  /** Market identifier code; none for crypto. */
  readonly exchange: string | null;
  readonly liquidity: Liquidity;
  /** Price in dollars at the end of 2026-05-29. */
  readonly anchorPriceUsd: number;
  /** Usual standard deviation of a day's return, as a fraction. */
  readonly dailyVolatility: number;
  /** Beta: the share of the market's daily move that the ticker follows. */
  readonly beta: number;
  /** Usual shares (or coins) a day; 0 for indices. */
  readonly dailyVolume: number;
  /** Usual shares (or coins) in one trade. */
  readonly tradeSize: number;
  /** Decimals of the volume: 0 whole shares, 6 fractional shares, 8 coins. */
  readonly volumeDecimals: 0 | 6 | 8;
  /** First trading date. */
  readonly listedOn: string;
  /** Last trading date of a delisted ticker. */
  readonly delistedOn: string | null;
  /** The ticker whose path this one follows exactly (a fund and its index); itself when null. */
  readonly follows: string | null;
  /** What its tickers have in common when a company had several; by default the ticker. */
  readonly company?: string;
}

/**
 * The company behind a ticker: the same for all names that it had, another one for a ticker that was used again.
 *
 * @example
 * companyOf(profile); // 'META', also of FB
 */
export const companyOf = ({ company, ticker }: Pick<TickerProfile, 'company' | 'ticker'>): string => company ?? ticker;

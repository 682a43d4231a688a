/** The day bar of one ticker, with the vendor's short names: prices of regular hours, volume and trades of the whole day. */
export interface GroupedBar {
  readonly T: string;
  /** The vendor's time of the bar, in Unix ms; the end of regular hours. */
  readonly t: number;
  readonly o: number;
  readonly h: number;
  readonly l: number;
  readonly c: number;
  /** May be fractional, and 0. */
  readonly v: number;
  readonly vw?: number;
  readonly n?: number;
}

/** Which day bars to fetch. */
export interface GroupedDailyRequest {
  /** The trading date, `YYYY-MM-DD`. */
  readonly date: string;
  /** Whether prices are adjusted for splits up to now. */
  readonly adjusted: boolean;
  /** Stops at once, even while waiting, and throws its reason. */
  readonly signal?: AbortSignal;
}

/** The day bars of the whole stock market on one date. */
export interface GroupedDaily {
  /** One per ticker, in the order of tickers; none on a date without a session. */
  readonly bars: readonly GroupedBar[];
  readonly requestId: string | null;
  /** Rows that cannot be read, and tickers with several different bars of as many trades; all left out. */
  readonly skipped: readonly { readonly ticker: string | null; readonly message: string }[];
}

/** What the vendor says of a ticker today, or on a date. */
export interface TickerReference {
  readonly ticker: string;
  readonly name: string;
  /** `stocks`, `crypto`, `fx`, `otc`, `indices`. */
  readonly market: string | null;
  /** The vendor's type code, such as `CS` or `ETF`. */
  readonly type: string | null;
  /** Market identifier code of the primary exchange. */
  readonly exchange: string | null;
  /** Composite FIGI. */
  readonly figi: string | null;
  readonly isActive: boolean;
  /** Of the company, maybe under another ticker; `YYYY-MM-DD`. */
  readonly listedOn: string | null;
  /** Last day of trading, `YYYY-MM-DD`; null while it is listed. */
  readonly delistedOn: string | null;
}

/** The tickers that a company had, the newest first. */
export interface TickerEvents {
  readonly name: string | null;
  readonly figi: string | null;
  readonly changes: readonly {
    /** The first day of the ticker, `YYYY-MM-DD`. */
    readonly date: string;
    readonly ticker: string;
  }[];
}

/** Which tickers to find: those that hold a text, or those of one name, or both. */
export interface TickerSearch {
  /** Part of a ticker or a name. */
  readonly search?: string;
  /** The whole ticker, case-sensitive: companies that used it one after the other are found, too. */
  readonly ticker?: string;
  /** Default: those that are listed now. */
  readonly isActive?: boolean;
  /** From 1 to 1,000, in one call; default 20. */
  readonly limit?: number;
  readonly signal?: AbortSignal;
}

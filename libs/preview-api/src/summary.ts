/** What the page says about the release that it draws. */
export interface Summary {
  readonly releaseId: number;
  /** ISO 8601, UTC. */
  readonly publishedAt: string;
  readonly source: string;
  /** The first published trading date. */
  readonly from: string;
  /** The last trading date that was requested. */
  readonly to: string;
  readonly tickers: readonly string[];
  readonly quality: { readonly passed: number; readonly warned: number; readonly notEvaluated: number };
  /** The start of the newest hour, ISO 8601 in UTC; null when there is none. */
  readonly newestBar: string | null;
}

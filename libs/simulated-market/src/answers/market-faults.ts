/** Unproved reports of how the vendor behaves. */
export interface MarketFaults {
  /** A page after the first is adjusted for splits unless the request for it says otherwise. */
  readonly pagesForgetAdjusted?: boolean;
  /** A `limit` above 50,000 counts as 50,000, and is not refused. */
  readonly clampsLimit?: boolean;
}

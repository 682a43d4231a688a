/** A stock split: `splitFrom` old shares became `splitTo` new ones before the open of `executionDate`. */
export interface StockSplit {
  /** Case-sensitive. */
  readonly ticker: string;
  /** `YYYY-MM-DD`, New York. */
  readonly executionDate: string;
  /** Above 0; rarely fractional. An earlier unadjusted price times `splitFrom / splitTo` is in new shares. */
  readonly splitFrom: number;
  readonly splitTo: number;
  /** The vendor's id of the row; null when it has none. */
  readonly id: string | null;
}

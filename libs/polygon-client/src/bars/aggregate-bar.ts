/** One bar with the vendor's short names. Keys that the vendor adds later are passed on unchanged. */
export interface AggregateBar {
  /** Start of the window, in Unix ms. */
  readonly t: number;
  readonly o: number;
  readonly h: number;
  readonly l: number;
  readonly c: number;
  /** Volume; may be fractional. Absent for indices, present otherwise. */
  readonly v?: number;
  /** Volume-weighted average price. */
  readonly vw?: number;
  /** Number of trades. */
  readonly n?: number;
  /** Present when true: an over-the-counter share. */
  readonly otc?: boolean;
}

/** The known keys of a bar; other keys are counted and passed on. */
export const knownBarKeys: ReadonlySet<string> = new Set(['t', 'o', 'h', 'l', 'c', 'v', 'vw', 'n', 'otc']);

import type { AggregateBar } from './aggregate-bar.ts';

/** Prices and volume of a bar in readable names. */
export interface BarValues {
  readonly openPrice: number;
  readonly highPrice: number;
  readonly lowPrice: number;
  readonly closePrice: number;
  /** Shares, or coins; may be fractional. Null for indices. */
  readonly volumeShares: number | null;
  /** Volume-weighted average price. */
  readonly averagePrice: number | null;
  readonly tradeCount: number | null;
}

/** The fields of a bar that have such names, as the vendor sends them. */
type RawValues = Pick<AggregateBar, 'o' | 'h' | 'l' | 'c'> & {
  readonly [Key in 'v' | 'vw' | 'n']?: number | null | undefined;
};

/**
 * The values of a bar in readable names.
 *
 * @example
 * toBarValues({ o: 1, h: 2, l: 1, c: 2, v: 10 }).closePrice; // 2
 */
export const toBarValues = ({ o, h, l, c, v, vw, n }: RawValues): BarValues => ({
  openPrice: o,
  highPrice: h,
  lowPrice: l,
  closePrice: c,
  volumeShares: v ?? null,
  averagePrice: vw ?? null,
  tradeCount: n ?? null,
});

import { type BarColumns, TICKS_PER_DOLLAR } from '../prices/bar-columns.ts';
import { VOLUME_UNITS } from '../prices/volume-units.ts';
import { type TickerProfile } from '../tickers/ticker-profile.ts';

/** A bar of `grouped` and `prev`, in the vendor's order of fields. */
export interface BarObject {
  readonly T: string;
  readonly v?: number;
  readonly vw?: number;
  readonly o: number;
  readonly c: number;
  readonly h: number;
  readonly l: number;
  readonly t: number;
  readonly n?: number;
}

/** Dollars of a price in ticks. */
export function toDollars(ticks: number): number {
  return ticks / TICKS_PER_DOLLAR;
}

/** Shares or coins of a volume in units. */
export function toShares(units: number, profile: TickerProfile): number {
  return units / VOLUME_UNITS[profile.volumeDecimals];
}

/**
 * One bar as an object, with its ticker; indices have no `v`, `vw`, `n`.
 *
 * @example
 * const row = toBarObject(profile, columns, 0, closeMs);
 */
export function toBarObject(profile: TickerProfile, columns: BarColumns, index: number, t: number): BarObject {
  const prices = {
    o: toDollars(columns.o[index]!),
    c: toDollars(columns.c[index]!),
    h: toDollars(columns.h[index]!),
    l: toDollars(columns.l[index]!),
    t,
  };
  if (profile.market === 'indices') return { T: profile.ticker, ...prices };
  const v = toShares(columns.v[index]!, profile);
  return { T: profile.ticker, v, vw: toDollars(columns.vw[index]!), ...prices, n: columns.n[index]! };
}

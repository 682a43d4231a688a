import { type BarColumns } from '../prices/bar-columns.ts';
import { type SplitRatio } from './split-ledger.ts';

/**
 * Applies a split to bars in place: prices times from / to, to four decimals as the vendor does; volumes the other way.
 * Rounding preserves the order of prices, so bars stay coherent and rolling up adjusted bars gives the adjusted
 * roll-up.
 *
 * @example
 * adjustColumns(columns, { from: 1, to: 10 });
 */
export function adjustColumns(columns: BarColumns, { from, to }: SplitRatio): void {
  if (from === to) return;
  const { v } = columns;
  scalePrices(columns, { from, to });
  for (let index = 0; index < columns.count; index++) v[index] = toWholeVolume((v[index]! * to) / from);
}

/**
 * Multiplies the prices of bars with from / to, in place.
 *
 * @example
 * scalePrices(columns, { from: 100, to: 80 });
 */
export function scalePrices(columns: BarColumns, { from, to }: SplitRatio): void {
  if (from === to) return;
  const { o, h, l, c, vw } = columns;
  for (const prices of [o, h, l, c, vw]) {
    for (let index = 0; index < columns.count; index++) prices[index] = Math.round((prices[index]! * from) / to);
  }
}

/** Volume never rounds to zero: a bar exists because something was traded. */
function toWholeVolume(volume: number): number {
  return volume === 0 ? 0 : Math.max(1, Math.round(volume));
}

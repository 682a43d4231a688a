import { hashAt } from '../random/counter-hash.ts';
import { type BarColumns } from '../prices/bar-columns.ts';

const MINUTE_MS = 60_000;

/**
 * Late corrections: until a session has settled, some of its minute bars are returned as first printed.
 */
export interface CorrectionBehaviour {
  /** Time from the end of post-market until the final bars are returned, in ms. Default 12 hours. */
  readonly settleMs?: number;
  /** Share of minute bars that are corrected, 0 to 1. Default 0.01. */
  readonly share?: number;
}

/**
 * Turns final minute bars into first prints, in place: in about `share` of them the late trades are still missing, which
 * lowers volume and trades and, in most, hides the high or the low. Bars stay coherent; none appears or disappears.
 *
 * @example
 * applyFirstPrints(columns, hashText('tickerlake/corrections/AAPL'), 0.01);
 */
export function applyFirstPrints(columns: BarColumns, key: number, share: number): void {
  const threshold = Math.floor(share * (1 << 24));
  const { t, o, h, l, c, v, n } = columns;
  for (let index = 0; index < columns.count; index++) {
    const draw = hashAt(key, t[index]! / MINUTE_MS);
    if (draw >>> 8 >= threshold) continue;
    const trades = n[index]!;
    const late = Math.floor(trades * (0.02 + (draw & 15) / 200));
    if (late > 0) {
      n[index] = trades - late;
      v[index] = v[index]! - Math.floor((v[index]! / trades) * late);
    }
    if ((draw & 48) !== 0) h[index] = Math.max(o[index]!, c[index]!);
    if ((draw & 48) !== 16) l[index] = Math.min(o[index]!, c[index]!);
  }
}

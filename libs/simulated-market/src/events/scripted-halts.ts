import { type BarColumns } from '../prices/bar-columns.ts';

/** A trading halt: no bars of the ticker (of every stock when null) start in [fromMs, toMs). */
export interface ScriptedHalt {
  readonly ticker: string | null;
  /** UTC epoch ms. */
  readonly fromMs: number;
  /** UTC epoch ms. */
  readonly toMs: number;
}

/**
 * The default halts: the four market-wide ones of March 2020 and one of a simulated company.
 *
 * @example
 * createSimulatedMarket({ halts: [...DEFAULT_HALTS, { ticker: 'TSLA', fromMs, toMs: fromMs + 300_000 }] });
 */
export const DEFAULT_HALTS: readonly ScriptedHalt[] = [
  { ticker: null, fromMs: Date.UTC(2020, 2, 9, 13, 35), toMs: Date.UTC(2020, 2, 9, 13, 50) },
  { ticker: null, fromMs: Date.UTC(2020, 2, 12, 13, 36), toMs: Date.UTC(2020, 2, 12, 13, 51) },
  { ticker: null, fromMs: Date.UTC(2020, 2, 16, 13, 31), toMs: Date.UTC(2020, 2, 16, 13, 46) },
  { ticker: null, fromMs: Date.UTC(2020, 2, 18, 16, 57), toMs: Date.UTC(2020, 2, 18, 17, 12) },
  { ticker: 'SIM007', fromMs: Date.UTC(2026, 4, 14, 15, 12), toMs: Date.UTC(2026, 4, 14, 15, 42) },
];

/**
 * Removes the bars that start inside a halt, in place.
 *
 * @example
 * removeHaltedBars(columns, { ticker: 'TSLA', fromMs, toMs });
 */
export function removeHaltedBars(columns: BarColumns, { fromMs, toMs }: ScriptedHalt): void {
  const { t, o, h, l, c, v, vw, n } = columns;
  const all = [t, o, h, l, c, v, vw, n];
  let kept = 0;
  let { regularFrom, regularTo } = columns;
  for (let index = 0; index < columns.count; index++) {
    if (t[index]! >= fromMs && t[index]! < toMs) {
      if (index < columns.regularFrom) regularFrom--;
      if (index < columns.regularTo) regularTo--;
      continue;
    }
    if (kept !== index) for (const column of all) column[kept] = column[index]!;
    kept++;
  }
  columns.count = kept;
  columns.regularFrom = regularFrom;
  columns.regularTo = regularTo;
}

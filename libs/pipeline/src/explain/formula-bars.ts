import type { FormulaBar, Tables } from '@tickerlake/record-schema';

/** The numbers that a published bar and its landed line have in common; engines give 64-bit integers as bigint or as number. */
type BarNumbers = Pick<Tables['bars'], 'bar_start' | 'open' | 'high' | 'low' | 'close' | 'volume' | 'vwap'> & {
  readonly bar_ms: bigint | number;
  readonly trades: bigint | number | null;
};

/**
 * A published bar or a landed line as formulas read it.
 *
 * @example
 * toFormulaBar(row).lengthMs; // 60000
 */
export const toFormulaBar = (row: BarNumbers): FormulaBar => ({
  startMs: row.bar_start.getTime(),
  lengthMs: Number(row.bar_ms),
  open: row.open,
  high: row.high,
  low: row.low,
  close: row.close,
  volume: row.volume,
  vwap: row.vwap,
  trades: row.trades === null ? null : Number(row.trades),
});

/**
 * Whether a published bar has the numbers of a landed line.
 *
 * @example
 * isSameBar(row, line.row); // true
 */
export function isSameBar(
  row: BarNumbers,
  line: Omit<BarNumbers, 'bar_start'> & { readonly bar_start_ms: number },
): boolean {
  const [one, other] = [toFormulaBar(row), toFormulaBar({ ...line, bar_start: new Date(line.bar_start_ms) })];
  return Object.entries(one).every(([name, value]) => value === other[name as keyof FormulaBar]);
}

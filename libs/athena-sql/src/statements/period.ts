import { toLiteral } from '../sql/literal.ts';
import { SqlCompileError } from '../sql/errors.ts';
import { quoteIdentifier } from '../sql/identifier.ts';
import { pickColumns, type TypedColumn } from './typed-column.ts';

/** From an instant or date (included) to another (excluded). Dates as `YYYY-MM-DD`. */
export interface PeriodRange {
  readonly from: Date | string;
  readonly to: Date | string;
}

/** The rows that a statement is about, by a date or timestamp column; ranges may be months that do not touch. */
export interface Period {
  readonly column: string;
  readonly ranges: readonly PeriodRange[];
}

/**
 * The period as a condition with literal bounds, which the engines prune files by; ranges that touch become one.
 *
 * Shows: `(t."trading_date" >= DATE '2026-05-01' and t."trading_date" < DATE '2026-07-01')`
 *
 * @throws {SqlCompileError} without a range, for one that is empty or not of the column's type, and for two that overlap.
 * @example
 * toPeriodCondition({ column: 'trading_date', ranges: [{ from: '2026-05-01', to: '2026-06-01' }] }, barsTable.columns, 't.');
 */
export function toPeriodCondition(period: Period, columns: readonly TypedColumn[], prefix: string): string {
  const [column] = pickColumns(columns, [period.column]);
  const toBound = (value: Date | string): string => {
    const isDate = typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value);
    if (column?.type === 'date' && isDate) return `DATE ${toLiteral(value)}`;
    if (column?.type === 'timestamp' && value instanceof Date) return toLiteral(value);
    throw new SqlCompileError(
      `The bound ${String(value)} does not fit the ${column?.type} column "${period.column}": pass a Date for a timestamp, YYYY-MM-DD for a date.`,
    );
  };
  const name = `${prefix}${quoteIdentifier(period.column)}`;
  const conditions = joinRanges(period.ranges.map(({ from, to }) => ({ from: toBound(from), to: toBound(to) }))).map(
    ({ from, to }) => `${name} >= ${from} and ${name} < ${to}`,
  );
  if (conditions.length === 0) throw new SqlCompileError('A period needs at least one range.');
  return `(${conditions.join(' or ')})`;
}

/** Bounds as literals of one type, whose texts sort as their values do. */
function joinRanges(ranges: readonly { from: string; to: string }[]): { from: string; to: string }[] {
  const joined: { from: string; to: string }[] = [];
  for (const range of [...ranges].sort((a, b) => (a.from < b.from ? -1 : 1))) {
    if (range.from >= range.to) throw new SqlCompileError(`The range from ${range.from} to ${range.to} is empty.`);
    const last = joined.at(-1);
    if (last !== undefined && range.from < last.to) throw new SqlCompileError(`Two ranges overlap at ${range.from}.`);
    if (last !== undefined && range.from === last.to) last.to = range.to;
    else joined.push({ ...range });
  }
  return joined;
}

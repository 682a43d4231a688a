import type { TimeAxis } from '../../../state/time/trading-time.ts';
import type { Columns } from './with-gaps.ts';

/**
 * One value per session instead of one per hour: the mean of the session's values, at its open; null where it has none.
 *
 * @param timesMs in order, within sessions of the axis.
 * @example
 * sessionMeans(axis, [9.5, 10.5], [[1, 3]]); // { timesMs: [9.5], columns: [[2]] }
 */
export function sessionMeans(
  { sessions }: TimeAxis,
  timesMs: readonly number[],
  columns: readonly (readonly (number | null)[])[],
): Columns {
  let at = 0;
  const stretches = sessions.flatMap(({ openMs, closeMs }) => {
    while ((timesMs[at] ?? Infinity) < openMs) at += 1;
    const from = at;
    while ((timesMs[at] ?? Infinity) <= closeMs) at += 1;
    return at > from ? [{ openMs, from, to: at }] : [];
  });
  return {
    timesMs: stretches.map(({ openMs }) => openMs),
    columns: columns.map((column) => stretches.map(({ from, to }) => mean(column.slice(from, to)))),
  };
}

function mean(values: readonly (number | null)[]): number | null {
  const numbers = values.filter((value) => value !== null);
  return numbers.length === 0 ? null : numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
}

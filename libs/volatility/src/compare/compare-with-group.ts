import { mean } from '../windows/moments.ts';
import { correlation } from './correlation.ts';
import { median } from './median.ts';

/** The minimum number of common sessions for a correlation. */
export const minCommonSessions = 20;

/** A ticker compared with a group, over common sessions. */
export interface GroupComparison {
  readonly sessions: number;
  readonly mean: number;
  /** The mean of the medians of the group's members. */
  readonly members: number;
  /** The mean difference between the ticker's values and the group's medians. */
  readonly spread: number;
  readonly correlation: number | null;
}

/**
 * Compares a ticker with the median of a group, by session: means, spread, and the correlation of logarithms over at least
 * 20 sessions. Null without common sessions.
 *
 * @param own the ticker's value in each session; null if it has none.
 * @param group each member's values in the same sessions.
 * @example
 * compareWithGroup([3, 4], [[1, 2], [3, 2]]); // { sessions: 2, mean: 3.5, members: 2, spread: 1.5, correlation: null }
 */
export function compareWithGroup(
  own: readonly (number | null)[],
  group: readonly (readonly (number | null)[])[],
): GroupComparison | null {
  const pairs = own.flatMap((value, session) => {
    const middle = median(group.flatMap((member) => member[session] ?? []));
    return value === null || middle === null ? [] : [{ value, middle }];
  });
  if (pairs.length === 0) return null;
  const [values, middles] = [pairs.map(({ value }) => value), pairs.map(({ middle }) => middle)];
  return {
    sessions: pairs.length,
    mean: mean(values),
    members: mean(middles),
    spread: mean(pairs.map(({ value, middle }) => value - middle)),
    correlation: correlation(values, middles, minCommonSessions),
  };
}

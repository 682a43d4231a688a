import { mean } from '../windows/moments.ts';
import { correlation } from './correlation.ts';
import { median } from './median.ts';

/** The fewest sessions in common that a correlation of sessions stands on. */
export const minCommonSessions = 20;

/** A ticker beside a group, over the sessions that both have. */
export interface BesideGroup {
  readonly sessions: number;
  readonly mean: number;
  /** The mean of the medians of the group's members. */
  readonly members: number;
  /** The mean of the ticker's values less the group's medians. */
  readonly spread: number;
  readonly correlation: number | null;
}

/**
 * A ticker beside the median of a group, session by session: means, spread, and the correlation of logarithms over at least
 * 20 sessions. Null without a session in common.
 *
 * @param own the ticker's value of each session; null where it has none.
 * @param group each member's values of the same sessions.
 * @example
 * besideGroup([3, 4], [[1, 2], [3, 2]]); // { sessions: 2, mean: 3.5, members: 2, spread: 1.5, correlation: null }
 */
export function besideGroup(own: readonly (number | null)[], group: readonly (readonly (number | null)[])[]): BesideGroup | null {
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

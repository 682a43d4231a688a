import type { Range } from './range.ts';

const dayMs = 86_400_000;
/** Five sessions, with a weekend and holidays among them. */
const leastDays = 10;
/** A month: older hours of a longer range are not compared, because that would read years. */
const mostDays = 35;
/** 20 sessions, for the small lines. */
const historyDays = 40;

/**
 * What the first screen of the hourly dashboard requests: the hours of the range that are compared with their usual values (the newest
 * sessions at least, a month at most), and the sessions of its small lines.
 *
 * @param newestMs the start of the newest hour, in ms since 1970.
 * @example
 * const { hours, sessions } = overviewRanges({ fromMs, toMs }, Date.parse('2026-11-27T17:00:00Z'));
 */
export function overviewRanges(
  { fromMs: startMs, toMs }: Range,
  newestMs: number,
): { readonly hours: Range; readonly sessions: Range } {
  const endMs = Math.min(toMs, newestMs);
  const fromMs = Math.max(endMs - mostDays * dayMs, Math.min(startMs, endMs - leastDays * dayMs));
  return {
    hours: { fromMs, toMs: endMs },
    sessions: { fromMs: fromMs - historyDays * dayMs, toMs: endMs },
  };
}

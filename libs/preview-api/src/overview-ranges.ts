import type { Range } from './range.ts';

const dayMs = 86_400_000;
/** Five sessions, with a weekend and holidays among them. */
const shownDays = 10;
/** 20 sessions, for the small lines. */
const historyDays = 40;

/**
 * What the first screen of the hourly dashboard requests: the hours of the newest sessions, and the sessions of its small lines.
 *
 * @param newestMs the start of the newest hour, in ms since 1970.
 * @example
 * const { hours, sessions } = overviewRanges({ fromMs, toMs }, Date.parse('2026-11-27T17:00:00Z'));
 */
export function overviewRanges({ toMs }: Range, newestMs: number): { readonly hours: Range; readonly sessions: Range } {
  const endMs = Math.min(toMs, newestMs);
  const fromMs = endMs - shownDays * dayMs;
  return {
    hours: { fromMs, toMs: endMs },
    sessions: { fromMs: fromMs - historyDays * dayMs, toMs: endMs },
  };
}

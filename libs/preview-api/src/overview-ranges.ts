import type { Range } from './range.ts';

const dayMs = 86_400_000;
/** Five sessions, with a weekend and holidays among them. */
const shownDays = 10;
/** 60 sessions more, which the newest ones are compared with. */
const historyDays = 100;

/**
 * What the first screen of the hourly dashboard requests: the hours of the newest sessions, and the sessions they are compared with.
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

const hourMs = 3_600_000;
/** The latest end of a day in UTC: indices use Chicago time, where midnight in winter is 06:00 UTC. */
const latestDayEndMs = 30 * hourMs;
/** Seconds read as ms would be in 1970; microseconds, in the year 3000 or later. */
const earliestMs = 100_000_000_000;
const latestMs = 100_000_000_000_000;

/**
 * The earliest instant of a range bound, in Unix ms: days begin at 00:00 UTC at the earliest.
 *
 * @example
 * toEarliestMs('2026-05-01'); // 1777593600000
 */
export function toEarliestMs(bound: string | number): number {
  return typeof bound === 'number' ? bound : Date.parse(`${bound}T00:00:00Z`);
}

/**
 * The first instant that is certainly after a bound, in any market's time zone.
 *
 * @example
 * toAfterMs('2026-05-01'); // 2026-05-02T06:00:00Z
 */
export function toAfterMs(bound: string | number): number {
  return typeof bound === 'number' ? bound + 1 : toEarliestMs(bound) + latestDayEndMs;
}

/**
 * What is wrong with a bound that is neither a real date nor plausible Unix ms; null when it is valid.
 *
 * @example
 * toBoundComplaint('2026-02-30'); // 'is not a calendar date'
 */
export function toBoundComplaint(bound: unknown): string | null {
  if (typeof bound === 'number') {
    if (!Number.isSafeInteger(bound)) return 'must be a whole number of ms';
    if (bound < earliestMs) return 'must be Unix milliseconds, 1973 or later: this looks like seconds';
    return bound < latestMs ? null : 'must be Unix milliseconds: this looks like microseconds or nanoseconds';
  }
  if (typeof bound !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(bound))
    return 'must be YYYY-MM-DD or a number of Unix ms';
  const ms = toEarliestMs(bound);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(bound) ? null : 'is not a calendar date';
}

/**
 * A moment of a trading date at which its session is over, and which is that date in New York: what a run measured is of the last
 * session of its range.
 *
 * @example
 * sessionEnd('2026-11-27').toISOString(); // '2026-11-27T21:00:00.000Z'
 */
export const sessionEnd = (date: string): Date => new Date(`${date}T21:00:00Z`);

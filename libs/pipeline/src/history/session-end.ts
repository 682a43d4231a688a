/**
 * The moment of a trading date in the history of rules: 21:00 UTC, when the regular hours of New York are over and the date there is still
 * the same, in summer and in winter.
 *
 * @example
 * sessionEnd('2026-11-27').toISOString(); // '2026-11-27T21:00:00.000Z'
 */
export const sessionEnd = (date: string): Date => new Date(`${date}T21:00:00Z`);

const dayMs = 86_400_000;
const date = new Intl.DateTimeFormat('sv-SE', { timeZone: 'America/New_York', dateStyle: 'short' });

/**
 * The New York date of an instant (ms since 1970), as a date field takes it.
 *
 * @example
 * newYorkDay(Date.UTC(2026, 4, 30, 0, 30)); // '2026-05-29'
 */
export function newYorkDay(epochMs: number): string {
  return date.format(epochMs);
}

/**
 * Midnight in New York, where that date begins, in ms since 1970: four or five hours after midnight UTC.
 *
 * @throws {Error} when the field is empty.
 * @example
 * new Date(startOfNewYorkDay('2026-05-29')).toISOString(); // '2026-05-29T04:00:00.000Z'
 */
export function startOfNewYorkDay(day: string): number {
  const midnightUtcMs = Date.parse(`${day}T00:00:00Z`);
  if (Number.isNaN(midnightUtcMs)) throw new Error('Choose both dates of the range.');
  const summerMs = midnightUtcMs + 4 * 3_600_000;
  return newYorkDay(summerMs) === day ? summerMs : summerMs + 3_600_000;
}

/**
 * The date so many days before or after another one.
 *
 * @example
 * addDays('2026-05-29', -6); // '2026-05-23'
 */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);
}

const dayMs = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();

/** A time zone's date and time of an instant, as `2026-05-29 20:30:00`. */
function wallTime(epochMs: number, zone: string): string {
  const format =
    formats.get(zone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });
  formats.set(zone, format);
  return format.format(epochMs);
}

/**
 * The date of an instant (ms since 1970) in a time zone, as a date field takes it.
 *
 * @example
 * zoneDay(Date.UTC(2026, 4, 30, 0, 30), 'America/New_York'); // '2026-05-29'
 */
export function zoneDay(epochMs: number, zone: string): string {
  return wallTime(epochMs, zone).slice(0, 10);
}

/**
 * A wall time of a zone, in ms since 1970.
 *
 * @throws {Error} when the date is empty.
 * @example
 * new Date(zoneInstant('2026-05-29', 'America/New_York', '09:30')).toISOString(); // '2026-05-29T13:30:00.000Z'
 */
export function zoneInstant(day: string, zone: string, time = '00:00'): number {
  const asUtcMs = Date.parse(`${day}T${time}:00Z`);
  if (Number.isNaN(asUtcMs)) throw new Error('Choose both dates of the range.');
  const offset = (ms: number): number => Date.parse(`${wallTime(ms, zone).replace(' ', 'T')}Z`) - ms;
  // The offset of a first guess may be that before a change of clocks: the second one is right.
  return asUtcMs - offset(asUtcMs - offset(asUtcMs));
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

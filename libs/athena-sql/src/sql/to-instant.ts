import { toZonedInstant } from './zoned-instant.ts';

/**
 * The instant that Athena or Trino prints: `2026-05-29 19:30:00.123456`, cut to the millisecond, with a zone behind it or
 * none for UTC; undefined for other texts.
 *
 * @example
 * toInstant('2026-05-29 15:30:00.123 America/New_York'); // 2026-05-29T19:30:00.123Z
 */
export function toInstant(text: string): Date | undefined {
  const match =
    /^(\d{4})-(\d{2})-(\d{2})[ T](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d+))?)?(?: ?([A-Za-z+-][\w+\-:/]*))?$/.exec(text);
  if (match === null) return undefined;
  const [, year, month, day, hour, minute, second = '0', fraction = '', zone = 'UTC'] = match;
  const ms = Number(fraction.slice(0, 3).padEnd(3, '0'));
  const wall = new Date(0);
  wall.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  wall.setUTCHours(Number(hour), Number(minute), Number(second), ms);
  const isReal =
    wall.getUTCMonth() === Number(month) - 1 &&
    wall.getUTCDate() === Number(day) &&
    wall.getUTCMinutes() === Number(minute);
  return (isReal ? toZonedInstant(wall.getTime(), zone) : null) ?? undefined;
}

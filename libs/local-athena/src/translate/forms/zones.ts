import { notServed } from '../refusal.ts';

/**
 * A time zone as Trino names it: UTC, an offset, or a name of the zone database with a region. DuckDB knows more names than Trino,
 * and Trino prints some under another name, so that others are refused.
 *
 * @throws {EngineFailure} `NOT_SUPPORTED` for other zones.
 * @example
 * readZone('America/New_York'); // 'America/New_York'
 */
export function readZone(zone: string): string {
  if (zone === 'UTC' || zone === 'Z' || /^[+-]00:00$/.test(zone)) return 'UTC';
  if (/^[+-](0\d|1[0-3]):[0-5]\d$/.test(zone)) return zone;
  const isRegion =
    /^(Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian|Pacific)\/[A-Za-z_/-]+$/.test(zone);
  if (!isRegion || formatOf(zone)?.resolvedOptions() === undefined)
    throw notServed(`The time zone ${zone}`, 'use UTC, an offset such as +05:30, or a region such as America/New_York');
  return zone;
}

function formatOf(timeZone: string): Intl.DateTimeFormat | null {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone, dateStyle: 'short', timeStyle: 'medium', hourCycle: 'h23' });
  } catch {
    return null;
  }
}

/**
 * Whether a time is shown by the clock of a zone: not in the hour that is left out in spring.
 *
 * @param time `2026-03-08 02:30`, seconds are optional.
 * @example
 * isOnClock('America/New_York', '2026-03-08 02:30'); // false
 */
export function isOnClock(zone: string, time: string): boolean {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = time.split(/[^\d]/).map(Number);
  const format = zone === 'UTC' || /^[+-]/.test(zone) ? null : formatOf(zone);
  if (format === null) return true;
  const wanted = Date.UTC(year, month - 1, day, hour, minute, second);
  const shown = (atMs: number): number => {
    const part = (type: string): number =>
      Number(format.formatToParts(atMs).find((one) => one.type === type)?.value ?? Number.NaN);
    const shownYear = part('year');
    return Date.UTC(
      shownYear < 100 ? shownYear + Math.floor(year / 100) * 100 : shownYear,
      part('month') - 1,
      part('day'),
      part('hour'),
      part('minute'),
      part('second'),
    );
  };
  return [-dayMs, dayMs].some((away) => {
    const offsetMs = shown(wanted + away) - (wanted + away);
    return shown(wanted - offsetMs) === wanted;
  });
}

const dayMs = 86_400_000;

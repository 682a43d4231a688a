import { addCalendarDays, newYorkDateAt, newYorkInstant } from '@tickerlake/market-calendar';

/** When a scheduler that knows no time zones starts a run. */
export interface LocalStart {
  /** On the machine's clock. */
  readonly hour: number;
  readonly minute: number;
  /** Days of the week on the machine's clock, Sunday is 0. */
  readonly weekdays: readonly number[];
  /** By how many minutes the start is at most after the wanted time in New York, because clocks change on different days. */
  readonly mostLateMinutes: number;
}

const dayMinutes = 1_440;
const yearDays = 366;

/**
 * The one start a day that is never before a time in New York on Monday to Friday: the latest of the local times that it is in the
 * coming year.
 *
 * @param minuteOfDay the wanted time in New York, in minutes after midnight.
 * @param zone of the machine, as IANA names it.
 * @param nowMs the year begins here, in ms since 1970 UTC.
 * @example
 * localStart(1_230, 'UTC', Date.parse('2026-11-30T00:00:00Z')); // { hour: 1, minute: 30, weekdays: [2, 3, 4, 5, 6], mostLateMinutes: 60 }
 */
export function localStart(minuteOfDay: number, zone: string, nowMs: number): LocalStart {
  const today = newYorkDateAt(nowMs);
  const dates = Array.from({ length: yearDays }, (_, day) => addCalendarDays(today, day));
  const minutes = dates.map((date) => localMinutes(date, newYorkInstant(date, minuteOfDay), zone));
  const latest = Math.max(...minutes);
  const shift = Math.floor(latest / dayMinutes);
  const time = latest - shift * dayMinutes;
  return {
    hour: Math.floor(time / 60),
    minute: time % 60,
    weekdays: [1, 2, 3, 4, 5].map((day) => (day + shift + 7) % 7),
    mostLateMinutes: latest - Math.min(...minutes),
  };
}

/** The local time of an instant, in minutes after the midnight with which a date begins. */
function localMinutes(date: string, instantMs: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(instantMs);
  const number = (type: string): number => Number(parts.find((part) => part.type === type)?.value);
  const wallMs = Date.UTC(number('year'), number('month') - 1, number('day'), number('hour'), number('minute'));
  return (wallMs - Date.parse(`${date}T00:00:00Z`)) / 60_000;
}

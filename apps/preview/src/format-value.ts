import { newYorkDay } from './new-york-day.ts';

/**
 * A value in Grafana's unit, as text.
 *
 * @example
 * formatValue(1.234, 'percent', 2); // '1.23 %'
 */
export function formatValue(value: unknown, unit: string | undefined, decimals: number | undefined): string {
  if (value === null || value === undefined) return '-';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value !== 'number') return String(value);
  const number = value.toLocaleString('en-US', { minimumFractionDigits: decimals ?? 0, maximumFractionDigits: decimals ?? 3 });
  switch (unit) {
    case 'currencyUSD': return `$${number}`;
    case 'percent': return `${number} %`;
    case 'm': return value >= 120 ? `${(value / 60).toFixed(1)} h` : `${number} min`;
    case 'dateTimeAsIso': return newYorkTime(value);
    default: return number;
  }
}

const dayAndTime = new Intl.DateTimeFormat('sv-SE', { timeZone: 'America/New_York', dateStyle: 'short', timeStyle: 'short' });
const monthAndDay = new Intl.DateTimeFormat('en-US', { timeZone: 'America/New_York', month: 'short', day: 'numeric' });
const timeOfDay = new Intl.DateTimeFormat('sv-SE', { timeZone: 'America/New_York', timeStyle: 'short' });

/**
 * An instant as New York wall time.
 *
 * @example
 * newYorkTime(Date.UTC(2026, 4, 29, 13, 30)); // '2026-05-29, 09:30'
 */
export function newYorkTime(epochMs: number): string {
  return dayAndTime.format(epochMs).replace(' ', ', ');
}

/**
 * The marks of a time axis in New York, in order: days, or times where marks lie closer than a day; below the first mark of a year or
 * of a day, that year or day.
 *
 * @example
 * axisTimes([Date.UTC(2026, 4, 29, 14), Date.UTC(2026, 4, 29, 16)]); // ['10:00\nMay 29', '12:00']
 */
export function axisTimes(marksMs: readonly number[]): string[] {
  const dates = marksMs.map(newYorkDay);
  const areDays = dates.length > 1 && new Set(dates).size === dates.length;
  const small = marksMs.map((ms) => (areDays ? monthAndDay : timeOfDay).format(ms));
  const large = marksMs.map((ms, index) => (areDays ? dates[index]?.slice(0, 4) : monthAndDay.format(ms)));
  return small.map((text, index) => (large[index] === large[index - 1] ? text : `${text}\n${large[index]}`));
}

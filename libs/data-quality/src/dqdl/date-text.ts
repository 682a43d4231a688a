/**
 * Whether a text has the shape of a date, and whether there is such a day.
 *
 * @example
 * dateText('2024-02-30'); // 'no such day'
 */
export function dateText(text: string): 'date' | 'no such day' | 'other' {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (match === null) return 'other';
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (month < 1 || month > 12) return 'no such day';
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
  return day >= 1 && day <= days ? 'date' : 'no such day';
}

/**
 * The minute of the day of `HH:MM` or `h:MM AM|PM`, or null; `24:00` is midnight, as in AWS's parser.
 *
 * @example
 * minuteOfDay('9:30 PM'); // 1290
 */
export function minuteOfDay(text: string): number | null {
  const match = /^(\d{1,2}):([0-5]\d)(?: (AM|PM))?$/.exec(text);
  if (match === null) return null;
  const [hour, minute, half] = [Number(match[1]), Number(match[2]), match[3]];
  if (half === undefined && hour === 24 && minute === 0) return 0;
  if (half === undefined) return match[1]?.length === 2 && hour < 24 ? hour * 60 + minute : null;
  if (hour < 1 || hour > 12) return null;
  return ((hour % 12) + (half === 'PM' ? 12 : 0)) * 60 + minute;
}

/**
 * Whether a text has the shape of a time of day, be it one or not.
 *
 * @example
 * looksLikeTime('99:99'); // true
 */
export const looksLikeTime = (text: string): boolean => /^(\d{2}:\d{2}|\d{1,2}:\d{2} (AM|PM))$/.test(text);

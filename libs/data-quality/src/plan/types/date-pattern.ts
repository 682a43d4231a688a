type Part = 'yyyy' | 'MM' | 'dd';

const leapYear = '(?:\\d\\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)';
const months: Readonly<Record<number, string>> = {
  28: '(?:0[1-9]|1[0-2])',
  30: '(?:0[13-9]|1[0-2])',
  31: '(?:0[13578]|1[02])',
};

/** Days with the months that have them: an engine-neutral calendar, since engines cast texts to dates differently. */
const calendar: readonly Readonly<Record<Part, string>>[] = [
  { yyyy: '\\d{4}', MM: months[28] ?? '', dd: '(?:0[1-9]|1\\d|2[0-8])' },
  { yyyy: '\\d{4}', MM: months[30] ?? '', dd: '(?:29|30)' },
  { yyyy: '\\d{4}', MM: months[31] ?? '', dd: '31' },
  { yyyy: leapYear, MM: '02', dd: '29' },
];

/** The formats that AWS documents for `with format`. */
const formats: readonly string[] = [
  ...['dd-MM-yyyy', 'MM-dd-yyyy', 'yyyy-MM-dd', 'MM-yyyy', 'dd-MM', 'MM-dd', 'yyyy-MM'].flatMap((format) => [
    format,
    format.replaceAll('-', '/'),
  ]),
];

/**
 * A pattern for the dates of a format, of days that exist, or null for a format that AWS does not have. Without a year the 29th of
 * February counts.
 *
 * @example
 * datePattern('dd-MM-yyyy'); // '(?:..)', which matches 29-02-2024 and not 29-02-2023
 */
export function datePattern(format: string): string | null {
  if (!formats.includes(format)) return null;
  const alternatives = calendar.map((day) => format.replace(/yyyy|MM|dd/g, (part) => day[part as Part]));
  return `(?:${[...new Set(alternatives)].join('|')})`;
}

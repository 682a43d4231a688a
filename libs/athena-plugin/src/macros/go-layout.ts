/**
 * The pattern letters in the order in which Grafana's plugin replaces them, each at its first place only, and what they
 * become in Go's layout. Measured on its library (toolbox); letters in literal text are replaced too.
 */
const replacements: readonly (readonly [string, string])[] = [
  ['ddd', '_2'],
  ['dd', '02'],
  ['d', '2'],
  ['HH', '15'],
  ['hh', '03'],
  ['h', '3'],
  ['mm', '04'],
  ['m', '4'],
  ['ss', '05'],
  ['s', '5'],
  ['yyyy', '2006'],
  ['yy', '06'],
  ['y', '06'],
  ['SSS', '000'],
  ['a', 'pm'],
  ['aa', 'PM'],
  ['MMMM', 'January'],
  ['MMM', 'Jan'],
  ['MM', '01'],
  ['M', '1'],
  ['ZZ', '-0700'],
  ['Z', '-07'],
  ['zz:zz', 'Z07:00'],
  ['zzzz', 'Z0700'],
  ['z', 'MST'],
  ['EEEE', 'Monday'],
  ['E', 'Mon'],
];

/**
 * A pattern such as `yyyy-MM-dd` as a layout of Go.
 *
 * @example
 * toGoLayout('yyyy-MM-dd'); // '2006-01-02'
 */
export function toGoLayout(pattern: string): string {
  return replacements.reduce((layout, [letters, go]) => layout.replace(letters, () => go), pattern);
}

const chunks =
  /January|Jan(?![a-z])|Monday|Mon(?![a-z])|MST|002|0[1-6]|15|1|__2|_2(?!006)|2006|[2345]|PM|pm|-07:00:00|-070000|-07:00|-0700|-07|Z07:00:00|Z070000|Z07:00|Z0700|Z07|[.,](?:0+|9+)(?!\d)/g;

/**
 * An instant by a layout of Go (`2006-01-02 15:04:05.000`).
 *
 * @param timeZone an IANA zone; the layout's own zone letters are written for UTC, in which Grafana formats.
 * @example
 * formatGo(Date.UTC(2026, 10, 20), '2006-01-02', 'UTC'); // '2026-11-20'
 */
export function formatGo(epochMs: number, layout: string, timeZone: string): string {
  const clock = toClock(epochMs, timeZone);
  return layout.replace(chunks, (chunk) =>
    /^[.,]/.test(chunk) ? fraction(chunk, clock.getUTCMilliseconds()) : (spell[chunk]?.(clock) ?? utcZone(chunk)),
  );
}

/** A date whose UTC fields are the clock of the zone. */
function toClock(epochMs: number, timeZone: string): Date {
  if (timeZone === 'UTC') return new Date(epochMs);
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(epochMs);
  const part = (type: string): number => Number(parts.find((candidate) => candidate.type === type)?.value);
  return new Date(
    Date.UTC(
      part('year'),
      part('month') - 1,
      part('day'),
      part('hour'),
      part('minute'),
      part('second'),
      new Date(epochMs).getUTCMilliseconds(),
    ),
  );
}

const two = (value: number): string => String(value).padStart(2, '0');
const word = (clock: Date, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat('en-US', { timeZone: 'UTC', ...options }).format(clock);
const hour12 = (clock: Date): number => clock.getUTCHours() % 12 || 12;
const dayOfYear = (clock: Date): number =>
  Math.floor((clock.getTime() - Date.UTC(clock.getUTCFullYear(), 0, 1)) / 86_400_000) + 1;

const spell: Readonly<Record<string, (clock: Date) => string>> = {
  January: (clock) => word(clock, { month: 'long' }),
  Jan: (clock) => word(clock, { month: 'short' }),
  '01': (clock) => two(clock.getUTCMonth() + 1),
  '1': (clock) => String(clock.getUTCMonth() + 1),
  Monday: (clock) => word(clock, { weekday: 'long' }),
  Mon: (clock) => word(clock, { weekday: 'short' }),
  '02': (clock) => two(clock.getUTCDate()),
  _2: (clock) => String(clock.getUTCDate()).padStart(2),
  '2': (clock) => String(clock.getUTCDate()),
  '002': (clock) => String(dayOfYear(clock)).padStart(3, '0'),
  __2: (clock) => String(dayOfYear(clock)).padStart(3),
  '15': (clock) => two(clock.getUTCHours()),
  '03': (clock) => two(hour12(clock)),
  '3': (clock) => String(hour12(clock)),
  '04': (clock) => two(clock.getUTCMinutes()),
  '4': (clock) => String(clock.getUTCMinutes()),
  '05': (clock) => two(clock.getUTCSeconds()),
  '5': (clock) => String(clock.getUTCSeconds()),
  '2006': (clock) => String(clock.getUTCFullYear()).padStart(4, '0'),
  '06': (clock) => two(clock.getUTCFullYear() % 100),
  PM: (clock) => (clock.getUTCHours() < 12 ? 'AM' : 'PM'),
  pm: (clock) => (clock.getUTCHours() < 12 ? 'am' : 'pm'),
  MST: () => 'UTC',
};

function utcZone(chunk: string): string {
  return chunk.startsWith('Z') ? 'Z' : chunk.replace('-', '+').replaceAll('7', '0');
}

function fraction(chunk: string, ms: number): string {
  const digits = String(ms)
    .padStart(3, '0')
    .padEnd(chunk.length - 1, '0')
    .slice(0, chunk.length - 1);
  if (chunk[1] === '0') return `${chunk[0]}${digits}`;
  const trimmed = digits.replace(/0+$/, '');
  return trimmed === '' ? '' : `${chunk[0]}${trimmed}`;
}

import { notServed, refusedByTrino } from '../refusal.ts';

/** A part of a format: a field of the time, or literal text. */
export type FormatPart = { readonly field: string } | { readonly text: string };

/** MySQL's letters. Source: Trino documentation, "MySQL date functions". */
const mySql: Readonly<Record<string, string>> = {
  Y: 'year',
  y: 'year2',
  m: 'month',
  c: 'month-1',
  M: 'month-name',
  b: 'month-short',
  d: 'day',
  e: 'day-1',
  H: 'hour',
  k: 'hour-1',
  h: 'hour12',
  I: 'hour12',
  l: 'hour12-1',
  i: 'minute',
  s: 'second',
  S: 'second',
  f: 'micro',
  p: 'half',
  W: 'weekday',
  a: 'weekday-short',
  j: 'day-of-year',
};
const mySqlPairs: Readonly<Record<string, string>> = { T: '%H:%i:%s', r: '%h:%i:%s %p' };

/** Joda's letters with their counts. Source: Joda-Time, `DateTimeFormat`. */
const joda: Readonly<Record<string, string>> = {
  yyyy: 'year',
  YYYY: 'year',
  yy: 'year2',
  MM: 'month',
  M: 'month-1',
  MMM: 'month-short',
  MMMM: 'month-name',
  dd: 'day',
  d: 'day-1',
  HH: 'hour',
  H: 'hour-1',
  hh: 'hour12',
  h: 'hour12-1',
  mm: 'minute',
  ss: 'second',
  SSS: 'milli',
  a: 'half',
  EEEE: 'weekday',
  EEE: 'weekday-short',
  E: 'weekday-short',
  DDD: 'day-of-year',
  e: 'weekday-number',
};

const duckDb: Readonly<Record<string, string>> = {
  year: '%Y',
  year2: '%y',
  month: '%m',
  'month-1': '%-m',
  'month-name': '%B',
  'month-short': '%b',
  day: '%d',
  'day-1': '%-d',
  hour: '%H',
  'hour-1': '%-H',
  hour12: '%I',
  'hour12-1': '%-I',
  minute: '%M',
  second: '%S',
  milli: '%g',
  micro: '%g000',
  half: '%p',
  weekday: '%A',
  'weekday-short': '%a',
  'day-of-year': '%j',
  'weekday-number': '%u',
};
const monthNames = 'January February March April May June July August September October November December'.split(' ');
/** Fields that both engines parse identically, and the texts that both accept. */
const parsable: Readonly<Record<string, string>> = {
  year: '[0-9][0-9][0-9][0-9]',
  month: '[0-9][0-9]?',
  'month-1': '[0-9][0-9]?',
  day: '[0-9][0-9]?',
  'day-1': '[0-9][0-9]?',
  hour: '[0-9][0-9]?',
  'hour-1': '[0-9][0-9]?',
  minute: '[0-9][0-9]?',
  second: '[0-9][0-9]?',
  milli: '[0-9][0-9][0-9]',
  micro: '[0-9][0-9][0-9]',
  hour12: '(0?[1-9]|1[0-2])',
  'hour12-1': '(0?[1-9]|1[0-2])',
  half: '(AM|PM)',
  'month-name': `(${monthNames.join('|')})`,
  'month-short': `(${monthNames.map((name) => name.slice(0, 3)).join('|')})`,
};

/**
 * A format of `date_format` and `date_parse`.
 *
 * @throws {EngineFailure} for letters that Trino or this endpoint does not support.
 * @example
 * readMySqlFormat('%Y-%i'); // [{ field: 'year' }, { text: '-' }, { field: 'minute' }]
 */
export function readMySqlFormat(format: string): FormatPart[] {
  return format
    .replaceAll(/%([Tr])/g, (_, letter: string) => mySqlPairs[letter] ?? '')
    .split(/(%[^])/)
    .filter((part) => part !== '')
    .map((part) => {
      if (/^%$/.test(part))
        throw refusedByTrino('INVALID_FUNCTION_ARGUMENT', 'Invalid date format string: a % at its end');
      if (!/^%[^]$/.test(part)) return { text: part };
      const letter = part.charAt(1);
      if ('DUuVwX'.includes(letter))
        throw refusedByTrino('INVALID_FUNCTION_ARGUMENT', `%${letter} not supported in date format string`);
      if (/[vx]/.test(letter)) throw notServed(`%${letter} in a date format`);
      const field = mySql[letter];
      return field === undefined ? { text: letter } : { field };
    });
}

/**
 * A format of `format_datetime` and `parse_datetime`.
 *
 * @throws {EngineFailure} for letters that this endpoint does not support.
 * @example
 * readJodaFormat("HH:mm'Z'"); // [{ field: 'hour' }, { text: ':' }, { field: 'minute' }, { text: 'Z' }]
 */
export function readJodaFormat(format: string): FormatPart[] {
  const pieces = format.match(/''|'(?:[^']|'')*'|([A-Za-z])\1*|[^A-Za-z']+|'/g) ?? [];
  return pieces.map((piece) => {
    if (piece === "''") return { text: "'" };
    if (piece.startsWith("'")) return { text: piece.slice(1, -1).replaceAll("''", "'") };
    if (!/^[A-Za-z]/.test(piece)) return { text: piece };
    const field = joda[piece];
    if (field === undefined) throw notServed(`${piece} in a date format`);
    return { field };
  });
}

/**
 * A format for DuckDB's `strftime`.
 *
 * @example
 * toPrintFormat([{ field: 'year' }]); // '%Y'
 */
export function toPrintFormat(parts: readonly FormatPart[]): string {
  return parts.map((part) => ('text' in part ? part.text.replaceAll('%', '%%') : (duckDb[part.field] ?? ''))).join('');
}

/**
 * A format for DuckDB's `strptime`, the texts it takes, and what is put before them: without a year it is 1970.
 *
 * @throws {EngineFailure} for fields that the engines parse differently (years of two digits, names of days).
 * @example
 * toParseFormat([{ field: 'hour' }]); // { format: '%Y %H', pattern: '[0-9][0-9]?', year: '1970 ' }
 */
export function toParseFormat(parts: readonly FormatPart[]): {
  readonly format: string;
  readonly pattern: string;
  readonly year: string;
} {
  const fields = parts.flatMap((part) => ('field' in part ? [part.field] : []));
  for (const field of fields) if (!Object.hasOwn(parsable, field)) throw notServed(`Reading ${field} from a text`);
  const isDate = fields.some((field) => /^(month|day)/.test(field));
  if (!fields.includes('year') && isDate) throw notServed('Reading a date without a year', 'put a year before it');
  if (fields.includes('half') !== fields.some((field) => field.startsWith('hour12')))
    throw notServed('Reading an hour of twelve without AM or PM', 'put %p or a behind it');
  if (new Set(fields).size < fields.length) throw notServed('Reading a field twice');
  const year = fields.includes('year') ? '' : '1970 ';
  const pattern = parts
    .map((part) =>
      'text' in part ? part.text.replaceAll(/[\\^$.|?*+()[\]{}]/g, String.raw`\$&`) : (parsable[part.field] ?? ''),
    )
    .join('');
  const format = toPrintFormat(
    parts.map((part) => ('field' in part && part.field === 'micro' ? { field: 'milli' } : part)),
  );
  return { format: `${year === '' ? '' : '%Y '}${format}`, pattern, year };
}

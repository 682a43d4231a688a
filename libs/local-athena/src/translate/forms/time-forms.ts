import { castTo, toLocal, zoned, zonedNear } from '../casts.ts';
import { type CallForm, form } from '../call-form.ts';
import { notServed, refusedByTrino } from '../refusal.ts';
import { simple, type TrinoType, varchar } from '../trino-type.ts';
import { textLiteral, type TypedSql } from '../typed-sql.ts';
import { readZone } from './zones.ts';
import { readJodaFormat, readMySqlFormat, toParseFormat, toPrintFormat } from './time-formats.ts';
import { literalText } from './literals.ts';

/** The local wall-clock time of a value. */
const local = (value: TypedSql | undefined): string => (value === undefined ? 'NULL' : (toLocal(value) ?? value.sql));

const part = (names: readonly string[], duckDb: string): CallForm[] =>
  names.map((name) => form(name, 'local', 'bigint', ([value]) => duckDb.replace('{0}', () => local(value))));

const timePart = (name: string, duckDb: string): CallForm[] => [
  form(name, 'clock', 'bigint', ([value]) => duckDb.replace('{0}', () => local(value))),
];

/** Units supported for dates. */
const dayUnits: readonly string[] = ['day', 'week', 'month', 'quarter', 'year'];
const units: readonly string[] = ['millisecond', 'second', 'minute', 'hour', ...dayUnits];

function unitOf(arg: TypedSql | undefined, isDate: boolean): string {
  const text = literalText('a function of dates', arg);
  const unit = text.toLowerCase();
  const field = isDate ? 'DATE' : 'TIMESTAMP';
  if (!(isDate ? dayUnits : units).includes(unit))
    throw refusedByTrino('INVALID_FUNCTION_ARGUMENT', `'${text}' is not a valid ${field} field`);
  return unit;
}

/** Converts a changed wall-clock time back to the type of the value. */
function fromLocal(sql: string, { type, sql: before }: TypedSql): string {
  if (type.kind === 'date') return `CAST(${sql} AS DATE)`;
  return type.kind === 'instant' ? zonedNear(type.zone, sql, before) : `CAST(${sql} AS TIMESTAMP)`;
}

const third = (args: readonly TypedSql[]): TrinoType => args[2]?.type ?? simple('unknown');
const second = (args: readonly TypedSql[]): TrinoType => args[1]?.type ?? simple('unknown');
const kindOf = (value: TypedSql | undefined): string => value?.type.kind ?? '';

function truncate([unit, value]: readonly TypedSql[]): string {
  if (value === undefined) return 'NULL';
  return fromLocal(`date_trunc('${unitOf(unit, value.type.kind === 'date')}', ${local(value)})`, value);
}

const intervals: Readonly<Record<string, string>> = {
  millisecond: 'to_milliseconds({n})',
  second: 'to_seconds({n})',
  minute: 'to_minutes({n})',
  hour: 'to_hours({n})',
  day: 'to_days(CAST({n} AS INTEGER))',
  week: 'to_days(CAST(7 * {n} AS INTEGER))',
  month: 'to_months(CAST({n} AS INTEGER))',
  quarter: 'to_months(CAST(3 * {n} AS INTEGER))',
  year: 'to_years(CAST({n} AS INTEGER))',
};

/** Units up to hours apply to the instant, days and longer to the wall clock of the zone. */
function add([unitArg, n, value]: readonly TypedSql[]): string {
  if (value === undefined || n === undefined) return 'NULL';
  const unit = unitOf(unitArg, value.type.kind === 'date');
  const interval = (intervals[unit] ?? '').replaceAll('{n}', () => n.sql);
  if (value.type.kind === 'instant' && !dayUnits.includes(unit))
    return zoned('UTC', `(${zoned('UTC', value.sql)} + ${interval})`, 'to instant');
  return fromLocal(`(${local(value)} + ${interval})`, value);
}

function addType(args: readonly TypedSql[]): TrinoType {
  const type = third(args);
  const isMillis = args[0]?.literal?.toLowerCase() === 'millisecond';
  if (isMillis && type.kind === 'instant' && type.precision < 3)
    throw notServed('date_add of milliseconds to an instant without them', 'cast it to timestamp(3) with time zone');
  return 'precision' in type && type.kind !== 'decimal' && isMillis
    ? { ...type, precision: Math.max(3, type.precision) }
    : type;
}

function difference([unitArg, first, last]: readonly TypedSql[]): string {
  if (first === undefined || last === undefined) return 'NULL';
  const unit = unitOf(unitArg, first.type.kind === 'date');
  if (first.type.kind !== 'instant') return `datesub('${unit}', ${local(first)}, ${local(last)})`;
  const zone = dayUnits.includes(unit) ? first.type.zone : 'UTC';
  return `datesub('${unit}', ${zoned(zone, first.sql)}, ${zoned(zone, last.sql)})`;
}

const instantIn = (zone: string): TrinoType => ({ kind: 'instant', precision: 3, zone });

const zoneOf = (arg: TypedSql | undefined): string => readZone(literalText('a time zone', arg));

const precisionOf = (type: TrinoType | undefined): number =>
  type !== undefined && 'precision' in type && type.kind !== 'decimal' ? type.precision : 0;
const secondsToTimestamp = (seconds: string): string =>
  `make_timestamp(CAST(floor(${seconds} * 1000 + 0.5e0) AS BIGINT) * 1000)`;

function fromIso(text: string): TypedSql {
  const parts =
    /^(\d{4}-\d{2}-\d{2})(?:T((?:[01]\d|2[0-3]):\d{2}(?::\d{2}(?:\.\d{1,3})?)?)(Z|[+-]\d{2}:\d{2})?)?$/.exec(text);
  if (parts === null) throw refusedByTrino('INVALID_FUNCTION_ARGUMENT', `Invalid format: "${text}"`);
  const [, day = '', time = '00:00', zone = 'Z'] = parts;
  const name = readZone(zone === 'Z' ? 'UTC' : zone);
  return {
    sql: zoned(name, `TIMESTAMP '${day} ${time.length === 5 ? `${time}:00` : time}'`, 'to instant'),
    type: instantIn(name),
  };
}

function printed(parts: ReturnType<typeof readMySqlFormat>, value: TypedSql | undefined): string {
  return `strftime(${local(value)}, ${textLiteral(toPrintFormat(parts))})`;
}

function parsed(parts: ReturnType<typeof readMySqlFormat>, text: string): string {
  const { format, pattern, year } = toParseFormat(parts);
  return `trino_parse(${text}, ${textLiteral(pattern)}, ${textLiteral(year)}, ${textLiteral(format)})`;
}

/** How far the clock of an instant is ahead of UTC's. */
const offsetMinutes = (value: TypedSql | undefined): string =>
  `(CAST(epoch_us(${local(value)}) - epoch_us(${zoned('UTC', value?.sql ?? 'NULL')}) AS BIGINT) // 60000000)`;

/** ISO 8601 with the fractional digits of the precision. */
function toIso([value]: readonly TypedSql[]): string {
  if (value === undefined) return 'NULL';
  if (value.type.kind === 'date') return `CAST(${value.sql} AS VARCHAR)`;
  const precision = precisionOf(value.type);
  const text =
    precision === 0
      ? `strftime(${local(value)}, '%Y-%m-%dT%H:%M:%S')`
      : `left(strftime(${local(value)}, '%Y-%m-%dT%H:%M:%S.%f'), ${precision === 6 ? 99 : precision - 6})`;
  if (value.type.kind !== 'instant') return text;
  if (value.type.zone === 'UTC') return `${text} || 'Z'`;
  const minutes = offsetMinutes(value);
  return `${text} || CASE WHEN ${minutes} = 0 THEN 'Z' ELSE printf('%s%02d:%02d', CASE WHEN ${minutes} < 0 THEN '-' ELSE '+' END, abs(${minutes}) // 60, abs(${minutes}) % 60) END`;
}

/** Functions of dates and times. */
export const timeForms: readonly CallForm[] = [
  ...part(['year'], 'year({0})'),
  ...part(['quarter'], 'quarter({0})'),
  ...part(['month'], 'month({0})'),
  ...part(['week', 'week_of_year'], 'weekofyear({0})'),
  ...part(['day', 'day_of_month'], 'day({0})'),
  ...part(['day_of_week', 'dow'], 'isodow({0})'),
  ...part(['day_of_year', 'doy'], 'dayofyear({0})'),
  ...part(['year_of_week', 'yow'], 'isoyear({0})'),
  ...timePart('hour', 'hour({0})'),
  ...timePart('minute', 'minute({0})'),
  ...timePart('second', 'second({0})'),
  ...timePart('millisecond', '(millisecond({0}) % 1000)'),
  form('timezone_hour', 'instant', 'bigint', ([value]) => `(${offsetMinutes(value)} // 60)`),
  form('timezone_minute', 'instant', 'bigint', ([value]) => `(${offsetMinutes(value)} % 60)`),
  form('last_day_of_month', 'local', 'date', ([value]) => `last_day(${local(value)})`),
  form('date_trunc', 'literal, local', second, truncate),
  form('date_add', 'literal, bigint, local', addType, add),
  form('date_diff', 'literal, date, date', 'bigint', difference),
  form('date_diff', 'literal, instant, instant', 'bigint', difference),
  form('date_diff', 'literal, D, D', 'bigint', difference),
  form('date', 'text', 'date', ([text]) => castTo(text ?? { sql: 'NULL', type: varchar }, simple('date')).sql),
  form('date', 'local', 'date', ([value]) => `CAST(${local(value)} AS DATE)`),
  form('date_format', 'local, literal', 'varchar', ([value, format]) =>
    printed(readMySqlFormat(literalText('date_format', format)), value),
  ),
  form('format_datetime', 'local, literal', 'varchar', ([value, format]) =>
    printed(readJodaFormat(literalText('format_datetime', format)), value),
  ),
  form('date_parse', 'varchar, literal', 'timestamp(3)', ([text, format]) =>
    parsed(readMySqlFormat(literalText('date_parse', format)), text?.sql ?? 'NULL'),
  ),
  form('parse_datetime', 'varchar, literal', 'instant(3)', ([text, format]) =>
    zoned('UTC', parsed(readJodaFormat(literalText('parse_datetime', format)), text?.sql ?? 'NULL'), 'to instant'),
  ),
  form(
    'to_unixtime',
    'local',
    'double',
    ([value]) =>
      `(CAST(epoch_us(${kindOf(value) === 'instant' ? zoned('UTC', value?.sql ?? '') : local(value)}) AS DOUBLE) / 1000000)`,
  ),
  form('from_unixtime', 'double', 'instant(3)', ([seconds]) =>
    zoned('UTC', secondsToTimestamp(seconds?.sql ?? ''), 'to instant'),
  ),
  form(
    'from_unixtime',
    'double, literal',
    ([, zone]) => instantIn(zoneOf(zone)),
    ([seconds]) => zoned('UTC', secondsToTimestamp(seconds?.sql ?? ''), 'to instant'),
  ),
  form('from_iso8601_date', 'literal', 'date', ([text]) => {
    const day = literalText('from_iso8601_date', text);
    if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) throw notServed(`from_iso8601_date of '${day}'`, 'write it as 2026-11-20');
    return `CAST(${fromIso(day).sql} AS DATE)`;
  }),
  form(
    'from_iso8601_timestamp',
    'literal',
    ([text]) => fromIso(literalText('from_iso8601_timestamp', text)).type,
    ([text]) => fromIso(literalText('from_iso8601_timestamp', text)).sql,
  ),
  form('to_iso8601', 'local', 'varchar', toIso),
  form(
    'at_timezone',
    'local, literal',
    ([value, zone]) => ({ kind: 'instant', precision: precisionOf(value?.type), zone: zoneOf(zone) }),
    ([value]) => (kindOf(value) === 'instant' ? (value?.sql ?? '') : zoned('UTC', local(value), 'to instant')),
  ),
  form(
    'with_timezone',
    'local, literal',
    ([value, zone]) => ({ kind: 'instant', precision: precisionOf(value?.type), zone: zoneOf(zone) }),
    ([value, zone]) =>
      kindOf(value) === 'instant' ? refuseInstant() : zoned(zoneOf(zone), local(value), 'to instant'),
  ),
  ...['now', 'current_timestamp'].map((name) => form(name, '', 'instant(3)', "date_trunc('millisecond', now())")),
  form('localtimestamp', '', 'timestamp(3)', "timezone('UTC', date_trunc('millisecond', now()))"),
  form('current_date', '', 'date', "CAST(timezone('UTC', now()) AS DATE)"),
  form('current_timezone', '', 'varchar', "'UTC'"),
  form('to_milliseconds', 'interval_ds', 'bigint', 'CAST(epoch({0}) * 1000 AS BIGINT)'),
];

function refuseInstant(): never {
  throw refusedByTrino(
    'FUNCTION_NOT_FOUND',
    'Unexpected parameters (timestamp with time zone) for function with_timezone',
  );
}

/** The function for a unit of EXTRACT; null for an unsupported unit. */
export const extractFunctions: Readonly<Record<string, string>> = {
  year: 'year',
  quarter: 'quarter',
  month: 'month',
  week: 'week',
  day: 'day',
  day_of_month: 'day',
  day_of_week: 'dow',
  dow: 'dow',
  day_of_year: 'doy',
  doy: 'doy',
  year_of_week: 'yow',
  yow: 'yow',
  hour: 'hour',
  minute: 'minute',
  second: 'second',
};

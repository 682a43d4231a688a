import { notServed, refusedByTrino } from './refusal.ts';
import {
  duckDbType,
  fieldName,
  isFloating,
  isInteger,
  refuseUnordered,
  type TrinoType,
  typeText,
  varchar,
} from './trino-type.ts';
import { errorCall, nullOf, textLiteral, type TypedSql } from './typed-sql.ts';

/** Texts that Trino accepts for a type; DuckDB accepts more. */
const patterns: Readonly<Record<string, string>> = {
  integer: '^\\s*[+-]?[0-9]+\\s*$',
  floating: '^[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]+)?$|^[+-]?(NaN|Infinity)$',
  decimal: '^[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)$',
  boolean: '^(?i)(t|f|1|0|true|false)$',
  date: '^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}$',
  timestamp: '^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}( [0-9]{1,2}:[0-9]{1,2}(:[0-9]{1,2}([.][0-9]{1,6})?)?)?$',
  time: '^([01]?[0-9]|2[0-3]):[0-9]{1,2}(:[0-9]{1,2}([.][0-9]{1,6})?)?$',
  instant: '^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}( [0-9]{1,2}:[0-9]{1,2}(:[0-9]{1,2}([.][0-9]{1,6})?)?)?( UTC)?$',
};

/** Texts that Trino may accept too, in ways that are not known to be DuckDB's. */
const unsure: Readonly<Record<string, string>> = {
  floating: '^\\s*[+-]?[0-9.]+([eE][+-]?[0-9]+)?[dDfF]?\\s*$|0[xX]',
  decimal: '^\\s*[+-]?[0-9.]+([eE][+-]?[0-9]+)?\\s*$',
  date: '[0-9]-[0-9]{1,2}-[0-9]',
  timestamp: '[0-9]-[0-9]{1,2}-[0-9]',
  instant: '[0-9]-[0-9]{1,2}-[0-9]',
  time: '[0-9]:[0-9]',
};

/** What a cast does when the value cannot be represented. */
interface CastMode {
  readonly isTry: boolean;
  /** DuckDB's own cast of an expression. */
  plain(sql: string, type: string): string;
  /** The replacement for the value. */
  fail(sql: string, to: TrinoType): string;
}

const modes: Readonly<Record<'cast' | 'try', CastMode>> = {
  cast: {
    isTry: false,
    plain: (sql, type) => `CAST(${sql} AS ${type})`,
    fail: (sql, to) =>
      errorCall(`'INVALID_CAST_ARGUMENT: Value cannot be cast to ${typeText(to)}: ' || CAST(${sql} AS VARCHAR)`),
  },
  try: { isTry: true, plain: (sql, type) => `TRY_CAST(${sql} AS ${type})`, fail: (_, to) => nullOf(to) },
};

/**
 * CAST and TRY_CAST with Trino's semantics: rounding half away from zero, only texts that Trino accepts, Java's text of
 * a double.
 *
 * @throws {EngineFailure} `TYPE_MISMATCH` where Trino has no such cast; `NOT_SUPPORTED` where DuckDB has no equal one.
 * @example
 * castTo({ sql: 'x', type: { kind: 'double' } }, { kind: 'integer' }).sql; // 'CAST(round(x) AS INTEGER)'
 */
export function castTo(from: TypedSql, to: TrinoType, isTry = false): TypedSql {
  return { sql: castSql(from, to, isTry ? modes.try : modes.cast), type: keepZone(from.type, to) };
}

function keepZone(from: TrinoType, to: TrinoType): TrinoType {
  return to.kind === 'instant' && from.kind === 'instant' ? { ...to, zone: from.zone } : to;
}

function castSql({ sql, type: from }: TypedSql, to: TrinoType, mode: CastMode): string {
  const target = duckDbType(to);
  if (from.kind === 'unknown') return nullOf(to);
  if (to.kind === 'varchar') return cutText(castToText({ sql, type: from }), from, to, mode);
  if (from.kind === 'varchar') return castFromText(sql, to, mode);
  if (from.kind === 'boolean' && (to.kind === 'boolean' || isInteger(to) || isFloating(to)))
    return mode.plain(sql, target);
  if (isInteger(from) && (isInteger(to) || isFloating(to) || to.kind === 'decimal' || to.kind === 'boolean'))
    return mode.plain(sql, target);
  if (from.kind === 'decimal' && to.kind === 'boolean') return `(${sql} <> 0)`;
  if (from.kind === 'boolean' && to.kind === 'decimal') return mode.plain(`CAST(${sql} AS INTEGER)`, target);
  if (from.kind === 'decimal' && (isInteger(to) || isFloating(to) || to.kind === 'decimal'))
    return mode.plain(sql, target);
  if (isFloating(from)) return castFromFloating(sql, from, to, mode);
  if (from.kind === 'array' && to.kind === 'array') {
    const item = castSql({ sql: 'item', type: from.item }, to.item, mode);
    if (mode.isTry && item !== 'item')
      throw notServed('TRY_CAST of an array', 'use CAST, or TRY_CAST the items in transform');
    return item === 'item' ? sql : `list_transform(${sql}, lambda item: ${item})`;
  }
  if (mode.isTry && from.kind === 'row' && to.kind === 'row') throw notServed('TRY_CAST of a row', 'use CAST');
  if (from.kind === 'row' && to.kind === 'row' && from.fields.length === to.fields.length)
    return castRow(sql, from, to, mode);
  refuseUnordered(from);
  if (from.kind === 'map' && to.kind === 'map' && duckDbType(from) === target) return sql;
  if (to.kind === 'json') return castToJson(sql, from);
  const time = castTime(sql, from, to);
  if (time !== null) return time;
  if (from.kind === to.kind && from.kind !== 'row') return sql;
  if (from.kind === 'json' || from.kind === 'map') throw notServed(`A cast from ${typeText(from)} to ${typeText(to)}`);
  throw refusedByTrino('TYPE_MISMATCH', `Cannot cast ${typeText(from)} to ${typeText(to)}`);
}

function cutText(sql: string, from: TrinoType, to: TrinoType & { kind: 'varchar' }, mode: CastMode): string {
  if (to.length === null || (from.kind === 'varchar' && from.length !== null && from.length <= to.length)) return sql;
  if (from.kind === 'varchar') return `substr(${sql}, 1, ${to.length})`;
  const failed = mode.isTry
    ? nullOf(to)
    : errorCall(`'INVALID_CAST_ARGUMENT: Value ' || ${sql} || ' cannot be represented as varchar(${to.length})'`);
  return `CASE WHEN length(${sql}) > ${to.length} THEN ${failed} ELSE ${sql} END`;
}

/**
 * A value cast to varchar as in Trino.
 *
 * @throws {EngineFailure} for types whose text may differ.
 */
export function castToText({ sql, type }: TypedSql): string {
  if (type.kind === 'varchar') return sql;
  if (type.kind === 'unknown') return nullOf(varchar);
  if (isFloating(type)) return `trino_double_text(${sql})`;
  // DuckDB prints 0.25 as .25 where the type has no digit before the point.
  if (type.kind === 'decimal' && type.precision === type.scale) return `replace(CAST(${sql} AS VARCHAR), '.', '0.')`;
  if (isInteger(type) || type.kind === 'decimal' || type.kind === 'boolean' || type.kind === 'date')
    return `CAST(${sql} AS VARCHAR)`;
  if (type.kind === 'timestamp') return timeText(sql, '%Y-%m-%d %H:%M:%S', type.precision);
  if (type.kind === 'instant')
    return `${timeText(zoned(type.zone, sql), '%Y-%m-%d %H:%M:%S', type.precision)} || ${textLiteral(` ${type.zone}`)}`;
  if (type.kind === 'time') return timeText(`(DATE '2000-01-01' + ${sql})`, '%H:%M:%S', type.precision);
  throw notServed(`A cast from ${typeText(type)} to varchar`);
}

/** `%f` has six digits; a lower precision cuts them. */
function timeText(sql: string, format: string, precision: number): string {
  if (precision === 0) return `strftime(${sql}, '${format}')`;
  const text = `strftime(${sql}, '${format}.%f')`;
  return precision >= 6 ? text : `left(${text}, ${precision - 6})`;
}

function castFromText(sql: string, to: TrinoType, mode: CastMode): string {
  const guarded = (kind: string, text: string, value: (text: string) => string): string =>
    `CASE WHEN regexp_matches(${text}, '${patterns[kind]}') THEN ${value(text)} ${orUnsure(kind, text)}WHEN ${text} IS NOT NULL THEN ${mode.fail(text, to)} END`;
  const orUnsure = (kind: string, text: string): string =>
    mode.isTry && unsure[kind] !== undefined
      ? `WHEN regexp_matches(${text}, '${unsure[kind]}') THEN ${errorCall(`'NOT_SUPPORTED: TRY_CAST of this text is not supported here: ' || ${text}`)} `
      : '';
  const plain = (text: string): string => mode.plain(text, duckDbType(to));
  if (isInteger(to)) return guarded('integer', sql, plain);
  if (isFloating(to)) return guarded('floating', sql, plain);
  if (to.kind === 'decimal' || to.kind === 'boolean' || to.kind === 'timestamp' || to.kind === 'time') {
    const value = guarded(to.kind, sql, plain);
    return 'precision' in to && to.kind !== 'decimal' ? roundTime(value, to.kind, to.precision) : value;
  }
  if (to.kind === 'date') return guarded('date', `trim(${sql})`, plain);
  if (to.kind === 'instant')
    return guarded(
      'instant',
      sql,
      (text) =>
        `timezone('UTC', ${roundTime(mode.plain(`replace(${text}, ' UTC', '')`, 'TIMESTAMP'), 'timestamp', to.precision)})`,
    );
  if (to.kind === 'json') return `to_json(${sql})`;
  throw notServed(`A cast from varchar to ${typeText(to)}`);
}

function castFromFloating(sql: string, from: TrinoType, to: TrinoType, mode: CastMode): string {
  if (isFloating(to)) return mode.plain(sql, duckDbType(to));
  if (isInteger(to)) return mode.plain(`round(${sql})`, duckDbType(to));
  if (to.kind === 'boolean') return `(${sql} <> 0)`;
  if (to.kind === 'decimal') {
    const text = `CAST(${sql} AS VARCHAR)`;
    // DuckDB rounds the text 6.7e-06 by its first digit: with 37 fractional digits it is parsed exactly and then
    // rounded.
    return `CASE WHEN contains(${text}, 'e-') THEN ${mode.plain(mode.plain(text, 'DECIMAL(38, 37)'), duckDbType(to))} ELSE ${mode.plain(text, duckDbType(to))} END`;
  }
  throw refusedByTrino('TYPE_MISMATCH', `Cannot cast ${typeText(from)} to ${typeText(to)}`);
}

function castRow(
  sql: string,
  from: TrinoType & { kind: 'row' },
  to: TrinoType & { kind: 'row' },
  mode: CastMode,
): string {
  const fields = to.fields.map((field, index) => {
    const source = from.fields[index];
    if (source === undefined) throw refusedByTrino('TYPE_MISMATCH', `Cannot cast ${typeText(from)} to ${typeText(to)}`);
    const value = castSql({ sql: `(${sql})."${fieldName(source, index)}"`, type: source.type }, field.type, mode);
    return `'${fieldName(field, index).replaceAll("'", "''")}': ${value}`;
  });
  return `CASE WHEN ${sql} IS NOT NULL THEN {${fields.join(', ')}} END`;
}

/** Maps have sorted keys in JSON; the engines print fractional numbers differently. */
function castToJson(sql: string, from: TrinoType): string {
  if (from.kind === 'json') return sql;
  if (!isPlainJson(from)) throw notServed(`A cast from ${typeText(from)} to json`);
  return from.kind === 'map' ? `to_json(map_from_entries(list_sort(map_entries(${sql}))))` : `to_json(${sql})`;
}

function isPlainJson(type: TrinoType): boolean {
  if (type.kind === 'array') return isPlainJson(type.item) && type.item.kind !== 'map';
  if (type.kind === 'map') return type.key.kind === 'varchar' && isPlainJson(type.value) && type.value.kind !== 'map';
  return isInteger(type) || type.kind === 'boolean' || type.kind === 'varchar';
}

function castTime(sql: string, from: TrinoType, to: TrinoType): string | null {
  const local = toLocal({ sql, type: from });
  if (local === null) return from.kind === 'time' && to.kind === 'time' ? fitTime(sql, from, to) : null;
  switch (to.kind) {
    case 'date':
      return from.kind === 'date' ? sql : `CAST(${local} AS DATE)`;
    case 'timestamp':
      return from.kind === 'date' ? local : fitTime(local, from, to);
    case 'time':
      return from.kind === 'date' ? null : `CAST(${fitTime(local, from, to)} AS TIME)`;
    case 'instant':
      return from.kind === 'instant' ? fitInstant(sql, from, to) : `timezone('UTC', ${fitTime(local, from, to)})`;
    default:
      return null;
  }
}

/**
 * The local wall-clock time of a value as a TIMESTAMP; null for types other than dates and timestamps.
 *
 * @example
 * toLocal({ sql: 't', type: { kind: 'instant', precision: 3, zone: 'America/New_York' } }); // "timezone('America/New_York', t)"
 */
export function toLocal({ sql, type }: TypedSql): string | null {
  if (type.kind === 'date') return `CAST(${sql} AS TIMESTAMP)`;
  if (type.kind === 'timestamp') return sql;
  return type.kind === 'instant' ? zoned(type.zone, sql) : null;
}

/**
 * DuckDB's conversion between an instant and the wall-clock time in a zone, in either direction.
 *
 * @example
 * zoned('UTC', 't'); // "timezone('UTC', t)"
 */
export function zoned(zone: string, sql: string, direction: 'to clock' | 'to instant' = 'to clock'): string {
  const offset = /^([+-])(\d\d):(\d\d)$/.exec(zone);
  if (offset === null)
    return zone === 'UTC' || direction === 'to clock'
      ? `timezone(${textLiteral(zone)}, ${sql})`
      : `trino_instant(${textLiteral(zone)}, ${sql})`;
  const minutes = (Number(offset[2]) * 60 + Number(offset[3])) * (offset[1] === '-' ? -1 : 1);
  const shift = `to_minutes(${direction === 'to clock' ? minutes : -minutes})`;
  return direction === 'to clock' ? `(timezone('UTC', ${sql}) + ${shift})` : `timezone('UTC', ${sql} + ${shift})`;
}

/**
 * The instant of a time on the clock of a zone that was computed from another instant. Where the clock shows the time twice, the
 * offset stays if it can. Source: Joda-Time, `DateTimeZone.convertLocalToUTC`.
 *
 * @example
 * zonedNear('UTC', 'clock', 't'); // "timezone('UTC', clock)"
 */
export function zonedNear(zone: string, clock: string, before: string): string {
  return zone === 'UTC' || /^[+-]/.test(zone)
    ? zoned(zone, clock, 'to instant')
    : `trino_instant_near(${textLiteral(zone)}, ${clock}, ${before})`;
}

function fitTime(sql: string, from: TrinoType, to: TrinoType & { precision: number }): string {
  const held = 'precision' in from && from.kind !== 'decimal' ? from.precision : 0;
  return held <= to.precision ? sql : roundTime(sql, from.kind === 'time' ? 'time' : 'timestamp', to.precision);
}

function fitInstant(
  sql: string,
  from: TrinoType & { precision: number },
  to: TrinoType & { precision: number },
): string {
  return from.precision <= to.precision
    ? sql
    : `timezone('UTC', ${roundTime(`timezone('UTC', ${sql})`, 'timestamp', to.precision)})`;
}

function roundTime(sql: string, kind: 'time' | 'timestamp', precision: number): string {
  if (precision >= 6) return sql;
  const unit = 10 ** (6 - precision);
  if (kind === 'time') return `CAST(${roundTime(`(DATE '2000-01-01' + ${sql})`, 'timestamp', precision)} AS TIME)`;
  return `make_timestamp(CAST(floor((epoch_us(${sql}) + ${unit / 2}) / ${unit}) AS BIGINT) * ${unit})`;
}

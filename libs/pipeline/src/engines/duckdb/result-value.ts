import {
  DuckDBListValue,
  DuckDBArrayValue,
  DuckDBMapValue,
  DuckDBStructValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
  type DuckDBValue,
} from '@duckdb/node-api';

/**
 * A DuckDB value for people and for JSON. Booleans, numbers and 64-bit integers stay what they are; lists are arrays, structs objects, maps
 * `Map`s; everything else is text as DuckDB writes it. Instants are ISO 8601 with `Z`; timestamps whose zone is unknown have none.
 *
 * @param isInstant whether a timestamp without a zone is known to be UTC.
 * @example
 * toResultValue(new DuckDBTimestampValue(0n), true); // '1970-01-01T00:00:00.000Z'
 * toResultValue(new DuckDBTimestampValue(0n), false); // '1970-01-01 00:00:00'
 */
export function toResultValue(value: DuckDBValue, isInstant: boolean): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (value instanceof DuckDBListValue || value instanceof DuckDBArrayValue)
    return value.items.map((item) => toResultValue(item, isInstant));
  if (value instanceof DuckDBStructValue)
    return Object.fromEntries(Object.entries(value.entries).map(([name, item]) => [name, toResultValue(item, false)]));
  if (value instanceof DuckDBMapValue)
    return new Map(
      value.entries.map(({ key, value: item }) => [toResultValue(key, false), toResultValue(item, false)]),
    );
  const isUtc =
    value instanceof DuckDBTimestampTZValue ||
    (isInstant && value instanceof DuckDBTimestampValue) ||
    (isInstant && 'millis' in value);
  return isUtc && 'isFinite' in value && value.isFinite ? toIso(String(value)) : String(value);
}

/** DuckDB writes `2026-05-29 19:30:00.5`, with `+00` when it has a zone, which is UTC in every session here. */
function toIso(text: string): string {
  const [, date = '', time = '', fraction = ''] = /^(\S+) (\d\d:\d\d:\d\d)(?:\.(\d+))?/.exec(text) ?? [];
  return date === '' ? text : `${date}T${time}.${fraction.padEnd(3, '0')}Z`;
}

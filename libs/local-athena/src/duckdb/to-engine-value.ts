import type { TrinoType } from '../translate/trino-type.ts';
import type { EngineValue } from '../values/athena-text.ts';
import { toDateText, toInstantText, toIntervalText, toMicros } from './time-text.ts';

/**
 * Converts a value of DuckDB's client to the form that both engines return: times and dates as Trino prints them, to
 * the precision of the type. Uses only the type, not the client's classes, because a bundler renames them.
 *
 * @example
 * toEngineValue({ micros: 0n }, { kind: 'timestamp', precision: 3 }); // '1970-01-01 00:00:00.000'
 */
export function toEngineValue(value: unknown, type: TrinoType): EngineValue {
  if (value === null || value === undefined) return null;
  if (typeof value === 'boolean' || typeof value === 'number' || typeof value === 'bigint' || typeof value === 'string')
    return value;
  if (typeof value !== 'object') return String(value);
  switch (type.kind) {
    case 'array':
      return 'items' in value && Array.isArray(value.items)
        ? value.items.map((item) => toEngineValue(item, type.item))
        : null;
    case 'map':
      return 'entries' in value && Array.isArray(value.entries)
        ? value.entries.map((entry) => toPair(entry, type.key, type.value))
        : null;
    case 'row':
      return 'entries' in value && typeof value.entries === 'object' && value.entries !== null
        ? toFields(Object.values(value.entries), type)
        : null;
    case 'varbinary':
      return 'bytes' in value && value.bytes instanceof Uint8Array ? value.bytes : null;
    case 'date':
      return 'days' in value && typeof value.days === 'number' ? toDateText(value.days) : null;
    case 'time':
      return toInstantText(toMicros(value) ?? 0n, type.precision, 'UTC').slice(11);
    case 'timestamp':
      return toInstantText(toMicros(value) ?? 0n, type.precision, 'UTC');
    case 'instant':
      return `${toInstantText(toMicros(value) ?? 0n, type.precision, type.zone)} ${type.zone}`;
    case 'interval_ds':
    case 'interval_ym':
      return toIntervalText(value, type.kind);
    default:
      return String(value);
  }
}

function toPair(entry: unknown, key: TrinoType, value: TrinoType): EngineValue {
  if (typeof entry !== 'object' || entry === null || !('key' in entry) || !('value' in entry)) return null;
  return [toEngineValue(entry.key, key), toEngineValue(entry.value, value)];
}

function toFields(values: readonly unknown[], { fields }: Extract<TrinoType, { kind: 'row' }>): EngineValue {
  return fields.map((field, index) => toEngineValue(values[index], field.type));
}

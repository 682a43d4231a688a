import type { EngineValue } from '../values/athena-text.ts';
import type { ValueType } from '../values/value-type.ts';
import { fieldName } from './parquet-schema.ts';

/** A value in the form that the writer of Parquet files takes. */
export type ParquetValue =
  undefined | boolean | number | bigint | string | Uint8Array | ParquetValue[] | { [field: string]: ParquetValue };

const dayMs = 86_400_000;

/**
 * Converts a value of an engine for a Parquet column of `toSchemaElements`: dates as days, times as milliseconds or
 * microseconds since 1970, decimals without their point; undefined for NULL.
 *
 * @throws {TypeError} for a value that is not of its type.
 * @example
 * toParquetValue('1970-01-02', parseValueType('date')); // 1
 */
export function toParquetValue(value: EngineValue, type: ValueType): ParquetValue {
  if (value === null) return undefined;
  const part = (index: number): ValueType => type.parts[index]?.type ?? type;
  switch (type.name) {
    case 'bigint':
      return BigInt(toText(value));
    case 'tinyint':
    case 'smallint':
    case 'integer':
    case 'real':
    case 'double':
      return Number(value);
    case 'decimal':
      return toUnscaled(toText(value), type.numbers[1] ?? 0);
    case 'date':
      return toDate(`${toText(value)}T00:00:00Z`) / dayMs;
    case 'timestamp':
      return toTime(toText(value), (type.numbers[0] ?? 3) <= 3 ? 3 : 6);
    case 'array':
      return toList(value).map((item) => toParquetValue(item, part(0)));
    case 'map':
      return toList(value).map((pair) => {
        const [key = null, item = null] = toList(pair);
        return { key: toParquetValue(key, part(0)), value: toParquetValue(item, part(1)) };
      });
    case 'row': {
      const values = toList(value);
      return Object.fromEntries(
        type.parts.map((field, index) => [
          fieldName(field.name, index),
          toParquetValue(values[index] ?? null, field.type),
        ]),
      );
    }
    default:
      if (typeof value === 'boolean' || typeof value === 'string' || value instanceof Uint8Array) return value;
      throw new TypeError(`A value of type ${type.name} came as ${typeof value}.`);
  }
}

function toText(value: EngineValue): string {
  if (typeof value === 'string' || typeof value === 'bigint' || typeof value === 'number') return String(value);
  throw new TypeError(`A text or a number was expected, not ${typeof value}.`);
}

function toList(value: EngineValue): readonly EngineValue[] {
  if (value !== null && typeof value === 'object' && !(value instanceof Uint8Array)) return value;
  throw new TypeError(`A list was expected, not ${typeof value}.`);
}

function toDate(text: string): number {
  const ms = Date.parse(text);
  if (Number.isNaN(ms)) throw new TypeError(`${text} is not a date of a Parquet file here: years 0000 to 9999.`);
  return ms;
}

/** `2026-05-28 13:30:00.123456` as a number of units of 10^-digits seconds. */
function toTime(text: string, digits: 3 | 6): bigint {
  const [seconds = '', fraction = ''] = text.split('.');
  const unit = digits === 3 ? 1_000n : 1_000_000n;
  return (
    (BigInt(toDate(`${seconds.replace(' ', 'T')}Z`)) / 1_000n) * unit +
    BigInt(fraction.slice(0, digits).padEnd(digits, '0'))
  );
}

function toUnscaled(text: string, scale: number): bigint {
  const [whole = '0', fraction = ''] = text.split('.');
  return BigInt(`${whole}${fraction.padEnd(scale, '0')}`);
}

import { SqlCompileError } from '../sql/errors.ts';

const msPerDay = 86_400_000;

/**
 * A DuckDB value as plain JavaScript: 64- and 128-bit integers as bigint, decimals as text, dates as `YYYY-MM-DD`,
 * timestamps (seconds, milliseconds, microseconds, with zone) as UTC `Date`, NULL as null; lists as arrays, structs as objects, maps
 * as `Map`s, blobs as bytes, with plain values inside.
 *
 * @throws {SqlCompileError} for times, intervals, infinite dates, rows without names and the like: select them as text.
 * @example
 * toPlainValue({ days: 20_602, isFinite: true }); // '2026-05-29'
 */
export function toPlainValue(value: unknown): unknown {
  if (value === null || value === undefined) return null;
  if (typeof value !== 'object') return value;
  if ('isFinite' in value) return value.isFinite === true ? toDateOrInstant(value) : refuse(value);
  if ('scale' in value && 'value' in value) return String(value);
  if ('items' in value && Array.isArray(value.items)) return value.items.map(toPlainValue);
  if ('bytes' in value && value.bytes instanceof Uint8Array) return Uint8Array.from(value.bytes);
  if ('entries' in value && Array.isArray(value.entries))
    return new Map(
      value.entries.map((entry: { key: unknown; value: unknown }) => [
        toPlainValue(entry.key),
        toPlainValue(entry.value),
      ]),
    );
  if ('entries' in value && typeof value.entries === 'object' && value.entries !== null && !('' in value.entries))
    return Object.fromEntries(Object.entries(value.entries).map(([name, item]) => [name, toPlainValue(item)]));
  return refuse(value);
}

/** Dates and timestamps are what may be infinite; times and intervals, whose numbers have the same names, may not. */
function toDateOrInstant(value: object): unknown {
  if ('days' in value && typeof value.days === 'number')
    return new Date(value.days * msPerDay).toISOString().slice(0, 10);
  if ('millis' in value && typeof value.millis === 'bigint') return new Date(Number(value.millis));
  if ('micros' in value && typeof value.micros === 'bigint') return new Date(Number(floorDiv(value.micros, 1_000n)));
  if ('nanos' in value && typeof value.nanos === 'bigint') return new Date(Number(floorDiv(value.nanos, 1_000_000n)));
  if ('seconds' in value && typeof value.seconds === 'bigint') return new Date(Number(value.seconds) * 1_000);
  return refuse(value);
}

function refuse(value: object): never {
  throw new SqlCompileError(
    `A DuckDB value of the parts ${Object.keys(value).join(', ')} has no plain form: select its parts, or cast it to text.`,
  );
}

function floorDiv(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor;
  return dividend % divisor < 0n ? quotient - 1n : quotient;
}

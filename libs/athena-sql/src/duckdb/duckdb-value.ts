import { SqlCompileError } from '../errors.ts';

const msPerDay = 86_400_000;

/**
 * A DuckDB value as plain JavaScript: 64- and 128-bit integers as bigint, decimals as text, dates as `YYYY-MM-DD`,
 * timestamps (seconds, milliseconds, microseconds, with zone) as UTC `Date`, NULL as null.
 *
 * @throws {SqlCompileError} for lists, structs, maps and other nested values: select their parts, or cast to text.
 * @example
 * toPlainValue({ days: 20_602 }); // '2026-05-29'
 */
export function toPlainValue(value: unknown): unknown {
  if (value === null || value === undefined) return null;
  if (typeof value !== 'object') return value;
  if ('days' in value && typeof value.days === 'number') return new Date(value.days * msPerDay).toISOString().slice(0, 10);
  if ('millis' in value && typeof value.millis === 'bigint') return new Date(Number(value.millis));
  if ('micros' in value && typeof value.micros === 'bigint' && !('months' in value)) return new Date(Number(floorDiv(value.micros, 1_000n)));
  if ('seconds' in value && typeof value.seconds === 'bigint') return new Date(Number(value.seconds) * 1_000);
  if ('scale' in value && 'value' in value) return String(value);
  throw new SqlCompileError(`A DuckDB value of kind ${value.constructor.name} has no plain form: select its parts, or cast it to text.`);
}

function floorDiv(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor;
  return dividend % divisor < 0n ? quotient - 1n : quotient;
}

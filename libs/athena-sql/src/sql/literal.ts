import { SqlCompileError } from './errors.ts';

/**
 * A value as typed literal text that DuckDB, Trino and Athena read the same way. Values go into the text because Athena's
 * `?` is untyped and works only in WHERE.
 *
 * Shows: `'it''s'`, `TRUE`, `42`, `(-7)` (in `a-${b}` two minus signs would begin a comment), `1.5E0`, `TIMESTAMP '2024-03-04 10:00:00.123'` (a space: Athena rejects `T`), `NULL`.
 *
 * @throws {SqlCompileError} for NaN, infinities, integers beyond 2^53 as number and beyond 64 bits as bigint, invalid dates and those outside the years 1 to 9999, NUL characters, halves of surrogate pairs, a leading U+FEFF and every other type.
 * @example
 * toLiteral(new Date('2024-03-04T10:00:00.123Z')); // "TIMESTAMP '2024-03-04 10:00:00.123'"
 */
export function toLiteral(value: unknown): string {
  if (value === null || value === undefined) return 'NULL';
  switch (typeof value) {
    case 'string':
      return stringLiteral(value);
    case 'boolean':
      return value ? 'TRUE' : 'FALSE';
    case 'bigint':
      return bigintLiteral(value);
    case 'number':
      return bracketed(numberLiteral(value));
    default:
      if (value instanceof Date) return timestampLiteral(value);
      throw new SqlCompileError(
        `No SQL literal for a value of type ${typeof value}: pass text, a number, bigint, boolean, Date or null.`,
      );
  }
}

/** What is not well-formed Unicode reaches no engine as it is: its UTF-8 has a replacement for each half of a pair. */
function stringLiteral(text: string): string {
  if (/\p{Surrogate}/u.test(text))
    throw new SqlCompileError(
      'A text with half of a surrogate pair cannot be an SQL literal: engines would get another character.',
    );
  if (text.startsWith('\uFEFF'))
    throw new SqlCompileError(
      'A text that begins with U+FEFF cannot be an SQL literal: clients take it for a byte order mark and drop it.',
    );
  if (text.includes('\u0000')) throw new SqlCompileError('A text with a NUL character cannot be an SQL literal.');
  return `'${text.replaceAll("'", "''")}'`;
}

function bigintLiteral(value: bigint): string {
  if (value < -(2n ** 63n) || value >= 2n ** 63n)
    throw new SqlCompileError(`${value} is beyond 64 bits: cast a text to DECIMAL.`);
  // Its digits alone do not fit a bigint: the minus is applied later.
  return value === -(2n ** 63n) ? `BIGINT '${value}'` : bracketed(value.toString());
}

const bracketed = (number: string): string => (number.startsWith('-') ? `(${number})` : number);

function numberLiteral(value: number): string {
  if (!Number.isFinite(value))
    throw new SqlCompileError(`${value} has no SQL literal: compare with is_nan or is_finite instead.`);
  if (Number.isSafeInteger(value)) return Object.is(value, -0) ? '-0E0' : value.toString();
  if (Number.isInteger(value) && Math.abs(value) < 1e21) {
    throw new SqlCompileError(`${value} is beyond 2^53 and may already be rounded: pass a bigint.`);
  }
  return value.toExponential().replace('e', 'E').replace('E+', 'E');
}

function timestampLiteral(instant: Date): string {
  if (Number.isNaN(instant.getTime())) throw new SqlCompileError('An invalid Date has no SQL literal.');
  const year = instant.getUTCFullYear();
  if (year < 1 || year > 9_999)
    throw new SqlCompileError(
      `${instant.toISOString()} has no SQL literal: engines agree only on the years 1 to 9999.`,
    );
  return `TIMESTAMP '${instant.toISOString().replace('T', ' ').replace('Z', '')}'`;
}

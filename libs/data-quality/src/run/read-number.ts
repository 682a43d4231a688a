/**
 * A number as a database gives it (bigint, number, decimal text) as a JavaScript number; NULL as null. Counts above
 * 2^53 are refused, larger sums are rounded.
 *
 * @throws {TypeError} for anything else.
 * @example
 * readNumber(7n); // 7
 */
export function readNumber(value: unknown): number | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return readBigInt(value);
  if (typeof value === 'string' && /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(value)) return Number(value);
  if (value === 'NaN' || value === 'Infinity' || value === '-Infinity') return Number(value);
  throw new TypeError(`Expected a number, found ${value instanceof Date ? 'a date' : `a ${typeof value}`}.`);
}

function readBigInt(value: bigint): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number)) throw new TypeError(`The count ${value} is too large to be exact.`);
  return number;
}

/**
 * A sum of whole numbers as a database writes it; NULL, the sum of no value, as 0.
 *
 * @throws {TypeError} for anything else.
 * @example
 * readWhole('340282366920938463463374607431768211456'); // 2n ** 128n
 */
export function readWhole(value: unknown): bigint {
  if (value === null || value === undefined) return 0n;
  if (typeof value === 'string' && /^-?\d+$/.test(value)) return BigInt(value);
  throw new TypeError(`Expected a whole number, found a ${typeof value}.`);
}

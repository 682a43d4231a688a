import { toJsonText } from './json.ts';

/** Enough for every price and ratio, and short of the digits that only show how doubles are stored. */
const significantDigits = 12;

/**
 * A value of a result for a person: NULL in words, doubles rounded to 12 significant digits, lists and objects as JSON.
 *
 * @param isExact whether doubles keep all their digits.
 * @example
 * valueText(45.400000000000034, false); // '45.4'
 */
export function valueText(value: unknown, isExact: boolean): string {
  if (value === null || value === undefined) return 'NULL';
  if (typeof value === 'number' && !isExact && Number.isFinite(value))
    return String(Number(value.toPrecision(significantDigits)));
  return typeof value === 'object' ? toJsonText(value) : String(value);
}

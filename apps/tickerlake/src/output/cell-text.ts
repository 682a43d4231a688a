import { valueText } from './value-text.ts';

/** As many digits as a price of any market needs. */
const significantDigits = 6;
/** Larger numbers keep these, whatever their digits: a price of 12345.6789 has more of them. */
const decimals = 4;

/**
 * A value in a table for a person: doubles with 6 significant digits and at least 4 decimals, everything else as `valueText` gives it.
 *
 * @param isExact whether doubles keep all their digits.
 * @example
 * cellText(187.46218333333334, false); // '187.4622'
 */
export function cellText(value: unknown, isExact: boolean): string {
  if (typeof value !== 'number' || isExact || !Number.isFinite(value)) return valueText(value, true);
  const isLarge = Math.abs(value) >= 10 ** (significantDigits - decimals - 1);
  return String(Number(isLarge ? value.toFixed(decimals) : value.toPrecision(significantDigits)));
}

import { valueText } from './value-text.ts';

/** Enough digits for a price in any market. */
const significantDigits = 6;
/** Large numbers keep these too, although they then have more than six digits: 12345.6789. */
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

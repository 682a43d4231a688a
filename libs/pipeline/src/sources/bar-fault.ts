import { maxSummand } from '@tickerlake/record-schema';
import type { VendorBar } from '../ports/bar-source.ts';

/** More trades than any bar has, and few enough that their sums stay whole numbers. */
const maxTrades = 1e12;
const earliestMs = Date.UTC(1980, 0, 1);
const latestMs = Date.UTC(2100, 0, 1);

/**
 * Why a bar's values cannot be stored or summed, naming the value; null when they can. Sums of volume and of volume times price are
 * exact up to 2^101; trades are whole numbers; starts are between 1980 and 2100, which distinguishes seconds from milliseconds.
 *
 * @example
 * barFault({ t: 1779111000000, o: 1, h: 1, l: 1, c: 1, v: 1e31 }); // 'the volume 1e+31 is above 2.5e+30'
 */
export function barFault({ t, h, v = 0, vw = 0, n = 0 }: VendorBar): string | null {
  if (!(t >= earliestMs && t < latestMs))
    return `its start ${t} is not in milliseconds since 1970, between 1980 and 2100`;
  if (!(v < maxSummand)) return `the volume ${v} is above ${maxSummand.toPrecision(2)}`;
  if (!(v * Math.max(vw, h, 1) < maxSummand))
    return `the volume ${v} times the price ${Math.max(vw, h)} is above ${maxSummand.toPrecision(2)}`;
  if (!Number.isInteger(n) || n > maxTrades)
    return `the number of trades ${n} is not a whole number up to ${maxTrades}`;
  return null;
}

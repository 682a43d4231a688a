import { type BarColumns } from '../prices/bar-columns.ts';

/**
 * Rolls a session's minute bars up to its day bar. Prices come from regular hours only (late and extended-hours trades
 * do not move a day's open, high, low and close), volume, trades and average price from the whole day. No regular bar,
 * no day bar.
 *
 * @example
 * rollUpDay(minutes, midnightMs, dayColumns);
 */
export function rollUpDay(minutes: BarColumns, dayMs: number, into: BarColumns): void {
  const { regularFrom, regularTo } = minutes;
  into.regularFrom = 0;
  into.regularTo = 0;
  into.count = 0;
  if (regularFrom === regularTo) return;
  let high = -Infinity;
  let low = Infinity;
  for (let index = regularFrom; index < regularTo; index++) {
    if (minutes.h[index]! > high) high = minutes.h[index]!;
    if (minutes.l[index]! < low) low = minutes.l[index]!;
  }
  let volume = 0;
  let trades = 0;
  let traded = 0;
  for (let index = 0; index < minutes.count; index++) {
    volume += minutes.v[index]!;
    trades += minutes.n[index]!;
    traded += minutes.v[index]! * minutes.vw[index]!;
  }
  into.count = 1;
  into.t[0] = dayMs;
  into.o[0] = minutes.o[regularFrom]!;
  into.h[0] = high;
  into.l[0] = low;
  into.c[0] = minutes.c[regularTo - 1]!;
  into.v[0] = volume;
  into.vw[0] = volume === 0 ? 0 : Math.round(traded / volume);
  into.n[0] = trades;
}

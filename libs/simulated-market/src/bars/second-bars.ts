import { hashAt, mix32 } from '../random/counter-hash.ts';
import { type BarColumns } from '../prices/bar-columns.ts';

const SECOND_MS = 1000;
const SECONDS_A_MINUTE = 60;

/**
 * Seconds of one day need room for this many bars: every second of a continuous one.
 */
export const SECONDS_A_DAY = 86_400;

/** A value at step `at` of `steps` on the way from open to close, hashed into the minute's range. */
function innerPrice(minutes: BarColumns, index: number, at: number, steps: number, draw: number): number {
  const [open, close] = [minutes.o[index]!, minutes.c[index]!];
  const straight = open + ((close - open) * at) / steps;
  const spread = (minutes.h[index]! - minutes.l[index]!) * 0.35;
  const price = Math.round(straight + (((draw >>> 8) & 1023) / 511.5 - 1) * spread);
  return Math.min(minutes.h[index]!, Math.max(minutes.l[index]!, price));
}

/** The whole number of `total` units that have passed after step `at` of `steps`, at least one a step. */
function passed(total: number, at: number, steps: number, draw: number): number {
  if (at === steps) return total;
  const free = total - steps;
  return at + Math.floor((free * (at - 0.4 + ((draw >>> 4) & 255) / 320)) / steps);
}

/**
 * Splits minute bars into second bars. Seconds without a trade have no bar; the seconds of a minute roll up to exactly
 * its open, high, low, close, volume and trades.
 *
 * @example
 * fillSecondBars(minutes, hashText('tickerlake/seconds/AAPL'), seconds);
 */
export function fillSecondBars(minutes: BarColumns, key: number, into: BarColumns): void {
  let count = 0;
  for (let index = 0; index < minutes.count; index++) {
    const minuteMs = minutes.t[index]!;
    const minuteKey = mix32(hashAt(key, minuteMs / 60_000));
    const [volume, trades] = [minutes.v[index]!, minutes.n[index]!];
    const steps = Math.min(SECONDS_A_MINUTE, trades, volume === 0 ? trades : volume);
    const highStep = (minuteKey >>> 4) % steps;
    const lowStep = (minuteKey >>> 12) % steps;
    let step = 0;
    let from = minutes.o[index]!;
    let volumeBefore = 0;
    let tradesBefore = 0;
    for (let second = 0; second < SECONDS_A_MINUTE && step < steps; second++) {
      const draw = hashAt(minuteKey, second);
      const isChosen = (draw >>> 0) % (SECONDS_A_MINUTE - second) < steps - step;
      if (!isChosen) continue;
      const isLast = step === steps - 1;
      const to = isLast ? minutes.c[index]! : innerPrice(minutes, index, step + 1, steps, draw);
      const high = step === highStep ? minutes.h[index]! : Math.max(from, to);
      const low = step === lowStep ? minutes.l[index]! : Math.min(from, to);
      const volumeAfter = volume === 0 ? 0 : passed(volume, step + 1, steps, draw);
      const tradesAfter = passed(trades, step + 1, steps, mix32(draw));
      into.t[count] = minuteMs + second * SECOND_MS;
      into.o[count] = from;
      into.c[count] = to;
      into.h[count] = high;
      into.l[count] = low;
      into.v[count] = volumeAfter - volumeBefore;
      into.vw[count] = Math.round((from + to + high + low) / 4);
      into.n[count] = tradesAfter - tradesBefore;
      from = to;
      volumeBefore = volumeAfter;
      tradesBefore = tradesAfter;
      step++;
      count++;
    }
  }
  into.count = count;
  into.regularFrom = 0;
  into.regularTo = 0;
}

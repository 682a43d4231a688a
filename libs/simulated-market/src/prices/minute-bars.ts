import { type BarColumns, TICKS_PER_DOLLAR } from './bar-columns.ts';
import { type TickerProfile } from '../tickers/ticker-profile.ts';
import { hashAt, mix32 } from '../random/counter-hash.ts';
import { EXPONENTIAL, sumOfBytes, VOLUME_FACTOR } from './noise-tables.ts';
import { type DayFrame } from './price-model.ts';
import { CERTAIN, type SessionPlan } from './session-plan.ts';
import { VOLUME_UNITS } from './volume-units.ts';

const MINUTE_MS = 60_000;
const CENT = TICKS_PER_DOLLAR / 100;

/** With fewer trades than this, a minute does not show the full price range. */
const TRADES_FOR_FULL_RANGE = 16;

/** One in this many extended-hours bars has an average price outside its range, as at the vendor. */
const ODD_AVERAGE_EVERY = 16;

/**
 * What turns a day frame into traded bars.
 */
export interface MinuteSource {
  readonly profile: TickerProfile;
  readonly plan: SessionPlan;
  readonly frame: DayFrame;
  /** Prices at minute boundaries, see `fillSessionPath`. */
  readonly path: Float64Array;
  /** UTC epoch ms of minute 0. */
  readonly startMs: number;
  /** Minutes from here on do not exist yet. */
  readonly minutesElapsed: number;
  /** Traded dollars for one split-adjusted dollar: what the splits after this day have to undo. */
  readonly unadjustedFactor: number;
}

/**
 * Writes the minute bars of one session as they were traded (unadjusted), in order. Each bar depends on the frame and on
 * its own minute only.
 *
 * @example
 * fillMinuteBars({ profile, plan, frame, path, startMs, minutesElapsed: 960, unadjustedFactor: 1 }, columns);
 */
export function fillMinuteBars(source: MinuteSource, columns: BarColumns): void {
  const { profile, plan, frame, path, startMs, unadjustedFactor } = source;
  const { t, o, h, l, c, v, vw, n } = columns;
  const { minuteDeviation, volumeShare } = plan;
  const presence = plan.presence(profile.liquidity);
  const isIndex = profile.market === 'indices';
  const scale = unadjustedFactor * TICKS_PER_DOLLAR;
  const deviation = frame.deviationUsd * scale;
  const sharesOfDay = (profile.dailyVolume * frame.volumeFactor) / unadjustedFactor;
  const volumeUnits = VOLUME_UNITS[profile.volumeDecimals];
  const isFractional = profile.volumeDecimals === 6;
  const isCoin = profile.volumeDecimals === 8;
  const regularStart = plan.minutes.pre;
  const regularEnd = regularStart + plan.minutes.regular;
  const last = Math.min(plan.total, source.minutesElapsed);
  let count = 0;
  columns.regularFrom = 0;
  columns.regularTo = 0;

  for (let minute = 0; minute < last; minute++) {
    if (minute === regularStart) columns.regularFrom = count;
    if (minute === regularEnd) columns.regularTo = count;
    const draw = hashAt(frame.tradeKey, minute);
    const threshold = presence[minute]!;
    if (draw >>> 8 >= threshold) continue;

    const rangeDraw = mix32(draw + 0x3c6ef372);
    const volumeDraw = mix32(draw + 0x78dde6e4);
    const detailDraw = mix32(draw + 0x1715609d);

    // Fewer bars of the same ticker carry the same day's volume.
    const expected = (sharesOfDay * volumeShare[minute]! * CERTAIN) / threshold;
    const shares = expected * VOLUME_FACTOR[sumOfBytes(volumeDraw)]!;
    const trades = isIndex
      ? TRADES_FOR_FULL_RANGE
      : 1 + Math.floor((shares / profile.tradeSize) * (0.5 + (detailDraw & 255) / 256));

    const from = path[minute]! * scale;
    const to = path[minute + 1]! * scale;
    const fullness = trades >= TRADES_FOR_FULL_RANGE ? 1 : (trades - 1) / TRADES_FOR_FULL_RANGE;
    const moved = to - from;
    const spread = deviation * minuteDeviation[minute]! * fullness;
    const variance = 2 * spread * spread;
    // The maximum of a Brownian bridge from a to b is (a + b + sqrt((b - a)^2 + 2 variance e)) / 2, e exponential.
    const up = Math.sqrt(moved * moved + variance * EXPONENTIAL[rangeDraw & 4095]!);
    const down = Math.sqrt(moved * moved + variance * EXPONENTIAL[(rangeDraw >>> 12) & 4095]!);

    // Most trades are at whole cents; one price in eight is not.
    const steps = rangeDraw >>> 24;
    const openStep = isIndex ? 1 : CENT;
    const closeStep = isIndex || (steps & 7) === 0 ? 1 : CENT;
    const highStep = isIndex || (steps & 56) === 0 ? 1 : CENT;
    const lowStep = isIndex || (detailDraw & 0x700) === 0 ? 1 : CENT;
    const close = Math.round(to / closeStep) * closeStep;
    const jitter = isIndex ? 0 : ((steps >>> 6) & 1) * CENT * ((detailDraw >>> 11) & 1 ? 1 : -1);
    const open = trades === 1 ? close : Math.round(from / openStep) * openStep + jitter;
    const middle = from + to;
    let high = Math.round(((middle + up) * 0.5) / highStep) * highStep;
    let low = Math.round(((middle - down) * 0.5) / lowStep) * lowStep;
    if (trades === 1 || high < open) high = open;
    if (high < close) high = close;
    if (trades === 1 || low > open) low = open;
    if (low > close) low = close;

    let average = close;
    if (trades > 1) {
      const lean = ((detailDraw >>> 12) & 255) / 255 - 0.5;
      average = Math.round((open + close + high + low) * 0.25 + (high - low) * lean * 0.25);
      if (average > high) average = high;
      if (average < low) average = low;
      const isExtended = minute < regularStart || minute >= regularEnd;
      if (isExtended && ((detailDraw >>> 20) & (ODD_AVERAGE_EVERY - 1)) === 0) average = high + 1 + (detailDraw >>> 26);
    }

    t[count] = startMs + minute * MINUTE_MS;
    o[count] = open;
    h[count] = high;
    l[count] = low;
    c[count] = close;
    vw[count] = average;
    n[count] = trades;
    let units = Math.floor(shares) + 1;
    if (isCoin) units = Math.floor(shares * volumeUnits) + trades;
    else if (isFractional)
      units = units * volumeUnits + ((volumeDraw & 3) === 0 ? 0 : (detailDraw >>> 8) % volumeUnits);
    v[count] = isIndex ? 0 : units;
    count++;
  }
  if (last <= regularStart) columns.regularFrom = count;
  if (last <= regularEnd) columns.regularTo = count;
  columns.count = count;
}

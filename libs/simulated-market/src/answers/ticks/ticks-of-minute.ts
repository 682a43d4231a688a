import { type BarColumns, TICKS_PER_DOLLAR } from '../../prices/bar-columns.ts';
import { VOLUME_UNITS } from '../../prices/volume-units.ts';
import { hashAt, hashText, toUniform } from '../../random/counter-hash.ts';
import { type TickerProfile } from '../../tickers/ticker-profile.ts';

const MINUTE_NS = 60_000_000_000n;
const CENT = TICKS_PER_DOLLAR / 100;
/** The exchanges that trades and quotes come from, by id. */
const EXCHANGE_IDS = [4, 10, 11, 12, 15, 19];
const QUOTES_A_MINUTE = 4;

/** A trade or quote: its time, and its text, since a JavaScript number cannot hold nanoseconds. */
export interface Tick {
  readonly atNs: bigint;
  readonly json: string;
}

/**
 * The trades of a minute, oldest first. They make up its bar: the first is the open, the last the close, one the high, one the low, their sizes add
 * up to the volume and their number is `n`. Of fewer trades than the bar has prices, the high or the low is missing.
 *
 * @example
 * const ticks = tradesOfMinute(profile, columns, 0, isRegular);
 */
export function tradesOfMinute(
  profile: TickerProfile,
  bar: BarColumns,
  at: number,
  isRegular: boolean,
): readonly Tick[] {
  const [count, startMs, volume] = [bar.n[at]!, bar.t[at]!, bar.v[at]!];
  const key = hashText(`trades/${profile.ticker}/${startMs}`);
  const units = VOLUME_UNITS[profile.volumeDecimals];
  const whole = Math.floor(volume / count);
  const rest = volume - whole * count;
  const low = bar.l[at]!;
  const width = bar.h[at]! - low;
  const isHighAtEnd = bar.h[at] === bar.o[at] || bar.h[at] === bar.c[at];
  const fixed = new Map([
    [1, count === 3 && isHighAtEnd ? low : bar.h[at]!],
    [2, low],
    [0, bar.o[at]!],
    [count - 1, bar.c[at]!],
  ]);
  return Array.from({ length: count }, (_, index) => {
    const atNs = BigInt(startMs) * 1_000_000n + (MINUTE_NS * BigInt(2 * index + 1)) / BigInt(2 * count);
    const draw = hashAt(key, index);
    const price = fixed.get(index) ?? low + Math.round((width * toUniform(draw)) / CENT) * CENT;
    const json =
      `{"conditions":[${isRegular ? 0 : 12}],"exchange":${EXCHANGE_IDS[(draw >>> 0) % EXCHANGE_IDS.length]},"id":"${index + 1}",` +
      `"participant_timestamp":${atNs - 200_000n},"price":${Math.min(price, bar.h[at]!) / TICKS_PER_DOLLAR},` +
      `"sequence_number":${at * 100_000 + index},"sip_timestamp":${atNs},"size":${(whole + (index < rest ? 1 : 0)) / units},"tape":3}`;
    return { atNs, json };
  });
}

/**
 * The quotes of a minute, oldest first: four, a cent around the price on its way from open to close.
 *
 * @example
 * const ticks = quotesOfMinute(profile, columns, 0);
 */
export function quotesOfMinute(profile: TickerProfile, bar: BarColumns, at: number): readonly Tick[] {
  const startMs = bar.t[at]!;
  const key = hashText(`quotes/${profile.ticker}/${startMs}`);
  return Array.from({ length: QUOTES_A_MINUTE }, (_, index) => {
    const atNs = BigInt(startMs) * 1_000_000n + (MINUTE_NS * BigInt(index)) / BigInt(QUOTES_A_MINUTE) + 16_036_581n;
    const share = index / QUOTES_A_MINUTE;
    const price = Math.round((bar.o[at]! * (1 - share) + bar.c[at]! * share) / CENT) * CENT;
    const draw = hashAt(key, index) >>> 0;
    const json =
      `{"ask_exchange":${EXCHANGE_IDS[draw % EXCHANGE_IDS.length]},"ask_price":${(price + CENT) / TICKS_PER_DOLLAR},` +
      `"ask_size":${100 * (1 + (draw & 7))},"bid_exchange":${EXCHANGE_IDS[(draw >>> 8) % EXCHANGE_IDS.length]},` +
      `"bid_price":${Math.max(0, price - CENT) / TICKS_PER_DOLLAR},"bid_size":${100 * (1 + ((draw >>> 4) & 7))},"conditions":[1],` +
      `"participant_timestamp":${atNs - 100_000n},"sequence_number":${at * 10 + index},"sip_timestamp":${atNs},"tape":3}`;
    return { atNs, json };
  });
}

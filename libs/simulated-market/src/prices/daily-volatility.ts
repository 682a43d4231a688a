import { hashAt, mix32, toNormal } from '../random/counter-hash.ts';
import { exactExp } from './exact-math.ts';

/** Octaves of the log-volatility: period in business days, weight. Slow ones produce calm and volatile months. */
const OCTAVES = [
  { periodDays: 128, weight: 0.2 },
  { periodDays: 32, weight: 0.26 },
  { periodDays: 8, weight: 0.2 },
] as const;

/** Share of each octave that all tickers have in common. */
const MARKET_SHARE = 0.65;

const DAILY_SPREAD = 0.14;
const EVENT_PERIOD_DAYS = 63;
const EVENT_FACTOR = 1.8;

/** Brings the mean of the factor back to about 1. */
const LOG_CENTRE = -0.06;

function valueNoise(key: number, position: number): number {
  const cell = Math.floor(position);
  const within = position - cell;
  const blend = within * within * (3 - 2 * within);
  const left = toNormal(hashAt(key, cell));
  return left + (toNormal(hashAt(key, cell + 1)) - left) * blend;
}

function slowLogVolatility(key: number, businessDay: number): number {
  let sum = 0;
  for (const { periodDays, weight } of OCTAVES) {
    sum += weight * valueNoise(mix32(key + periodDays), businessDay / periodDays);
  }
  return sum;
}

/**
 * The slowly moving part of a ticker's volatility on a business day: a factor around 1, clustered over weeks and months,
 * mostly shared by the whole market.
 *
 * @example
 * const factor = clusteredVolatility(marketKey, tickerKey, 14_600);
 */
export function clusteredVolatility(marketKey: number, tickerKey: number, businessDay: number): number {
  const log =
    MARKET_SHARE * slowLogVolatility(marketKey, businessDay) * 1.4 +
    (1 - MARKET_SHARE) * slowLogVolatility(tickerKey, businessDay) * 1.4;
  return exactExp(LOG_CENTRE + log);
}

/**
 * A ticker's volatility on one business day as a factor around 1: the clustered part, that day's own noise, and one
 * volatile day per quarter (earnings).
 *
 * @example
 * const sigma = 0.017 * volatilityOfDay(marketKey, tickerKey, 14_600);
 */
export function volatilityOfDay(marketKey: number, tickerKey: number, businessDay: number): number {
  const dayKey = mix32(tickerKey ^ 0x5f356495);
  const phase = (dayKey >>> 0) % EVENT_PERIOD_DAYS;
  const isEvent = (businessDay + phase) % EVENT_PERIOD_DAYS === 0;
  const noise = exactExp(DAILY_SPREAD * toNormal(hashAt(dayKey, businessDay)));
  return clusteredVolatility(marketKey, tickerKey, businessDay) * noise * (isEvent ? EVENT_FACTOR : 1);
}

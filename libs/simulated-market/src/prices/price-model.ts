import { toDayNumber, toWeekdayCount } from '../calendar/civil-day.ts';
import { companyOf, type TickerProfile } from '../tickers/ticker-profile.ts';
import { hashAt, hashText, mix32, toNormal } from '../random/counter-hash.ts';
import { clusteredVolatility, volatilityOfDay } from './daily-volatility.ts';
import { dyadicBridge } from './dyadic-bridge.ts';
import { exactExp, exactLn } from './exact-math.ts';
import { type SessionPlan } from './session-plan.ts';

/** Every ticker has its `anchorPriceUsd` at the end of this day. */
const ANCHOR_DAY = toDayNumber('2026-05-29');

/** Usual daily move of the whole market, as a fraction. */
const MARKET_VOLATILITY = 0.008;

/** One in this many days has news. */
const NEWS_EVERY_DAYS = 25;

/** Growth of log prices a business day: about 6 % a year. */
const DAILY_DRIFT = 0.00024;

/**
 * Where a day's price path is pinned, in split-adjusted dollars, and how volatile the day is.
 */
export interface DayFrame {
  readonly preOpenUsd: number;
  readonly openUsd: number;
  readonly closeUsd: number;
  readonly postCloseUsd: number;
  /** Standard deviation of the whole day's move, in split-adjusted dollars. */
  readonly deviationUsd: number;
  /** News in regular hours: a jump of this many split-adjusted dollars in minute `jumpMinute`; mostly 0. */
  readonly jumpUsd: number;
  /** Counted from the regular open. */
  readonly jumpMinute: number;
  /** This day's volume against the usual. */
  readonly volumeFactor: number;
  /** Key of the path inside the day. */
  readonly pathKey: number;
  /** Key of what the path does not decide: presence, ranges inside minutes, volumes. */
  readonly tradeKey: number;
}

/**
 * The prices of one ticker at the scale of days.
 */
export interface PriceModel {
  /** The frame of any day, from about 60 draws and no other day. */
  frameOf(dayNumber: number, plan: SessionPlan): DayFrame;
}

/** A pinned point of a Brownian bridge whose clock is the share of the day's variance. */
function pin(
  share: number,
  from: number,
  to: number,
  fromLog: number,
  toLog: number,
  deviation: number,
  hash: number,
): number {
  const span = to - from;
  if (span <= 0) return fromLog;
  const weight = (share - from) / span;
  return fromLog + (toLog - fromLog) * weight + deviation * Math.sqrt(weight * (to - share)) * toNormal(hash);
}

/** Whether a day has news, at what minute, and how far the price jumps: 0.7 to 1.7 of the day's standard deviations. */
function newsOf(hash: number, deviationUsd: number, regularMinutes: number): { jumpUsd: number; jumpMinute: number } {
  const isNewsDay = (hash & 0xffff) % NEWS_EVERY_DAYS === 0 && regularMinutes > 1;
  const size = (0.7 + ((hash >>> 16) & 255) / 255) * ((hash >>> 24) & 1 ? 1 : -1);
  return {
    jumpUsd: isNewsDay ? size * deviationUsd : 0,
    jumpMinute: 1 + ((mix32(hash) >>> 1) % Math.max(1, regularMinutes - 1)),
  };
}

/**
 * The price model of one ticker under a seed.
 *
 * @example
 * const model = createPriceModel('tickerlake', profile);
 */
export function createPriceModel(seed: string, profile: TickerProfile): PriceModel {
  const marketKey = hashText(`${seed}/market`);
  const pathKey = hashText(`${seed}/path/${profile.follows ?? companyOf(profile)}`);
  const tradeKey = hashText(`${seed}/trades/${companyOf(profile)}`);
  const toBusinessDay = (dayNumber: number) =>
    profile.liquidity === 'continuous' ? dayNumber : toWeekdayCount(dayNumber);
  const marketPart = profile.beta * MARKET_VOLATILITY;
  const variance = profile.dailyVolatility * profile.dailyVolatility;
  const ownPart = Math.sqrt(Math.max(0.3 * variance, variance - marketPart * marketPart));
  const ownVolatilityAt = (day: number) => clusteredVolatility(marketKey, pathKey, day);
  const marketVolatilityAt = (day: number) => clusteredVolatility(marketKey, marketKey, day);

  function walkedLog(businessDay: number): number {
    const own = ownPart * dyadicBridge(pathKey, businessDay, ownVolatilityAt);
    if (marketPart === 0) return own;
    return own + marketPart * dyadicBridge(marketKey, businessDay, marketVolatilityAt);
  }

  const anchorBusinessDay = toBusinessDay(ANCHOR_DAY);
  const anchorLog = exactLn(profile.anchorPriceUsd) - walkedLog(anchorBusinessDay);
  const logAt = (businessDay: number) =>
    anchorLog + walkedLog(businessDay) + DAILY_DRIFT * (businessDay - anchorBusinessDay);

  return {
    frameOf(dayNumber, plan) {
      const businessDay = toBusinessDay(dayNumber);
      const factor = volatilityOfDay(marketKey, pathKey, businessDay);
      const deviation = profile.dailyVolatility * factor;
      const key = hashAt(pathKey, dayNumber);
      const [preOpen, open, close] = plan.pinnedVariance;
      const [before, after] = [logAt(businessDay - 1), logAt(businessDay)];
      const openLog = pin(open, 0, 1, before, after, deviation, hashAt(key, 1));
      const preOpenLog = pin(preOpen, 0, open, before, openLog, deviation, hashAt(key, 2));
      const closeLog = pin(close, open, 1, openLog, after, deviation, hashAt(key, 3));
      const openUsd = exactExp(openLog);
      const tradesOfDay = hashAt(tradeKey, dayNumber);
      return {
        preOpenUsd: exactExp(preOpenLog),
        openUsd,
        closeUsd: exactExp(closeLog),
        postCloseUsd: exactExp(after),
        deviationUsd: deviation * openUsd,
        ...newsOf(hashAt(key, 4), deviation * openUsd, plan.minutes.regular),
        volumeFactor: (0.35 + 0.65 * factor) * exactExp(0.18 * toNormal(tradesOfDay)),
        pathKey: mix32(key ^ 0x2545f491),
        tradeKey: mix32(tradesOfDay ^ 0x1b873593),
      };
    },
  };
}

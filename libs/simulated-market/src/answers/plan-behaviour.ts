import { toDate, toDayNumber } from '../calendar/civil-day.ts';
import { type MarketZone } from '../calendar/time-zone.ts';
import { type SessionDay } from '../bars/session-day.ts';
import { type TickerProfile } from '../tickers/ticker-profile.ts';
import { REFUSALS } from '../gate/api-refusal.ts';

const DELAY_MS = 15 * 60_000;

/**
 * What the caller's plan includes. Omitted options mean no restriction.
 */
export interface PlanBehaviour {
  /** Years of history before today. */
  readonly historyYears?: number;
  /**
   * A range that starts before the history: refused (default), or silently shortened. The vendor does either, according
   * to reports.
   */
  readonly tooOld?: 'refuse' | 'clip';
  /** `end-of-day`: a range with today in it is refused until the session is over. `delayed`: 15 minutes, status DELAYED. */
  readonly recency?: 'end-of-day' | 'delayed' | 'real-time';
  /** Whether there are second bars. */
  readonly secondBars?: boolean;
  /** Asset classes of the plan. */
  readonly markets?: readonly TickerProfile['market'][];
  /**
   * HTTP status of a refusal: 403 (default), or 200 with status NOT_AUTHORIZED in the body, which has also been
   * reported.
   */
  readonly refusalStatus?: 403 | 200;
}

/**
 * The vendor's free stocks plan, apart from its 5 calls a minute (`callsPerMinute`).
 *
 * @example
 * createSimulatedMarket({ callsPerMinute: 5, plan: FREE_PLAN });
 */
export const FREE_PLAN: PlanBehaviour = { historyYears: 2, recency: 'end-of-day', secondBars: false };

/** The requested bars. */
export interface PlanRequest {
  readonly profile: TickerProfile | null;
  readonly zone: MarketZone;
  readonly fromMs: number;
  readonly toMs: number;
  readonly isSeconds: boolean;
  readonly nowMs: number;
  /** The session of a day, if there is one. */
  sessionOn(dayNumber: number): SessionDay | undefined;
}

/** First day of a history of `years` that ends today. */
function firstDayOf(years: number, today: number): number {
  const date = toDate(today);
  return toDayNumber(`${Number(date.slice(0, 4)) - years}${date.slice(4)}`);
}

/**
 * Refuses what the plan does not include; returns where the range may start (later than requested when clipped).
 *
 * @throws ApiRefusal with the vendor's text
 * @example
 * const fromMs = allowedFrom(FREE_PLAN, request);
 */
export function allowedFrom(plan: PlanBehaviour, request: PlanRequest): number {
  const { zone, fromMs, toMs, nowMs, profile } = request;
  const status = plan.refusalStatus ?? 403;
  if (profile !== null && plan.markets !== undefined && !plan.markets.includes(profile.market))
    throw REFUSALS.notEntitled(status);
  if (request.isSeconds && plan.secondBars === false) throw REFUSALS.notEntitled(status);
  const today = zone.dayOf(nowMs);
  if (plan.recency === 'end-of-day') {
    if (zone.dayOf(fromMs) > today) throw REFUSALS.notEntitled(status);
    const session = request.sessionOn(today);
    const isUnfinished = session !== undefined && nowMs < session.endMs;
    if (isUnfinished && toMs >= zone.midnightMs(today)) throw REFUSALS.beforeEndOfDay(status);
  }
  if (plan.historyYears === undefined) return fromMs;
  const firstMs = zone.midnightMs(firstDayOf(plan.historyYears, today));
  if (fromMs >= firstMs) return fromMs;
  if (plan.tooOld === 'clip') return firstMs;
  throw REFUSALS.tooOld(status);
}

/**
 * The instant up to which the plan shows the market.
 *
 * @example
 * visibleNowMs({ recency: 'delayed' }, nowMs); // nowMs - 900_000
 */
export function visibleNowMs(plan: PlanBehaviour, nowMs: number): number {
  return plan.recency === 'delayed' ? nowMs - DELAY_MS : nowMs;
}

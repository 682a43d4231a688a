import { type MarketCalendar } from '@tickerlake/market-calendar';
import { toDate, toDayNumber } from '../calendar/civil-day.ts';
import { createSessionPlan, type SessionPlan } from '../prices/session-plan.ts';

const MINUTE_MS = 60_000;

/** One trading day of a market. */
export interface SessionDay {
  readonly dayNumber: number;
  readonly startMs: number;
  readonly openMs: number;
  readonly closeMs: number;
  readonly endMs: number;
  readonly isEarlyClose: boolean;
  readonly plan: SessionPlan;
}

/** The trading days of a market, with the plan of each. */
export interface SessionDays {
  /** Days of the inclusive range that have a session, in order. */
  between(fromDay: number, toDay: number): readonly SessionDay[];
}

/**
 * The trading days of a calendar.
 *
 * @example
 * const days = createSessionDays(createStockCalendar(), false).between(20_590, 20_600);
 */
export function createSessionDays(calendar: MarketCalendar, isContinuous: boolean): SessionDays {
  const plans = new Map<string, SessionPlan>();
  const toMinutes = (fromMs: number, toMs: number) => Math.round((toMs - fromMs) / MINUTE_MS);

  function planOf(pre: number, regular: number, post: number): SessionPlan {
    const key = `${pre}/${regular}/${post}`;
    const known = plans.get(key);
    if (known !== undefined) return known;
    const plan = createSessionPlan({ pre, regular, post, isContinuous });
    plans.set(key, plan);
    return plan;
  }

  return {
    between(fromDay, toDay) {
      if (fromDay > toDay) return [];
      return calendar.sessions(toDate(fromDay), toDate(toDay)).map((session) => ({
        dayNumber: toDayNumber(session.tradingDate),
        startMs: session.nightOpenMs,
        openMs: session.openMs,
        closeMs: session.closeMs,
        endMs: session.postCloseMs,
        isEarlyClose: session.isEarlyClose,
        plan: planOf(
          toMinutes(session.nightOpenMs, session.openMs),
          toMinutes(session.openMs, session.closeMs),
          toMinutes(session.closeMs, session.postCloseMs),
        ),
      }));
    },
  };
}

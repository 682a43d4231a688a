import { DAY_MS, toDate, toWeekday } from '../calendar/civil-day.ts';
import { NEW_YORK_ZONE, newYorkOffsetHours } from '../calendar/time-zone.ts';
import { closureName } from './closure-names.ts';
import { type ApiRequest, type Endpoint, type MarketContext } from './market-context.ts';

const HOUR_MS = 3_600_000;
const EXCHANGES = ['NYSE', 'NASDAQ'] as const;

/** How far ahead closures are published. */
const PUBLISHED_DAYS = 365;

/** New York's wall clock with its offset: `2026-05-20T11:30:00-04:00`. */
function toNewYorkTime(instantMs: number): string {
  const hours = newYorkOffsetHours(instantMs);
  const local = new Date(instantMs + hours * HOUR_MS).toISOString().slice(0, 19);
  return `${local}-0${-hours}:00`;
}

/** Currency markets close from Friday 17:00 to Sunday 17:00 New York. */
function isCurrencyOpen(instantMs: number): boolean {
  const localMs = instantMs + newYorkOffsetHours(instantMs) * HOUR_MS;
  const weekday = toWeekday(Math.floor(localMs / DAY_MS));
  const isEvening = localMs % DAY_MS >= 17 * HOUR_MS;
  if (weekday === 5) return !isEvening;
  return weekday === 0 ? isEvening : weekday !== 6;
}

function answerNow(request: ApiRequest, market: MarketContext) {
  const { nowMs } = request;
  const today = NEW_YORK_ZONE.dayOf(nowMs);
  const session = market.stockDays.between(today, today)[0];
  const isInside = session !== undefined && nowMs >= session.startMs && nowMs < session.endMs;
  const isEarly = isInside && nowMs < session.openMs;
  const isLate = isInside && nowMs >= session.closeMs;
  const state = !isInside ? 'closed' : isEarly || isLate ? 'extended-hours' : 'open';
  return {
    afterHours: isLate,
    currencies: { crypto: 'open', fx: isCurrencyOpen(nowMs) ? 'open' : 'closed' },
    earlyHours: isEarly,
    exchanges: { nasdaq: state, nyse: state, otc: state },
    market: state,
    serverTime: toNewYorkTime(nowMs),
  };
}

function answerUpcoming(request: ApiRequest, market: MarketContext) {
  const today = NEW_YORK_ZONE.dayOf(request.nowMs);
  const sessions = new Map(
    market.stockDays.between(today + 1, today + PUBLISHED_DAYS).map((session) => [session.dayNumber, session]),
  );
  return Array.from({ length: PUBLISHED_DAYS }, (_, ahead) => today + 1 + ahead).flatMap((dayNumber) => {
    const weekday = toWeekday(dayNumber);
    const session = sessions.get(dayNumber);
    if (weekday === 0 || weekday === 6 || (session !== undefined && !session.isEarlyClose)) return [];
    const date = toDate(dayNumber);
    const name = closureName(date);
    return EXCHANGES.map((exchange) =>
      session === undefined
        ? { date, exchange, name, status: 'closed' }
        : {
            close: new Date(session.closeMs).toISOString(),
            date,
            exchange,
            name,
            open: new Date(session.openMs).toISOString(),
            status: 'early-close',
          },
    );
  });
}

/** `/v1/marketstatus/now`: open, closed or extended-hours. */
export const MARKET_STATUS_NOW: Endpoint = { path: '/v1/marketstatus/now', answer: answerNow };

/** `/v1/marketstatus/upcoming`: a bare array of closures and early closes of the coming year, a row per exchange. */
export const MARKET_STATUS_UPCOMING: Endpoint = { path: '/v1/marketstatus/upcoming', answer: answerUpcoming };

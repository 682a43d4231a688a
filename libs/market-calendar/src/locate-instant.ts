import type { InstantLocation, Session, SessionPart, TradingDate } from './market-calendar.ts';
import { newYorkDateAt, newYorkInstant } from './dates/new-york-time.ts';
import { addCalendarDays, DAY_MS } from './dates/trading-date.ts';

const HOUR_MS = 3_600_000;

/** A UTC day as seen from New York: its two dates and the sessions that overlap it. */
interface DayFrame {
  readonly dayNumber: number;
  /** The New York date at 00:00Z; from `midnightMs` on it is the next date. */
  readonly date: TradingDate;
  readonly nextDate: TradingDate;
  readonly midnightMs: number;
  readonly sessions: readonly Session[];
}

/**
 * Creates the function that locates an instant. It caches one small frame per UTC day and resolves time zones only to
 * build a frame.
 *
 * @param sessionOn returns the session of a date, or null when none is known.
 * @example
 * const locate = createInstantLocator((date) => calendar.session(date));
 */
export function createInstantLocator(
  sessionOn: (date: TradingDate) => Session | null,
): (instantMs: number) => InstantLocation {
  const frames = new Map<number, DayFrame>();
  let latest: DayFrame | undefined;

  function frameOf(dayNumber: number): DayFrame {
    const known = frames.get(dayNumber);
    if (known !== undefined) return known;
    const built = buildFrame(dayNumber, sessionOn);
    frames.set(dayNumber, built);
    return built;
  }

  return (instantMs) => {
    const dayNumber = Math.floor(instantMs / DAY_MS);
    if (latest?.dayNumber !== dayNumber) latest = frameOf(dayNumber);
    for (const session of latest.sessions) {
      if (instantMs >= session.nightOpenMs && instantMs < session.postCloseMs)
        return locateInSession(session, instantMs);
    }
    const hourStartMs = Math.floor(instantMs / HOUR_MS) * HOUR_MS;
    const tradingDate = instantMs < latest.midnightMs ? latest.date : latest.nextDate;
    return { tradingDate, part: 'unknown', hourStartMs, hourEndMs: hourStartMs + HOUR_MS };
  };
}

function buildFrame(dayNumber: number, sessionOn: (date: TradingDate) => Session | null): DayFrame {
  const startMs = dayNumber * DAY_MS;
  const date = newYorkDateAt(startMs);
  const nextDate = addCalendarDays(date, 1);
  const sessions = [date, nextDate, addCalendarDays(date, 2)]
    .map(sessionOn)
    .filter((session) => session !== null)
    .filter(({ nightOpenMs, postCloseMs }) => nightOpenMs < startMs + DAY_MS && postCloseMs > startMs);
  return { dayNumber, date, nextDate, midnightMs: newYorkInstant(nextDate, 0), sessions };
}

/** Regular hours count from the open; all others are clock hours, cut off at the ends of the part. */
function locateInSession(session: Session, instantMs: number): InstantLocation {
  const { tradingDate, nightOpenMs, preOpenMs, openMs, closeMs, postCloseMs } = session;
  if (instantMs >= openMs && instantMs < closeMs) {
    const hourStartMs = openMs + Math.floor((instantMs - openMs) / HOUR_MS) * HOUR_MS;
    return { tradingDate, part: 'regular', hourStartMs, hourEndMs: Math.min(closeMs, hourStartMs + HOUR_MS) };
  }
  const clockStartMs = Math.floor(instantMs / HOUR_MS) * HOUR_MS;
  const within = (part: SessionPart, startMs: number, endMs: number): InstantLocation => ({
    tradingDate,
    part,
    hourStartMs: Math.max(startMs, clockStartMs),
    hourEndMs: Math.min(endMs, clockStartMs + HOUR_MS),
  });
  if (instantMs < preOpenMs) return within('night', nightOpenMs, preOpenMs);
  return instantMs < openMs ? within('pre', preOpenMs, openMs) : within('post', closeMs, postCloseMs);
}

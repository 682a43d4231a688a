import type { Calendars, RunPlan } from '@tickerlake/pipeline';
import { calendarIdOf } from '@tickerlake/record-schema';

/** Time that a run takes, in ms. */
export interface RunDuration {
  /** Waiting for the vendor's quota. */
  readonly quotaMs: number;
  /** Work of this machine and answers of the vendor, estimated. */
  readonly workMs: number;
  /** From start to end: fetching overlaps with the wait for the quota, building comes after it. */
  readonly totalMs: number;
}

const minuteMs = 60_000;
const startMs = 1_000;
/** Fetching and landing, and building and checking, for each bar that can exist: a year of seven tickers takes 69 s on two cores. */
const fetchMsPerBar = 0.02;
const buildMsPerBar = 0.02;
/** Calls to the vendor that run at once. */
const callsAtOnce = 2;

/**
 * Estimates how long a run takes, its work included.
 *
 * @example
 * estimateDuration(plan, calendars, 0).totalMs; // 69_000 for a year of seven tickers
 */
export function estimateDuration(
  { request, chunks, calls, quotaMs }: RunPlan,
  calendars: Calendars,
  callMs: number,
): RunDuration {
  if (chunks.length === 0) return { quotaMs: 0, workMs: 0, totalMs: 0 };
  const bars = chunks.reduce((sum, { ticker, from, to }) => {
    const sessions = calendars[calendarIdOf(ticker)].sessions(from, to);
    return (
      sum +
      sessions.reduce(
        (inSessions, session) =>
          inSessions + (session.postCloseMs - session.preOpenMs) / Math.max(request.barMs, minuteMs),
        0,
      )
    );
  }, 0);
  const answersMs = (calls / callsAtOnce) * callMs;
  const [fetchMs, buildMs] = [answersMs + bars * fetchMsPerBar, bars * buildMsPerBar];
  return {
    quotaMs,
    workMs: Math.round(startMs + fetchMs + buildMs),
    totalMs: Math.round(startMs + Math.max(quotaMs, fetchMs) + buildMs),
  };
}

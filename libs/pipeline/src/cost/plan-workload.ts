import { calendarIdOf } from '@tickerlake/record-schema';
import type { Calendars } from '../ports/calendars.ts';
import type { RunPlan } from '../request/plan-run.ts';
import type { CostWorkload } from './cost-workload.ts';

const hourMs = 3_600_000;
/** The vendor's bars of a stock's session at most, with extended hours: 16 hours. */
const sessionMs = 16 * hourMs;
const runsOfAnHourlySchedule = 730;
const sessionsOfAMonth = 21;
const freeCallsPerMinute = 5;

/**
 * What a planned run is to the cost model, as if it ran every hour of a month.
 *
 * @example
 * estimateRun(planWorkload(plan, calendars, 5)).dollars; // 0.0013
 */
export function planWorkload(
  { request, chunks }: Pick<RunPlan, 'request' | 'chunks'>,
  calendars: Calendars,
  callsPerMinute: number | null,
): CostWorkload {
  const { tickers, from, to, barMs } = request;
  const sessionsOf = (ticker: string): number =>
    chunks
      .filter((chunk) => chunk.ticker === ticker)
      .reduce((sum, chunk) => sum + calendars[calendarIdOf(ticker)].sessions(chunk.from, chunk.to).length, 0);
  const sessions = Math.max(0, ...tickers.map(sessionsOf));
  return {
    name: `${tickers.length} tickers, ${from} to ${to}`,
    tickers: tickers.length,
    barsPerSession: Math.max(1, Math.ceil(sessionMs / barMs)),
    sessionsPerMonth: sessionsOfAMonth,
    runsPerMonth: runsOfAnHourlySchedule,
    sessionsPerRun: sessions,
    sessionsKept: Math.max(sessions, sessionsOfAMonth),
    callsPerInvocation: callsPerMinute ?? freeCallsPerMinute,
    panelReads: 0,
  };
}

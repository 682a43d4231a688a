import { monthOf, monthRange } from '../values/month.ts';
import type { Calendars } from '../ports/calendars.ts';
import type { RunPlan } from './plan-run.ts';
import { lastSession, type ResolvedRequest } from './resolve-request.ts';

/**
 * The instant from which freshness is measured: the close of the last session in the months that the plan changes.
 *
 * @example
 * planFreshness(plan, resolved, calendars).toISOString();
 */
export function planFreshness(
  { request, chunks }: Pick<RunPlan, 'request' | 'chunks'>,
  resolved: Pick<ResolvedRequest, 'freshAt'>,
  calendars: Calendars,
): Date {
  const newest = chunks.reduce((last, { to }) => (to > last ? to : last), '');
  if (newest === '') return resolved.freshAt;
  const { to: monthEnd } = monthRange(monthOf(newest));
  const to = monthEnd < request.to ? monthEnd : request.to;
  return new Date(lastSession(request.tickers, calendars, request.from, to)?.closeMs ?? resolved.freshAt);
}

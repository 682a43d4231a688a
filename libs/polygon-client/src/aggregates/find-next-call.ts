import type { BaseUrl } from '../request/parse-base-url.ts';
import { toBaseBars } from './range/base-bars.ts';
import { type RequestedBars, type PageCall, toNextStartMs, toRangeCall } from './page-call.ts';
import type { PageFault } from './page-fault.ts';
import type { AggregatesAnswer } from './bars/parse-aggregates-answer.ts';
import { parseNextUrl } from './parse-next-url.ts';
import { toAfterMs } from '../schema/range-bounds.ts';

/**
 * The call after a page; null when the range is complete. A full page without a `next_url` may have been truncated, so one more
 * call, from after its last bar, must return nothing before the range counts as complete.
 *
 * @param newestT `t` of the page's last new bar; null when the page had none.
 * @example
 * const next = findNextCall(answer, request, bars.at(-1)?.t ?? null, baseUrl);
 */
export function findNextCall(
  answer: AggregatesAnswer<{ readonly length: number }>,
  request: RequestedBars,
  newestT: number | null,
  baseUrl: BaseUrl,
): PageCall | PageFault | null {
  if (answer.nextUrl !== null) return parseNextUrl(answer.nextUrl, request, baseUrl);
  const baseBars = Math.max(answer.queryCount ?? 0, answer.bars.length);
  // The server drops a bar that exceeds the limit; it is not documented whether queryCount still counts the part of it that was read.
  const mostDropped = toBaseBars(request.multiplier, request.timespan) - 1;
  if (baseBars + mostDropped < request.pageLimit) return null;
  if (newestT === null) {
    if (baseBars < request.pageLimit) return null;
    return {
      reason: 'truncated',
      detail: `the server read ${baseBars} base bars, its limit, without a new bar or a next page.`,
    };
  }
  const startMs = toNextStartMs(request, newestT);
  return startMs >= toAfterMs(request.to) ? null : toRangeCall(request, startMs, true);
}

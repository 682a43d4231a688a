import type { BaseUrl } from '../request/parse-base-url.ts';
import { toBaseBars } from './range/base-bars.ts';
import { type AskedBars, type PageCall, toNextStartMs, toRangeCall } from './page-call.ts';
import type { PageFault } from './page-fault.ts';
import type { AggregatesAnswer } from './bars/parse-aggregates-answer.ts';
import { parseNextUrl } from './parse-next-url.ts';
import { toAfterMs } from './range/range-bounds.ts';

/**
 * What to call after a page; null when the range is complete. A page that is full although no next one is announced may have
 * been cut: one more call, from the bar after the last, has to come back empty before the end is believed.
 *
 * @param newestT `t` of the page's last new bar; null when the page brought none.
 * @example
 * const next = findNextCall(answer, asked, bars.at(-1)?.t ?? null, baseUrl);
 */
export function findNextCall(
  answer: AggregatesAnswer,
  asked: AskedBars,
  newestT: number | null,
  baseUrl: BaseUrl,
): PageCall | PageFault | null {
  if (answer.nextUrl !== null) return parseNextUrl(answer.nextUrl, asked, baseUrl);
  const baseBars = Math.max(answer.queryCount ?? 0, answer.bars.length);
  // The limit drops the bar that it cuts; whether queryCount still counts that bar's part is not documented.
  const mostDropped = toBaseBars(asked.multiplier, asked.timespan) - 1;
  if (baseBars + mostDropped < asked.pageLimit) return null;
  if (newestT === null) {
    if (baseBars < asked.pageLimit) return null;
    return {
      reason: 'truncated',
      detail: `the server read ${baseBars} base bars, its limit, without a new bar or a next page.`,
    };
  }
  const startMs = toNextStartMs(asked, newestT);
  return startMs >= toAfterMs(asked.to) ? null : toRangeCall(asked, startMs, true);
}

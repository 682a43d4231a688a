import type { WallClock } from '../clock.ts';
import { InvalidRequestError } from '../errors/invalid-request-error.ts';
import type { Issue } from '../errors/issue.ts';
import type { AggregatesRequest } from './aggregates-request.ts';
import { checkGiven } from '../schema/check-given.ts';
import { lazySchema } from '../schema/lazy-schema.ts';
import { booleanSchema, boundSchema, objectOf, tickerSchema, valueOf, wholeSchema } from '../schema/schemas.ts';
import { baseBarsPerTimespan, maxPageLimit, toMinPageLimit } from './range/base-bars.ts';
import { toAfterMs, toEarliestMs } from '../schema/range-bounds.ts';

const requestSchema = lazySchema(() =>
  objectOf({
    ticker: tickerSchema(),
    multiplier: wholeSchema(1),
    timespan: valueOf(
      (value) => Object.hasOwn(baseBarsPerTimespan, String(value)),
      `must be one of ${Object.keys(baseBarsPerTimespan).join(', ')}`,
    ),
    from: boundSchema(),
    to: boundSchema(),
    adjusted: booleanSchema(),
    pageLimit: wholeSchema(1),
    maxPages: wholeSchema(1),
    maxBars: wholeSchema(1),
  }),
);

/** A request that can be sent, with its defaults. */
export type CheckedRequest = Required<Omit<AggregatesRequest, 'resumeFrom' | 'signal'>>;

/**
 * Checks a request before anything is sent: a call that is bound to fail still counts against the quota, and the vendor reports
 * a date in the future as "not entitled".
 *
 * @throws {InvalidRequestError} naming each field that is wrong.
 * @example
 * checkAggregatesRequest(request, { now: () => new Date() });
 */
export function checkAggregatesRequest(request: AggregatesRequest, wallClock: WallClock | undefined): CheckedRequest {
  const { ticker, multiplier, timespan, from, to, adjusted } = request;
  const { pageLimit = maxPageLimit, maxPages = 10_000, maxBars = Number.MAX_SAFE_INTEGER } = request;
  const checked = { ticker, multiplier, timespan, from, to, adjusted, pageLimit, maxPages, maxBars };
  const refusal = 'The request for bars is refused';
  checkGiven(refusal, requestSchema(), checked);
  const issues = [...rangeIssues(checked, wallClock), ...limitIssues(checked)];
  if (issues.length > 0) throw new InvalidRequestError(refusal, issues);
  return checked;
}

function rangeIssues({ from, to }: CheckedRequest, wallClock: WallClock | undefined): Issue[] {
  const isReversed = typeof from === typeof to ? from > to : toEarliestMs(from) >= toAfterMs(to);
  if (isReversed) return [{ path: 'from', message: `${from} is after \`to\`, ${to}: swap them` }];
  if (wallClock === undefined || toEarliestMs(to) <= wallClock.now().getTime()) return [];
  return [{ path: 'to', message: `${to} is in the future: end at the last completed session` }];
}

function limitIssues({ multiplier, timespan, pageLimit }: CheckedRequest): Issue[] {
  const least = toMinPageLimit(multiplier, timespan);
  if (pageLimit > maxPageLimit)
    return [
      {
        path: 'pageLimit',
        message: `must be at most ${maxPageLimit}: it counts base bars per page; to limit the result, use maxBars`,
      },
    ];
  if (pageLimit >= least) return [];
  const message = `must be at least ${least} for ${multiplier} ${timespan} bars: it counts base bars, and a bar that does not fit is dropped`;
  return [{ path: 'pageLimit', message }];
}

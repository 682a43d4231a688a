import * as z from 'zod';
import type { WallClock } from '../clock.ts';
import { InvalidRequestError } from '../errors/invalid-request-error.ts';
import { type Issue, toIssuePath } from '../errors/issue.ts';
import type { AggregatesRequest } from './aggregates-request.ts';
import { timespans } from '../bars/timespan.ts';
import { maxPageLimit, toMinPageLimit } from './range/base-bars.ts';
import { toAfterMs, toBoundComplaint, toEarliestMs } from './range/range-bounds.ts';

const positive = z.int().min(1);
const bound = z.union([z.string(), z.number()]).superRefine((value, context) => {
  const message = toBoundComplaint(value);
  if (message !== null) context.addIssue({ code: 'custom', message });
});

const requestSchema = z.object({
  ticker: z
    .string()
    .regex(/^(?!\.+$)[\x21-\x7e]{1,64}$/, 'must be 1 to 64 visible ASCII characters, and not only dots'),
  multiplier: positive,
  timespan: z.enum(timespans),
  from: bound,
  to: bound,
  adjusted: z.boolean(),
  pageLimit: positive
    .max(
      maxPageLimit,
      `must be at most ${maxPageLimit}: it counts base bars per page; to limit the result, use maxBars`,
    )
    .default(maxPageLimit),
  maxPages: positive.default(10_000),
  maxBars: positive.default(Number.MAX_SAFE_INTEGER),
});

/** A request that can be sent, with its defaults. */
export type CheckedRequest = z.infer<typeof requestSchema>;

/**
 * Checks a request before anything is sent: a call that is bound to fail still counts against the quota, and the vendor reports
 * a date in the future as "not entitled".
 *
 * @throws {InvalidRequestError} naming each field that is wrong.
 * @example
 * checkAggregatesRequest(request, { now: () => new Date() });
 */
export function checkAggregatesRequest(request: AggregatesRequest, wallClock: WallClock | undefined): CheckedRequest {
  const parsed = requestSchema.safeParse(request);
  if (!parsed.success) {
    const issues = parsed.error.issues.map((issue) => ({ path: toIssuePath(issue.path), message: issue.message }));
    throw new InvalidRequestError('The request is refused', issues);
  }
  const issues = [...rangeIssues(parsed.data, wallClock), ...limitIssues(parsed.data)];
  if (issues.length > 0) throw new InvalidRequestError(`The request for ${parsed.data.ticker} is refused`, issues);
  return parsed.data;
}

function rangeIssues({ from, to }: CheckedRequest, wallClock: WallClock | undefined): Issue[] {
  const isReversed = typeof from === typeof to ? from > to : toEarliestMs(from) >= toAfterMs(to);
  if (isReversed) return [{ path: 'from', message: `${from} is after \`to\`, ${to}: swap them` }];
  if (wallClock === undefined || toEarliestMs(to) <= wallClock.now().getTime()) return [];
  return [{ path: 'to', message: `${to} is in the future: end at the last completed session` }];
}

function limitIssues({ multiplier, timespan, pageLimit }: CheckedRequest): Issue[] {
  const least = toMinPageLimit(multiplier, timespan);
  if (pageLimit >= least) return [];
  const message = `must be at least ${least} for ${multiplier} ${timespan} bars: it counts base bars, and a bar that does not fit is dropped`;
  return [{ path: 'pageLimit', message }];
}

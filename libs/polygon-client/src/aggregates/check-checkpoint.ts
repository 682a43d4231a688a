import * as z from 'zod';
import { InvalidRequestError } from '../errors/invalid-request-error.ts';
import { toIssuePath } from '../errors/issue.ts';
import { isIndexTicker } from '../tickers/is-index-ticker.ts';
import { timespans } from '../bars/timespan.ts';
import { maxPageLimit } from './range/base-bars.ts';
import type { CheckedRequest } from './check-aggregates-request.ts';
import type { PageCheckpoint } from '../bars/page-checkpoint.ts';
import { isPageFault } from './page-fault.ts';
import { parseNextPath } from './parse-next-url.ts';
import { readBars } from './bars/read-bars.ts';

const bound = z.union([z.string(), z.number()]);
const checkpointSchema = z.object({
  version: z.literal(1),
  ticker: z.string(),
  multiplier: z.int(),
  timespan: z.enum(timespans),
  from: bound,
  to: bound,
  adjusted: z.boolean(),
  pageLimit: z.int().min(1).max(maxPageLimit),
  next: z.string(),
  isProof: z.boolean(),
  pagesDone: z.int().min(1),
  lastBar: z.unknown(),
});

/**
 * Checks that a checkpoint, which may come from a file, belongs to the request it resumes: the same bars, the same range, and a
 * next call for them.
 *
 * @throws {InvalidRequestError}
 * @example
 * const checkpoint = checkCheckpoint(JSON.parse(text), request);
 */
export function checkCheckpoint(given: unknown, request: CheckedRequest): PageCheckpoint {
  const parsed = checkpointSchema.safeParse(given);
  if (!parsed.success) {
    const issues = parsed.error.issues.map((issue) => ({
      path: toIssuePath(['resumeFrom', ...issue.path]),
      message: issue.message,
    }));
    throw new InvalidRequestError('The checkpoint is refused', issues);
  }
  const checkpoint = parsed.data;
  const differing = (['ticker', 'multiplier', 'timespan', 'from', 'to', 'adjusted'] as const).filter(
    (key) => checkpoint[key] !== request[key],
  );
  const last = readBars(checkpoint.lastBar === null ? [] : [checkpoint.lastBar], isIndexTicker(request.ticker));
  const issues = [
    ...differing.map((key) => ({ path: `resumeFrom.${key}`, message: 'differs from the request' })),
    ...last.issues.map(({ message }) => ({ path: 'resumeFrom.lastBar', message })),
  ];
  const next = parseNextPath(checkpoint.next, request);
  if (isPageFault(next))
    throw new InvalidRequestError('The checkpoint is refused', [
      ...issues,
      { path: 'resumeFrom.next', message: next.detail },
    ]);
  if (issues.length > 0) throw new InvalidRequestError('The checkpoint is refused', issues);
  return { ...checkpoint, next: next.path, lastBar: last.bars[0] ?? null };
}

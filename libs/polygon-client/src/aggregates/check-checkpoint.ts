import { InvalidRequestError } from '../errors/invalid-request-error.ts';
import { isIndexTicker } from '../tickers/is-index-ticker.ts';
import { maxPageLimit } from './range/base-bars.ts';
import type { CheckedRequest } from './check-aggregates-request.ts';
import type { PageCheckpoint } from '../bars/page-checkpoint.ts';
import { isPageFault } from './page-fault.ts';
import { parseNextPath } from './parse-next-url.ts';
import { readBars } from './bars/read-bars.ts';
import { checkGiven } from '../schema/check-given.ts';
import { anything, booleanSchema, objectOf, textSchema, wholeSchema } from '../schema/schemas.ts';
import { lazySchema } from '../schema/lazy-schema.ts';

const checkpointSchema = lazySchema(() =>
  objectOf({
    version: wholeSchema(1, 1),
    pageLimit: wholeSchema(1, maxPageLimit),
    next: textSchema(),
    isProof: booleanSchema(),
    pagesDone: wholeSchema(1),
    lastBar: anything(),
  }),
);

/**
 * Checks that a checkpoint, which may come from a file, belongs to the request it resumes: the same bars, the same range, and a
 * next call for them.
 *
 * @throws {InvalidRequestError}
 * @example
 * const checkpoint = checkCheckpoint(JSON.parse(text), request);
 */
export function checkCheckpoint(checkpoint: PageCheckpoint, request: CheckedRequest): PageCheckpoint {
  const refusal = 'The checkpoint is refused';
  checkGiven(refusal, checkpointSchema(), checkpoint, ['resumeFrom']);
  const last = readBars(checkpoint.lastBar === null ? [] : [checkpoint.lastBar], isIndexTicker(request.ticker));
  const next = parseNextPath(checkpoint.next, request);
  const issues = [
    ...(['ticker', 'multiplier', 'timespan', 'from', 'to', 'adjusted'] as const)
      .filter((key) => checkpoint[key] !== request[key])
      .map((key) => ({ path: `resumeFrom.${key}`, message: 'differs from the request' })),
    ...last.issues.map(({ message }) => ({ path: 'resumeFrom.lastBar', message })),
    ...(isPageFault(next) ? [{ path: 'resumeFrom.next', message: next.detail }] : []),
  ];
  if (isPageFault(next) || issues.length > 0) throw new InvalidRequestError(refusal, issues);
  return { ...checkpoint, next: next.path, lastBar: last.bars[0] ?? null };
}

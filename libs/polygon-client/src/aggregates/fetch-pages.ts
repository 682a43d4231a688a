import { isPolygonError } from '../errors/is-polygon-error.ts';
import { PaginationError } from '../errors/pagination-error.ts';
import type { RequestCore } from '../request/create-request-core.ts';
import type { AggregatesPage } from './aggregates-page.ts';
import type { BarReader } from './bar-reader.ts';
import type { BarList } from '../bars/bar-list.ts';
import type { CheckedRequest } from './check-aggregates-request.ts';
import { fetchAnswer, findForeignAnswer } from './fetch-answer.ts';
import { findHistoryGap } from './find-history-gap.ts';
import { findNextCall } from './find-next-call.ts';
import { type PageCall, toNextStartMs, toRangeCall } from './page-call.ts';
import type { PageCheckpoint } from '../bars/page-checkpoint.ts';
import { isPageFault, type PageFault } from './page-fault.ts';
import type { AggregatesAnswer } from './bars/parse-aggregates-answer.ts';

/** Consecutive pages without a new bar that are tolerated: the vendor may send some, but not endlessly. */
const maxIdlePages = 10;

/**
 * Fetches page after page, holding one at a time. Delivered bars are in order, complete up to the last one, and of the requested
 * ticker; any violation throws before it is delivered.
 *
 * @throws {PaginationError} when a page is inconsistent, or when a page after the first fails (`cause`).
 * @throws the error of the call when page 1 fails, and the signal's reason when the caller aborts.
 */
export async function* fetchPages<Bars extends BarList<Bars>>(
  core: RequestCore,
  reader: BarReader<Bars>,
  request: CheckedRequest,
  resumeFrom: PageCheckpoint | null,
  signal: AbortSignal | undefined,
): AsyncGenerator<AggregatesPage<Bars>, void, undefined> {
  const seen = new Set<string>();
  let checkpoint = resumeFrom;
  let barsLeft = request.maxBars;
  let idlePages = 0;
  for (let calls = 1; ; calls += 1) {
    const call =
      checkpoint === null
        ? toRangeCall(request, request.from, false)
        : { path: checkpoint.next, isProof: checkpoint.isProof };
    const loop = findLoop(seen, call, calls, request.maxPages);
    if (loop !== null) throw toError(request, checkpoint, loop);
    const answer = await fetchAnswer(core, reader, request.ticker, call, signal).catch((error: unknown) => {
      if (checkpoint === null || !isPolygonError(error)) throw error;
      throw toError(request, checkpoint, { reason: 'page-failed', detail: error.message }, error);
    });
    const read = toPage(core, reader, request, checkpoint, answer, barsLeft);
    if (isPageFault(read)) throw toError(request, checkpoint, read);
    const { page, fault } = read;
    idlePages = page.bars.length === 0 ? idlePages + 1 : 0;
    if (idlePages > maxIdlePages) {
      throw toError(request, checkpoint, {
        reason: 'no-progress',
        detail: `${idlePages} pages in a row had no new bar.`,
      });
    }
    barsLeft -= page.bars.length;
    checkpoint = page.checkpoint;
    yield page;
    if (fault !== null) throw toError(request, checkpoint, fault);
    if (checkpoint === null || barsLeft === 0) return;
  }
}

/** A page to deliver, and a fault in its link to the next one. */
interface ReadPage<Bars> {
  readonly page: AggregatesPage<Bars>;
  readonly fault: PageFault | null;
}

function findLoop(seen: Set<string>, call: PageCall, calls: number, maxPages: number): PageFault | null {
  if (calls > maxPages)
    return { reason: 'max-pages', detail: `maxPages (${maxPages}) is reached, but the range has more pages.` };
  if (seen.has(call.path)) return { reason: 'cycle', detail: 'the server links back to a page that was already read.' };
  seen.add(call.path);
  return null;
}

function toPage<Bars extends BarList<Bars>>(
  core: RequestCore,
  reader: BarReader<Bars>,
  request: CheckedRequest,
  checkpoint: PageCheckpoint | null,
  answer: AggregatesAnswer<Bars>,
  barsLeft: number,
): ReadPage<Bars> | PageFault {
  const foreign = findForeignAnswer(answer, request);
  if (foreign !== null) return foreign;
  const lastBar = checkpoint?.lastBar ?? null;
  const taken = reader.takeNew(answer.bars, lastBar);
  if (isPageFault(taken)) return taken;
  const bars = taken.bars.slice(0, barsLeft);
  const newest = bars.at(-1);
  const isCut = newest !== undefined && bars.length < taken.bars.length;
  const afterNewest = toRangeCall(request, toNextStartMs(request, newest?.t ?? 0), false);
  const next = isCut ? afterNewest : findNextCall(answer, request, newest?.t ?? null, core.baseUrl);
  if (isPageFault(next) && newest === undefined) return next;
  // The page is good even if its link is not: deliver it, and resume after its last bar.
  const nextCall = isPageFault(next) ? afterNewest : next;
  const number = (checkpoint?.pagesDone ?? 0) + 1;
  const { nextUrl: _nextUrl, ...facts } = answer;
  const page: AggregatesPage<Bars> = {
    ...facts,
    ticker: request.ticker,
    bars,
    page: number,
    warnings: { ...answer.warnings, duplicates: taken.duplicates },
    conflicts: taken.conflicts,
    gap: lastBar === null ? findHistoryGap(request.from, bars) : null,
    checkpoint:
      nextCall === null
        ? null
        : toCheckpoint(request, {
            next: nextCall.path,
            isProof: nextCall.isProof,
            pagesDone: number,
            lastBar: newest ?? lastBar,
          }),
  };
  return { page, fault: isPageFault(next) ? next : null };
}

type Position = Pick<PageCheckpoint, 'next' | 'isProof' | 'pagesDone' | 'lastBar'>;

function toCheckpoint(
  { maxPages: _maxPages, maxBars: _maxBars, ...asked }: CheckedRequest,
  position: Position,
): PageCheckpoint {
  return { version: 1, ...asked, ...position };
}

function toError(
  request: CheckedRequest,
  checkpoint: PageCheckpoint | null,
  fault: PageFault,
  cause?: unknown,
): PaginationError {
  return new PaginationError(fault.detail, {
    reason: fault.reason,
    ticker: request.ticker,
    pagesDone: checkpoint?.pagesDone ?? 0,
    lastT: checkpoint?.lastBar?.t ?? null,
    checkpoint,
    transient: isPolygonError(cause) && cause.transient,
    cause,
  });
}

import type { AggregateBar } from '../../bars/aggregate-bar.ts';
import type { AnswerBody } from '../../request/answer-body.ts';
import type { AnswerContext } from '../../request/answer-context.ts';
import { readEnvelope } from '../../request/read-envelope.ts';
import { isIndexTicker } from '../../tickers/is-index-ticker.ts';
import type { BarReader } from '../bar-reader.ts';
import {
  type AggregatesAnswer,
  envelopeSchema,
  readAggregatesAnswer,
  toAnswer,
} from '../bars/parse-aggregates-answer.ts';
import { isPageFault } from '../page-fault.ts';
import { takeNewBars } from '../take-new-bars.ts';
import { type BarColumns, createBarColumns, toBarColumns } from './bar-columns.ts';
import { checkColumns } from './check-columns.ts';
import { scanBars } from './scan-bars.ts';

/** Reads bars as columns, from the bytes of the answer; what is not usual, as objects. */
export const columnReader: BarReader<BarColumns> = {
  read(body, ticker, context) {
    const scanned = scanAnswer(body, ticker, context);
    if (scanned !== null) return scanned;
    const answer = readAggregatesAnswer(body.text(), ticker, context);
    return { ...answer, bars: toBarColumns(answer.bars) };
  },
  takeNew(bars, lastBar) {
    if (isRising(bars.t, lastBar)) return { bars, duplicates: 0, conflicts: [] };
    const taken = takeNewBars([...bars], lastBar);
    return isPageFault(taken) ? taken : { ...taken, bars: toBarColumns(taken.bars) };
  },
  fromObjects: toBarColumns,
};

const listStart = '"results":[';
/** The head of the vendor's answers, before the bars, has about 80 bytes. */
const longestHead = 1_024;

/**
 * Reads an answer from its bytes.
 *
 * @returns null for anything unusual, which `readAggregatesAnswer` reads, or refuses.
 * @throws what `readAggregatesAnswer` throws for what surrounds the bars.
 * @example
 * scanAnswer(body, 'AAPL', context)?.bars.c[0]; // the first close
 */
export function scanAnswer(
  body: AnswerBody,
  ticker: string,
  context: AnswerContext,
): AggregatesAnswer<BarColumns> | null {
  const head = body.text(0, longestHead);
  const start = head.indexOf(listStart) + listStart.length;
  // One brace and no backslash: the list is no part of another value, and no text.
  if (start < listStart.length || !/^\{[^{[\\\u0080-\uffff]*$/.test(head.slice(0, start - 1))) return null;
  const bars = scanBars(body.bytes, start);
  if (bars === null) return null;
  const tail = body.text(bars.end);
  // The key may come again, and then counts; also written with escapes.
  if (/results"|\\(?!\/|u0026)/.test(tail)) return null;
  // Valid exactly when the whole answer is, as the list is: so errors are those of the whole.
  const envelope = readEnvelope(head.slice(0, start) + tail, envelopeSchema(), context);
  const incoherent = checkColumns(bars.numbers, isIndexTicker(envelope.ticker ?? ticker));
  return incoherent === null
    ? null
    : toAnswer(envelope, createBarColumns(bars.numbers), { incoherent, unknownKeys: 0 }, context);
}

/** Whether all bars are new and in order, as almost always. */
function isRising(starts: Float64Array, lastBar: AggregateBar | null): boolean {
  let last = lastBar?.t ?? -Infinity;
  for (let index = 0; index < starts.length; index += 1) {
    const start = starts[index] ?? Number.NaN;
    if (start <= last) return false;
    last = start;
  }
  return true;
}

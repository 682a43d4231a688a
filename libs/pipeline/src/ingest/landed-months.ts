import type { MarketCalendar, SessionPart } from '@tickerlake/market-calendar';
import { calendarIdOf, slotMs } from '@tickerlake/record-schema';
import { type BarFindings, type BarSpan, sumFindings } from '../values/bar-findings.ts';
import { barFault } from '../sources/bar-fault.ts';
import type { ChunkReceipt } from './chunk-receipt.ts';
import { PipelineError } from '../values/errors.ts';
import { type Month, monthOf } from '../values/month.ts';
import type { BarPage, FetchChunk, VendorBar } from '../ports/bar-source.ts';
import type { LandedFile } from '../ports/landing.ts';
import { rawLines } from './raw-lines.ts';
import { settlePages } from './settle-pages.ts';
import type { Calendars } from '../ports/calendars.ts';

const dayMs = 86_400_000;

/** A chunk's bars of one month, as lines of `raw_bars`. */
export interface MonthRows {
  text: string;
  readonly rowsByDate: Record<string, number>;
}

/** What rows are landed for. */
export interface LandedChunk {
  readonly runId: string;
  readonly chunk: FetchChunk;
  readonly calendars: Calendars;
}

/** All rows of a chunk. */
export interface CollectedChunk {
  readonly calls: number;
  /** The vendor's ids of the answers. */
  readonly requestIds: readonly string[];
  readonly months: ReadonlyMap<Month, MonthRows>;
  readonly findings: BarFindings;
}

/**
 * Reads a chunk's pages to their end, keeps one version of each bar, and sorts the bars of its range by month. A chunk is held in
 * memory: about 50,000 rows. Whatever is not kept as it came is counted in the findings.
 *
 * @throws {PipelineError} for a value that cannot be stored.
 * @throws whatever the pages throw.
 * @example
 * const { calls, months, findings } = await collectMonths(pages, { runId, chunk, calendars });
 */
export async function collectMonths(pages: AsyncIterable<BarPage>, landed: LandedChunk): Promise<CollectedChunk> {
  const answers: BarPage[] = [];
  for await (const page of pages) {
    assertBars(page);
    answers.push(page);
  }
  const settled = settlePages(answers);
  const months = new Map<Month, MonthRows>();
  const odd: OddBars = { outsideSessions: [], outsideRange: [], outsideInstrument: [] };
  for (const page of settled.pages) addPage({ months, odd }, page, landed);
  const { ticker } = landed.chunk;
  const refusedBars = settled.conflicts.filter(({ kept }) => kept === null).length;
  const conflicts = settled.conflicts.map(({ t, versions, kept }) => ({
    ticker,
    barStart: new Date(t).toISOString(),
    versions,
    kept,
  }));
  const findings = sumFindings([
    {
      repeatedBars: settled.repeatedBars,
      settledBars: conflicts.length - refusedBars,
      refusedBars,
      conflicts,
      outsideSessions: toSpan(ticker, odd.outsideSessions),
      outsideRange: toSpan(ticker, odd.outsideRange),
      outsideInstrument: toSpan(ticker, odd.outsideInstrument),
    },
  ]);
  const calls = answers.reduce((sum, { calls: own = 1 }) => sum + own, 0);
  return { calls, requestIds: answers.flatMap(({ requestId }) => requestId ?? []), months, findings };
}

/** Starts of bars that are not where they were expected. */
interface OddBars {
  readonly outsideSessions: number[];
  readonly outsideRange: number[];
  readonly outsideInstrument: number[];
}

function addPage(
  into: { readonly months: Map<Month, MonthRows>; readonly odd: OddBars },
  page: BarPage,
  { runId, chunk, calendars }: LandedChunk,
): void {
  const { months, odd } = into;
  const calendar = calendars[calendarIdOf(page.ticker)];
  const kept = new Map<Month, VendorBar[]>();
  let slot = Number.NaN;
  let tradingDate = chunk.from;
  let isOutside = false;
  let isNight = false;
  for (const bar of page.bars) {
    // Trading dates and sessions change between half hours, never inside one: located once each, not for every bar.
    if (Math.floor(bar.t / slotMs) !== slot) {
      slot = Math.floor(bar.t / slotMs);
      const place = calendar.locate(bar.t);
      tradingDate = place.tradingDate;
      isNight = place.part === 'night';
      isOutside =
        page.barMs >= dayMs
          ? calendar.session(tradingDate) === null
          : isUnknown(calendar, place.part, bar.t + page.barMs);
    }
    if (tradingDate < chunk.from || tradingDate > chunk.to) {
      // The evening of the last date, and of the day before the first one, come with them.
      const isAsked = isNight || (chunk.askFrom !== undefined && tradingDate === chunk.askFrom);
      if (!isAsked) odd.outsideRange.push(bar.t);
      continue;
    }
    if (tradingDate < (chunk.validFrom ?? '') || tradingDate > (chunk.validTo ?? '9999')) {
      odd.outsideInstrument.push(bar.t);
      continue;
    }
    if (isOutside) odd.outsideSessions.push(bar.t);
    const month = monthOf(tradingDate);
    let bars = kept.get(month);
    if (bars === undefined) kept.set(month, (bars = []));
    bars.push(bar);
    let rows = months.get(month);
    if (rows === undefined) months.set(month, (rows = { text: '', rowsByDate: {} }));
    rows.rowsByDate[tradingDate] = (rows.rowsByDate[tradingDate] ?? 0) + 1;
  }
  for (const [month, bars] of kept) {
    const rows = months.get(month);
    if (rows !== undefined) rows.text += rawLines(page, bars, runId);
  }
}

/** A long bar that starts before its session and reaches into it is of that session. */
const isUnknown = (calendar: MarketCalendar, part: SessionPart, endMs: number): boolean =>
  part === 'unknown' && calendar.locate(endMs - 1).part === 'unknown';

function toSpan(ticker: string, starts: readonly number[]): BarSpan[] {
  if (starts.length === 0) return [];
  const [first, last] = starts.reduce(
    ([least, most], t) => [Math.min(least, t), Math.max(most, t)],
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
  );
  return [{ ticker, bars: starts.length, first: new Date(first).toISOString(), last: new Date(last).toISOString() }];
}

function assertBars({ ticker, bars, requestId }: BarPage): void {
  for (const bar of bars) {
    const fault = barFault(bar);
    if (fault !== null) {
      throw new PipelineError(
        `The answer ${requestId ?? 'without an id'} has a bar of ${ticker} (t ${bar.t}) that cannot be stored: ${fault}. Nothing was published; leave ${ticker} out, or report the value to the vendor.`,
        { stage: 'ingest', transient: false },
      );
    }
  }
}

/**
 * The rows of a landed file.
 *
 * @example
 * const rows = files.reduce((sum, file) => sum + countRows(file), 0);
 */
export const countRows = (file: LandedFile): number =>
  Object.values(file.rowsByDate).reduce((sum, count) => sum + count, 0);

/**
 * The receipt of a chunk's rows.
 *
 * @example
 * const receipt = toReceipt(chunk, await collectMonths(pages, { runId, chunk, calendars }));
 */
export function toReceipt(chunk: FetchChunk, { calls, requestIds, months, findings }: CollectedChunk): ChunkReceipt {
  const rowsByDate = Object.fromEntries([...months.values()].flatMap((month) => Object.entries(month.rowsByDate)));
  const rows = Object.values(rowsByDate).reduce((sum, count) => sum + count, 0);
  return {
    chunkId: chunk.id,
    ticker: chunk.ticker,
    calls,
    rows,
    rowsByDate,
    requestIds,
    findings,
    bytes: [...months.values()].reduce((sum, { text }) => sum + Buffer.byteLength(text), 0),
  };
}

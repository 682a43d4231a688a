import { calendarIdOf, slotMs } from '@tickerlake/record-schema';
import type { ChunkReceipt } from './chunk-receipt.ts';
import { type Month, monthOf } from './month.ts';
import type { BarPage, FetchChunk } from './ports/bar-source.ts';
import type { LandedFile } from './ports/landing.ts';
import { rawBarLine } from './raw-bar-line.ts';
import type { Calendars } from './workflow/plan-run.ts';

/** A chunk's rows of one month, as lines of `raw_bars`. */
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
}

/**
 * Reads a chunk's pages to their end and sorts the bars of its range by month. A chunk is held in memory: about 50,000 rows.
 *
 * @throws whatever the pages throw.
 * @example
 * const { calls, months } = await collectMonths(pages, { runId, chunk, calendars });
 */
export async function collectMonths(pages: AsyncIterable<BarPage>, of: LandedChunk): Promise<CollectedChunk> {
  const months = new Map<Month, MonthRows>();
  const requestIds: string[] = [];
  let calls = 0;
  for await (const page of pages) {
    calls += 1;
    if (page.requestId !== null) requestIds.push(page.requestId);
    addPage(months, page, of);
  }
  return { calls, requestIds, months };
}

function addPage(months: Map<Month, MonthRows>, page: BarPage, { runId, chunk, calendars }: LandedChunk): void {
  const calendar = calendars[calendarIdOf(page.ticker)];
  const toLine = rawBarLine(page, runId);
  let slot = Number.NaN;
  let tradingDate = chunk.from;
  for (const bar of page.bars) {
    // Trading dates change between half hours, never inside one: located once each, not for every bar.
    if (Math.floor(bar.t / slotMs) !== slot) {
      slot = Math.floor(bar.t / slotMs);
      tradingDate = calendar.locate(bar.t).tradingDate;
    }
    if (tradingDate < chunk.from || tradingDate > chunk.to) continue;
    const month = monthOf(tradingDate);
    let rows = months.get(month);
    if (rows === undefined) months.set(month, (rows = { text: '', rowsByDate: {} }));
    rows.text += toLine(bar);
    rows.rowsByDate[tradingDate] = (rows.rowsByDate[tradingDate] ?? 0) + 1;
  }
}

/**
 * The rows of a landed file.
 *
 * @example
 * const rows = files.reduce((sum, file) => sum + countRows(file), 0);
 */
export const countRows = (file: LandedFile): number => Object.values(file.rowsByDate).reduce((sum, count) => sum + count, 0);

/**
 * The receipt of a chunk's rows.
 *
 * @example
 * const receipt = toReceipt(chunk, await collectMonths(pages, { runId, chunk, calendars }));
 */
export function toReceipt(chunk: FetchChunk, { calls, requestIds, months }: CollectedChunk): ChunkReceipt {
  const rowsByDate = Object.fromEntries([...months.values()].flatMap((month) => Object.entries(month.rowsByDate)));
  const rows = Object.values(rowsByDate).reduce((sum, count) => sum + count, 0);
  return { chunkId: chunk.id, ticker: chunk.ticker, calls, rows, rowsByDate, requestIds, bytes: [...months.values()].reduce((sum, { text }) => sum + Buffer.byteLength(text), 0) };
}

import { calendarIdOf } from '@tickerlake/record-schema';
import { type Month, monthOf } from './month.ts';
import type { BarPage, FetchChunk } from './ports/bar-source.ts';
import type { LandedFile } from './ports/landing.ts';
import { rawBarLine } from './raw-bar-line.ts';
import type { Calendars } from './workflow/plan-run.ts';

/** A chunk's rows of one month, as lines of `raw_bars`. */
export interface MonthRows {
  readonly lines: string[];
  readonly rowsByDate: Record<string, number>;
}

/**
 * Reads a chunk's pages to their end and sorts the bars of its range by month. A chunk is held in memory: about 50,000 rows.
 *
 * @throws whatever the pages throw.
 * @example
 * const { calls, months } = await collectMonths(pages, { runId, chunk, calendars });
 */
export async function collectMonths(
  pages: AsyncIterable<BarPage>, of: { readonly runId: string; readonly chunk: FetchChunk; readonly calendars: Calendars },
): Promise<{ calls: number; months: Map<Month, MonthRows> }> {
  const months = new Map<Month, MonthRows>();
  let calls = 0;
  for await (const page of pages) {
    calls += 1;
    const calendar = of.calendars[calendarIdOf(page.ticker)];
    const toLine = rawBarLine(page, of.runId);
    for (const bar of page.bars) {
      const { tradingDate } = calendar.locate(bar.t);
      if (tradingDate < of.chunk.from || tradingDate > of.chunk.to) continue;
      const month = monthOf(tradingDate);
      let rows = months.get(month);
      if (rows === undefined) months.set(month, (rows = { lines: [], rowsByDate: {} }));
      rows.lines.push(toLine(bar));
      rows.rowsByDate[tradingDate] = (rows.rowsByDate[tradingDate] ?? 0) + 1;
    }
  }
  return { calls, months };
}

/**
 * The rows of a landed file.
 *
 * @example
 * const rows = files.reduce((sum, file) => sum + countRows(file), 0);
 */
export const countRows = (file: LandedFile): number => Object.values(file.rowsByDate).reduce((sum, count) => sum + count, 0);

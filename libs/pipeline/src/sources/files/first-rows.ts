import type { TradingDate } from '@tickerlake/market-calendar';
import { calendarIdOf } from '@tickerlake/record-schema';
import { sql } from 'kysely';
import type { Calendars } from '../../ports/calendars.ts';
import type { OwnBar } from './own-bar.ts';
import type { OwnBars } from './own-bars.ts';

/** A row of a file, as it is read. */
export interface FirstRow extends Omit<OwnBar, 'file' | 'row'> {
  /** File and line. */
  readonly place: string;
  readonly tradingDate: TradingDate;
  /** The part of the trading day in which the bar starts. */
  readonly part: string;
  /** Start of its session-aligned hour, in ms since 1970 UTC. */
  readonly hourStartMs: number;
}

/** What a file holds. */
export interface FileSummary {
  readonly name: string;
  readonly rows: number;
  readonly tickers: number;
  readonly firstMs: number;
  readonly lastMs: number;
  readonly firstRows: readonly FirstRow[];
}

/**
 * What each file holds, with its first rows as they are read and where the calendar puts them.
 *
 * @param shownFiles files whose first rows are shown.
 * @param shownRows rows of each.
 * @example
 * const [{ firstRows }] = await summariseFiles(bars, calendars, { shownFiles: 3, shownRows: 3 });
 */
export async function summariseFiles(
  bars: OwnBars,
  calendars: Calendars,
  { shownFiles, shownRows }: { readonly shownFiles: number; readonly shownRows: number },
): Promise<readonly FileSummary[]> {
  const { rows: counts } = await sql<{
    file: number;
    rows: number;
    tickers: number;
    first: number;
    last: number;
  }>`select file, count(*)::double as "rows", count(distinct ticker)::double as tickers, min(t)::double as first, max(t)::double as last
    from own_bars group by file order by file`.execute(bars.db);
  const { rows: heads } = await sql<OwnBar>`select * replace (row::double as row, t::double as t) from own_bars
    where file < ${sql.lit(shownFiles)} and row <= ${sql.lit(shownRows)} order by file, row`.execute(bars.db);
  const located: (FirstRow & { readonly file: number })[] = [];
  for (const { file, row, ...bar } of heads) {
    const { tradingDate, part, hourStartMs } = calendars[calendarIdOf(bar.ticker)].locate(bar.t);
    located.push({ ...bar, file, place: await bars.placeOf({ file, row }), tradingDate, part, hourStartMs });
  }
  return counts.map(({ file, rows, tickers, first, last }) => ({
    name: bars.files[file]?.name ?? '',
    rows,
    tickers,
    firstMs: first,
    lastMs: last,
    firstRows: located.filter((row) => row.file === file).map(({ file: _, ...row }) => row),
  }));
}

import { type TradingDate, addCalendarDays } from '@tickerlake/market-calendar';
import { calendarIdOf } from '@tickerlake/record-schema';
import { sql } from 'kysely';
import type { BarPage, BarSource, VendorBar } from '../../ports/bar-source.ts';
import type { Calendars } from '../../ports/calendars.ts';
import type { Clock } from '../../ports/clock.ts';
import type { FilesSettings } from './files-settings.ts';
import type { OwnBar } from './own-bar.ts';
import { type OwnBars, readOwnBars, type ReadTools } from './own-bars.ts';
import { findOddities } from './find-oddities.ts';

/**
 * A team's own files as a source. They are read once, whole, before anything is landed: one bad file stops the run before it starts. Later files
 * (by name) win over earlier ones, as later answers do. The id of an answer is the name of the file.
 *
 * @throws as `readOwnBars`, from `extent` and `fetchBars`.
 * @example
 * const source = createFilesSource({ settings, scratch, openEngine, calendars, clock });
 */
export function createFilesSource(
  options: ReadTools & { readonly settings: FilesSettings; readonly calendars: Calendars; readonly clock: Clock },
): BarSource {
  const { settings, calendars, clock } = options;
  let reading: Promise<OwnBars> | null = null;
  const read = (): Promise<OwnBars> => (reading ??= readOwnBars(settings, options));
  return {
    name: 'files',
    callsPerMinute: null,
    async extent() {
      const bars = await read();
      const dateOf = (ticker: string, t: number): TradingDate => calendars[calendarIdOf(ticker)].locate(t).tradingDate;
      const { rows } = await sql<{
        ticker: string;
        first: number;
        last: number;
      }>`select ticker, min(t)::double as first,
        max(t)::double as last from own_bars group by ticker order by ticker`.execute(bars.db);
      const oddities = await findOddities(bars, settings, calendars);
      return {
        tickers: rows.map(({ ticker, first, last }) => ({
          ticker,
          from: dateOf(ticker, first),
          to: dateOf(ticker, last),
        })),
        holder: 'The folder of your files',
        notes: oddities.map(({ text }) => text),
      };
    },
    async *fetchBars(chunk, signal): AsyncIterable<BarPage> {
      const bars = await read();
      signal.throwIfAborted();
      const { ticker, vendorTicker, from, to } = chunk;
      const own = vendorTicker ?? ticker;
      const calendar = calendars[calendarIdOf(own)];
      const [fromMs, untilMs] = [Date.parse(addCalendarDays(from, -2)), Date.parse(addCalendarDays(to, 2))];
      const { rows } = await sql<OwnBar>`select * exclude (row) replace (t::double as t) from own_bars
        where ticker = ${sql.lit(own)} and t >= ${sql.lit(fromMs)} and t < ${sql.lit(untilMs)} order by file, t, row`.execute(
        bars.db,
      );
      const fetchedAtMs = clock.now().getTime();
      const kept = rows.filter(({ t }) => {
        const { tradingDate } = calendar.locate(t);
        return tradingDate >= from && tradingDate <= to;
      });
      for (const file of new Set(kept.map((row) => row.file)))
        yield {
          ticker,
          ...(vendorTicker !== undefined && { vendorTicker }),
          bars: kept.filter((row) => row.file === file).map(toVendorBar),
          barMs: bars.barMs,
          adjusted: settings.adjusted,
          requestId: bars.files[file]?.name ?? null,
          fetchedAtMs: fetchedAtMs + file,
        };
    },
  };
}

const toVendorBar = ({ t, o, h, l, c, v, vw, n }: OwnBar): VendorBar => ({
  ...{ t, o, h, l, c },
  ...(v !== null && { v }),
  ...(vw !== null && { vw }),
  ...(n !== null && { n }),
});

import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Calendars } from '@tickerlake/pipeline';
import { flatFileLines, type SimulatedMarket } from '@tickerlake/simulated-market';

/** Which files to write. */
export interface FlatFileRange {
  readonly folder: string;
  readonly from: string;
  readonly to: string;
  /** By default all stocks and funds of the market. */
  readonly tickers?: readonly string[];
  readonly calendars: Calendars;
  readonly signal: AbortSignal;
}

/**
 * Writes the flat files of a market, one of minutes and one of day bars for each session, as the vendor lays them out.
 *
 * @returns how many files.
 * @example
 * await writeFlatFiles(market, { folder: 'flat', from: '2026-05-01', to: '2026-05-29', calendars, signal }); // 40
 */
export async function writeFlatFiles(
  market: SimulatedMarket,
  { folder, from, to, tickers, calendars, signal }: FlatFileRange,
): Promise<number> {
  let files = 0;
  for (const { tradingDate: date } of calendars.XNYS.sessions(from, to)) {
    for (const timespan of ['minute', 'day'] as const) {
      const [year = '', month = ''] = date.split('-');
      const path = join(folder, 'us_stocks_sip', `${timespan}_aggs_v1`, year, month, `${date}.csv.gz`);
      await mkdir(dirname(path), { recursive: true });
      const lines = flatFileLines(market, { date, timespan, ...(tickers !== undefined && { tickers }) });
      await pipeline(lines, createGzip(), createWriteStream(path), { signal });
      files += 1;
    }
  }
  return files;
}

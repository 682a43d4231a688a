import { createHash } from 'node:crypto';
import { mkdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { sizeText } from '@tickerlake/record-schema';
import { sql } from 'kysely';
import * as z from 'zod';
import type { DuckDbSession } from '../../engines/duckdb/duckdb-session.ts';
import type { BarPage, BarSource, FetchChunk, SessionTotals, VendorBar } from '../../ports/bar-source.ts';
import type { Calendars } from '../../ports/calendars.ts';
import type { Clock } from '../../ports/clock.ts';
import { boundedList } from '../../values/bounded-list.ts';
import { type DayFile, type FlatFileSet, listDays } from './flat-file-days.ts';
import type { FlatFilePlace } from './flat-file-place.ts';
import { readDay } from './read-day.ts';

/** What the source is made of. */
export interface FlatFileOptions {
  readonly place: FlatFilePlace;
  readonly calendars: Calendars;
  readonly clock: Clock;
  /** Holds the days that were read, until the run has landed them. */
  readonly scratch: string;
  readonly openEngine: () => Promise<DuckDbSession<unknown>>;
  readonly onRead?: (read: number, total: number) => void;
}

const minutes: FlatFileSet = 'us_stocks_sip/minute_aggs_v1';
const days: FlatFileSet = 'us_stocks_sip/day_aggs_v1';
/** Packed bytes that one core unpacks and filters in a second. */
const bytesPerMs = 8_000;
const progressEvery = 20;

interface Row extends VendorBar {
  readonly ticker: string;
  readonly answer: string;
}

/**
 * Bars of the vendor's flat files. A file holds the whole market: it is read once, for all tickers of the run, into the scratch folder, and
 * a run that is resumed reads only the others. The checksum of the file is in every landed row.
 *
 * @throws {StoreError} from `fetchBars`, for a file that cannot be used.
 * @example
 * const source = createFlatFileSource({ place, calendars, clock, scratch, openEngine });
 */
export function createFlatFileSource(options: FlatFileOptions): BarSource {
  const { place, calendars, clock, scratch } = options;
  let asked: ReadonlySet<string> = new Set();
  let opening: Promise<DuckDbSession<unknown>> | null = null;
  const engine = (): Promise<DuckDbSession<unknown>> => (opening ??= openEngine(options));
  const reading = new Map<string, Promise<string>>();
  let total = 0;

  const sessionsOf = ({ from, to }: FetchChunk): string[] =>
    calendars.XNYS.sessions(from, to).map(({ tradingDate }) => tradingDate);

  const read = (day: DayFile, tickers: readonly string[] | null, signal: AbortSignal): Promise<string> => {
    const key = createHash('sha256')
      .update(JSON.stringify([day, tickers]))
      .digest('hex')
      .slice(0, 24);
    const path = join(scratch, `${day.date}-${key}.parquet`);
    const known = reading.get(path);
    if (known !== undefined) return known;
    const made = (async () => {
      if (await exists(path)) return path;
      await mkdir(scratch, { recursive: true });
      const { db } = await engine();
      await readDay({ db, place, calendars, signal }, day, tickers, path);
      if (reading.size % progressEvery === 0) options.onRead?.(reading.size, total);
      return path;
    })();
    reading.set(path, made);
    return made;
  };

  return {
    name: 'flatfiles',
    callsPerMinute: null,
    extent: async () => null,
    prepare(chunks) {
      asked = new Set(chunks.map(tickerOf));
      total = new Set(chunks.flatMap(sessionsOf)).size;
    },
    async estimate(chunks, signal) {
      const [from, to] = [
        chunks.map(fromOf).sort()[0],
        chunks
          .map((chunk) => chunk.to)
          .sort()
          .at(-1),
      ];
      if (from === undefined || to === undefined) return { calls: 0, note: null };
      const wanted = new Set(chunks.flatMap(sessionsOf));
      const found = (await listDays(place, minutes, { from, to }, signal)).filter(({ date }) => wanted.has(date));
      const bytes = found.reduce((sum, file) => sum + file.bytes, 0);
      const missing = [...wanted].filter((date) => !found.some((file) => file.date === date)).sort();
      const lacking = missing.length === 0 ? '' : ` There is no file of ${boundedList(missing)}.`;
      const seconds = Math.max(1, Math.round(bytes / bytesPerMs / 1_000));
      return {
        calls: found.length,
        note: `${found.length} ${found.length === 1 ? 'file' : 'files'} with ${sizeText(bytes)} ${found.length === 1 ? 'is' : 'are'} read once for all tickers, in about ${seconds} s.${lacking}`,
      };
    },
    async *fetchBars(chunk, signal): AsyncIterable<BarPage> {
      signal.throwIfAborted();
      const ticker = tickerOf(chunk);
      const tickers = asked.has(ticker) ? [...asked].sort() : [ticker];
      const set = chunk.barMs >= 86_400_000 ? days : minutes;
      const paths: string[] = [];
      for (const day of await listDays(place, set, { from: fromOf(chunk), to: chunk.to }, signal))
        paths.push(await read(day, tickers, signal));
      if (paths.length === 0) return;
      for (const [answer, bars] of byAnswer(await rowsOf(await engine(), paths, ticker)))
        yield {
          ticker: chunk.ticker,
          ...(chunk.vendorTicker !== undefined && { vendorTicker: chunk.vendorTicker }),
          bars,
          barMs: chunk.barMs,
          adjusted: false,
          requestId: answer,
          fetchedAtMs: clock.now().getTime(),
          calls: 0,
        };
    },
    async fetchTotals(date, signal): Promise<SessionTotals> {
      const [day] = await listDays(place, days, { from: date, to: date }, signal);
      const rows = day === undefined ? [] : await rowsOf(await engine(), [await read(day, null, signal)], null);
      return {
        bars: rows.map(({ ticker, o, h, l, c, v = 0 }) => ({ ticker, o, h, l, c, v })),
        requestId: rows[0]?.answer ?? null,
        fetchedAtMs: clock.now().getTime(),
        skipped: [],
      };
    },
    async finish() {
      reading.clear();
      await (await opening)?.close();
      opening = null;
      await rm(scratch, { recursive: true, force: true });
    },
  };
}

const tickerOf = ({ ticker, vendorTicker = ticker }: FetchChunk): string => vendorTicker;
const fromOf = ({ from, askFrom = from }: FetchChunk): string => askFrom;

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

/** By column: as objects of the engine, rows cost ten times as much. */
async function rowsOf(
  { db, connection }: DuckDbSession<unknown>,
  paths: readonly string[],
  ticker: string | null,
): Promise<readonly Row[]> {
  const files = sql.join(paths.map((path) => sql.lit(path)));
  const query = sql`
    select ticker, cast(t as double) as t, o, h, l, c, v, cast(n as double) as n, answer from read_parquet([${files}])
    ${ticker === null ? sql`` : sql`where ticker = ${sql.lit(ticker)}`} order by ticker, t`.compile(db);
  const reader = await connection.runAndReadAll(query.sql);
  if (reader.currentRowCount === 0) return [];
  const columns = columnsSchema.parse(reader.getColumnsJS());
  const [tickers, t, o, h, l, c, v, n, answers] = columns;
  return t.map((start, at) => {
    const [volume, trades] = [v[at] ?? null, n[at] ?? null];
    return {
      ticker: tickers[at] ?? '',
      answer: answers[at] ?? '',
      ...{ t: start, o: o[at] ?? 0, h: h[at] ?? 0, l: l[at] ?? 0, c: c[at] ?? 0 },
      ...(volume !== null && { v: volume }),
      ...(trades !== null && { n: trades }),
    };
  });
}

const texts = z.array(z.string());
const numbers = z.array(z.number());
const optionals = z.array(z.number().nullable());
const columnsSchema = z.tuple([texts, numbers, numbers, numbers, numbers, numbers, optionals, optionals, texts]);

/** Each chunk opens the same files again. */
async function openEngine({ openEngine: open }: FlatFileOptions): Promise<DuckDbSession<unknown>> {
  const session = await open();
  await sql`set parquet_metadata_cache = true`.execute(session.db);
  return session;
}

/** A page for each file; bars of a file are together. */
function byAnswer(rows: readonly Row[]): Map<string, VendorBar[]> {
  const pages = new Map<string, VendorBar[]>();
  for (const { ticker: _ticker, answer, ...bar } of rows) {
    const known = pages.get(answer);
    if (known === undefined) pages.set(answer, [bar]);
    else known.push(bar);
  }
  return pages;
}

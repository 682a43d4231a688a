import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import * as z from 'zod';
import { calendarIdOf } from '@tickerlake/record-schema';
import { StoreError } from '../../values/errors.ts';
import { landingFolder } from '../../storage/objects/lake-layout.ts';
import type { ObjectStore } from '../../storage/objects/object-store.ts';
import type { LandedPart } from '../../ports/landing.ts';
import { toMonths } from '../collect-chunks.ts';
import { mapConcurrently } from '../../storage/map-concurrently.ts';
import type { Calendars } from '../../ports/calendars.ts';

const decompress = promisify(gunzip);
const concurrentReads = 4;
const dayMs = 86_400_000;

const common = { run_id: z.string(), ticker: z.string(), bar_ms: z.number().positive() };

/** What identifies the bars of a landed line; those of older versions hold one. */
const lineSchema = z.union([
  z.object({ ...common, starts_ms: z.array(z.number()).min(1) }),
  z.object({ ...common, bar_start_ms: z.number() }),
]);

/** A run's content of the landing. */
export interface LandedCount {
  /** The objects that hold rows of the run. */
  readonly parts: readonly LandedPart[];
  /** Different bars of a ticker on a trading date: a bar that came twice is one. */
  bars(ticker: string, tradingDate: string): number;
}

/**
 * Counts a run's bars in the landing, a few objects at a time, however they were delivered. Memory grows with the tickers and sessions of
 * the run: a byte for each bar that a day can have.
 *
 * @param days UTC days to look at, `YYYY-MM-DD`.
 * @throws {StoreError} for an object that is not gzip, or a line that is not one of `raw_bars`: two lines without a newline between them are
 * one to the engine, which would silently skip the second.
 * @example
 * const landed = await countLanded(objects, { runId, days: ['2026-05-29'], calendars });
 */
export async function countLanded(
  objects: ObjectStore,
  of: { readonly runId: string; readonly days: readonly string[]; readonly calendars: Calendars },
): Promise<LandedCount> {
  const seen = new Map<string, Uint8Array>();
  const keys: string[] = [];
  for (const day of of.days) for (const { key } of await objects.list(`${landingFolder}${day}/`)) keys.push(key);
  const parts = await mapConcurrently(keys, concurrentReads, (key) => countObject(objects, key, of, seen));
  return {
    parts: parts.filter((part) => part !== null),
    bars: (ticker, tradingDate) => seen.get(`${ticker} ${tradingDate}`)?.reduce((sum, flag) => sum + flag, 0) ?? 0,
  };
}

async function countObject(
  objects: ObjectStore,
  key: string,
  { runId, calendars }: { readonly runId: string; readonly calendars: Calendars },
  seen: Map<string, Uint8Array>,
): Promise<LandedPart | null> {
  const rowsByDate: Record<string, number> = {};
  for (const line of await readLines(objects, key)) {
    const parsed = parseLine(line, `${objects.location}${key}`);
    const { run_id, ticker, bar_ms: barMs } = parsed;
    if (run_id !== runId) continue;
    const calendar = calendars[calendarIdOf(ticker)];
    for (const startMs of 'starts_ms' in parsed ? parsed.starts_ms : [parsed.bar_start_ms]) {
      const { tradingDate } = calendar.locate(startMs);
      rowsByDate[tradingDate] = (rowsByDate[tradingDate] ?? 0) + 1;
      const name = `${ticker} ${tradingDate}`;
      const bars = seen.get(name) ?? new Uint8Array(Math.ceil(dayMs / barMs));
      bars[Math.floor((startMs % dayMs) / barMs)] = 1;
      seen.set(name, bars);
    }
  }
  return Object.keys(rowsByDate).length === 0 ? null : { path: key, rowsByMonth: toMonths(rowsByDate) };
}

async function readLines(objects: ObjectStore, key: string): Promise<string[]> {
  const stored = await objects.read(key);
  if (stored === null) return [];
  const path = `${objects.location}${key}`;
  const text = await decompress(stored.content).catch((cause: unknown) => {
    throw new StoreError(
      `${path} is not gzip, so the engine would read it as text: does the stream compress, and do its keys end in .gz? Inspect the object and remove it, or fix the stream.`,
      { path, cause },
    );
  });
  return text
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '');
}

function parseLine(line: string, path: string): z.infer<typeof lineSchema> {
  try {
    return lineSchema.parse(JSON.parse(line));
  } catch (cause) {
    throw new StoreError(
      `${path} has a line that is not a row of raw_bars (${line.slice(0, 80)}...): the engine would lose what it holds. The records may have lost their newlines in transit. Nothing was published.`,
      { path, cause },
    );
  }
}

import type { TradingDate } from '@tickerlake/market-calendar';
import { isPolygonError } from '@tickerlake/polygon-client';
import * as z from 'zod';
import type { BarSource } from '../ports/bar-source.ts';
import { instrumentSchema } from '../values/instrument.ts';
import { askTicker } from './ask-ticker.ts';

/** What a source is asked for besides bars. */
export interface ReferenceRequest {
  readonly tickers: readonly string[];
  /** The first date of the range, `YYYY-MM-DD`: what a ticker named before does not matter. */
  readonly from: TradingDate;
  readonly holidays: boolean;
  /** Null when no splits are due. */
  readonly splits: {
    readonly from: TradingDate;
    readonly to: TradingDate;
    readonly tickers: readonly string[];
  } | null;
}

const text = z.string().nullable();

/**
 * Schema of what a source told, as a Lambda answers it.
 *
 * @example
 * toldReferenceSchema.parse(JSON.parse(text)).failure;
 */
export const toldReferenceSchema = z.object({
  calls: z.int().nonnegative(),
  /** Of each ticker that was asked about, in order. */
  tickers: z.array(z.object({ ticker: z.string(), instruments: z.array(instrumentSchema) })),
  /** As sent; null when they were not asked for, or could not be had. */
  holidays: z.array(z.unknown()).nullable(),
  splits: z
    .object({
      rows: z.array(
        z.object({
          ticker: z.string(),
          executionDate: z.string(),
          splitFrom: z.number().positive(),
          splitTo: z.number().positive(),
          id: text,
        }),
      ),
      /** Those that cannot be read. */
      skipped: z.array(z.object({ ticker: text, executionDate: text, message: z.string() })),
    })
    .nullable(),
  /** Why the source was asked for no more; null when it told everything. */
  failure: text,
});

/** What a source told. Plain JSON. */
export type ToldReference = Readonly<z.infer<typeof toldReferenceSchema>>;

/**
 * Asks a source for what is due, one call after the other: splits, which some plans do not have, then holidays and companies. The
 * first refusal that is not about one ticker ends those, until the next run.
 *
 * @param isRefusal which errors end the asking; by default those of the vendor's client.
 * @throws any other error.
 * @example
 * const told = await askReference(source, { tickers: ['META'], from: '2026-05-01', holidays: true, splits: null }, { signal });
 */
export async function askReference(
  { reference, fetchSplits }: BarSource,
  asked: ReferenceRequest,
  {
    signal,
    isRefusal = isPolygonError,
  }: { readonly signal: AbortSignal; readonly isRefusal?: (error: Error) => boolean },
): Promise<ToldReference> {
  const told: { -readonly [Fact in keyof ToldReference]: ToldReference[Fact] } = {
    calls: 0,
    tickers: [],
    holidays: null,
    splits: null,
    failure: null,
  };
  const attempt = async (body: () => Promise<void>): Promise<void> => {
    try {
      await body();
    } catch (error) {
      if (!(error instanceof Error) || !isRefusal(error)) throw error;
      told.failure = error.message;
    }
  };
  await attempt(async () => {
    if (asked.splits === null || fetchSplits === undefined) return;
    told.calls += 1;
    const skipped: NonNullable<ToldReference['splits']>['skipped'] = [];
    const rows = await fetchSplits(asked.splits, signal, (row) => skipped.push(row));
    told.splits = { rows: [...rows], skipped };
  });
  await attempt(async () => {
    if (reference === undefined) return;
    if (asked.holidays) {
      told.calls += 1;
      told.holidays = [...(await reference.upcomingHolidays(signal))];
    }
    for (const ticker of asked.tickers) {
      const { calls, instruments } = await askTicker(reference, { ticker, from: asked.from, signal });
      told.calls += calls;
      told.tickers.push({ ticker, instruments: [...instruments] });
    }
  });
  return told;
}

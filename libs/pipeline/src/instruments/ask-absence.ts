import type { TradingDate } from '@tickerlake/market-calendar';
import { isPolygonError } from '@tickerlake/polygon-client';
import { calendarIdOf } from '@tickerlake/record-schema';
import * as z from 'zod';
import type { BarSource, FetchChunk } from '../ports/bar-source.ts';
import type { Calendars } from '../ports/calendars.ts';
import { instrumentSchema } from '../values/instrument.ts';
import { fromDelistings } from './settle-instruments.ts';

/** Sessions of a ticker without bars. Plain JSON. */
export interface AbsenceQuestion {
  readonly ticker: string;
  /** In order; at least one. */
  readonly dates: readonly TradingDate[];
  /** The last trading date with bars; null when it has none. */
  readonly lastTraded: TradingDate | null;
  /** The day bars to ask for: one span for each name of the ticker; none when it has no bars at all. */
  readonly dayBars: readonly FetchChunk[];
}

/**
 * Schema of what a source told, in the answer of a Lambda.
 *
 * @example
 * toldAbsenceSchema.parse(JSON.parse(text)).failure;
 */
export const toldAbsenceSchema = z.object({
  ticker: z.string(),
  calls: z.int().nonnegative(),
  /** Trading dates with a day bar. */
  withDayBar: z.array(z.string()),
  /** The instrument that ended after the last bar; null when there is none, or it was not asked for. */
  ended: instrumentSchema.nullable(),
  /** Why the source told nothing; null when it did. */
  failure: z.string().nullable(),
});

/** What a source told about sessions without bars. Plain JSON. */
export type ToldAbsence = Readonly<z.infer<typeof toldAbsenceSchema>>;

/**
 * Asks a source about sessions without bars: for their day bars and, if sessions after the last bar have none, whether the ticker was delisted.
 * At most two calls, and one more for each former name.
 *
 * @param isRefusal which errors are an answer without facts; by default those of the vendor's client.
 * @throws any other error.
 * @example
 * const told = await askAbsence(source, question, { calendars, signal });
 */
export async function askAbsence(
  { reference, fetchBars }: Pick<BarSource, 'reference' | 'fetchBars'>,
  { ticker, dates, lastTraded, dayBars }: AbsenceQuestion,
  {
    calendars,
    signal,
    isRefusal = isPolygonError,
  }: {
    readonly calendars: Calendars;
    readonly signal: AbortSignal;
    readonly isRefusal?: (error: Error) => boolean;
  },
): Promise<ToldAbsence> {
  const withDayBar = new Set<TradingDate>();
  let calls = 0;
  try {
    for (const chunk of dayBars) {
      calls += 1;
      for await (const { bars } of fetchBars(chunk, signal))
        for (const { t } of bars) withDayBar.add(calendars[calendarIdOf(ticker)].locate(t).tradingDate);
    }
    let ended = null;
    if (reference !== undefined && dates.some((date) => date > (lastTraded ?? '') && !withDayBar.has(date))) {
      calls += 1;
      ended =
        fromDelistings(await reference.delistings(ticker, signal), reference.name)
          .filter(({ validTo }) => (validTo ?? '') >= (lastTraded ?? ''))
          .at(-1) ?? null;
    }
    return { ticker, calls, withDayBar: [...withDayBar], ended, failure: null };
  } catch (error) {
    if (!(error instanceof Error) || !isRefusal(error)) throw error;
    return { ticker, calls, withDayBar: [], ended: null, failure: error.message };
  }
}

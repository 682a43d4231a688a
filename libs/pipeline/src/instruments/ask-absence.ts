import type { TradingDate } from '@tickerlake/market-calendar';
import { isPolygonError } from '@tickerlake/polygon-client';
import { calendarIdOf } from '@tickerlake/record-schema';
import * as z from 'zod';
import type { BarSource, FetchChunk } from '../ports/bar-source.ts';
import type { Calendars } from '../request/calendars.ts';
import { instrumentSchema } from '../values/instrument.ts';
import { fromDelistings } from './settle-instruments.ts';

/** Sessions of a ticker without bars. Plain JSON. */
export interface AbsenceQuestion {
  readonly ticker: string;
  /** In order; at least one. */
  readonly dates: readonly TradingDate[];
  /** The last trading date with bars; null when it has none. */
  readonly lastTraded: TradingDate | null;
  /** The day bars to ask for: a span for each name that the ticker had; none of a ticker without any bar. */
  readonly dayBars: readonly FetchChunk[];
}

/**
 * Schema of what a source told, as a Lambda answers it.
 *
 * @example
 * toldAbsenceSchema.parse(JSON.parse(text)).failure;
 */
export const toldAbsenceSchema = z.object({
  ticker: z.string(),
  calls: z.int().nonnegative(),
  /** Trading dates with a day bar. */
  withDayBar: z.array(z.string()),
  /** The instrument that ended after the last bar; null when none did, or it was not asked for. */
  ended: instrumentSchema.nullable(),
  /** Why the source did not tell; null when it did. */
  failure: z.string().nullable(),
});

/** What a source told about sessions without bars. Plain JSON. */
export type ToldAbsence = Readonly<z.infer<typeof toldAbsenceSchema>>;

/**
 * Asks a source about sessions without bars: for day bars, and where none is after the last bar, whether the ticker was delisted. Two calls,
 * and one more for each former name.
 *
 * @param isRefusal which errors end the asking; by default those of the vendor's client.
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

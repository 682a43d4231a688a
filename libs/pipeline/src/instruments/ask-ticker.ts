import { addCalendarDays, type TradingDate } from '@tickerlake/market-calendar';
import { NotFoundError } from '@tickerlake/polygon-client';
import type { ReferenceSource } from '../ports/instrument-store.ts';
import { type Instrument, toInstrument } from '../values/instrument.ts';
import { fromDelistings, fromEvents } from './settle-instruments.ts';

/** What a source says of one ticker. */
export interface AskedTicker {
  readonly calls: number;
  readonly instruments: readonly Instrument[];
}

/**
 * Asks a source which instruments a ticker names. One call for a company that has had its tickers since before the range; one
 * more for a ticker that begins inside it, because another company may have had it before; and for a ticker without events up
 * to two more, whether it was delisted and is listed again.
 *
 * @param from the first date of the range.
 * @throws the source's own errors.
 * @example
 * const { instruments } = await askTicker(source.reference, { ticker: 'META', from: '2021-01-04', signal });
 */
export async function askTicker(
  reference: ReferenceSource,
  { ticker, from, signal }: { readonly ticker: string; readonly from: TradingDate; readonly signal: AbortSignal },
): Promise<AskedTicker> {
  const events = await reference.tickerEvents(ticker, signal).catch((error: unknown) => {
    if (error instanceof NotFoundError) return null;
    throw error;
  });
  const names = events === null ? [] : fromEvents(ticker, events, reference.name);
  const present = names.findLast((one) => one.ticker === ticker);
  if (events !== null && (present?.validFrom ?? '') <= from) return { calls: 1, instruments: names };
  const ended = fromDelistings(await reference.delistings(ticker, signal), reference.name);
  if (events !== null) {
    const earlier = ended.filter(({ validTo }) => validTo !== null && validTo < (present?.validFrom ?? ''));
    return { calls: 2, instruments: [...earlier, ...names] };
  }
  const last = ended.at(-1)?.validTo ?? null;
  if (last === null) return { calls: 2, instruments: [] };
  const isListed = await reference.isListed(ticker, signal);
  const successor = toInstrument({ ticker, validFrom: addCalendarDays(last, 1), source: reference.name });
  return { calls: 3, instruments: isListed ? [...ended, successor] : ended };
}

import { addCalendarDays } from '@tickerlake/market-calendar';
import type { TickerEvents, TickerReference } from '@tickerlake/polygon-client';
import { builtInInstruments } from './built-in-instruments.ts';
import type { SourceName } from '../values/source-name.ts';
import { doOverlap, type Instrument, toInstrument } from '../values/instrument.ts';

/**
 * What is known of tickers: configured rows replace all others of their ticker, and the source's rows replace the built-in ones
 * that they overlap, so that a ticker names one instrument on each date.
 *
 * @example
 * const instruments = settleInstruments({ configured, fromSource });
 */
export function settleInstruments(known: {
  readonly configured: readonly Instrument[];
  readonly fromSource: readonly Instrument[];
}): Instrument[] {
  const own = new Set(known.configured.map(({ ticker }) => ticker));
  const isFree = ({ ticker }: Instrument): boolean => !own.has(ticker);
  const fromSource = known.fromSource.filter(isFree);
  const builtIn = builtInInstruments.filter((one) => isFree(one) && !fromSource.some((row) => doOverlap(row, one)));
  return [...known.configured, ...fromSource, ...builtIn];
}

/**
 * The instruments that the events of a ticker's company tell: each of its tickers until the day before the next.
 *
 * @example
 * fromEvents('META', events, 'polygon')[0]; // FB, valid to 2022-06-08, successor META
 */
export function fromEvents(ticker: string, { name, figi, changes }: TickerEvents, source: SourceName): Instrument[] {
  const inOrder = [...changes].sort((a, b) => (a.date < b.date ? -1 : 1));
  if (!inOrder.some((change) => change.ticker === ticker)) return [toInstrument({ ticker, name, figi, source })];
  return inOrder.map((change, index) => {
    const next = inOrder[index + 1];
    return toInstrument({
      ticker: change.ticker,
      name,
      figi,
      validFrom: change.date,
      ...(next !== undefined && { validTo: addCalendarDays(next.date, -1), successor: next.ticker }),
      source,
    });
  });
}

/**
 * The instruments that had a ticker and are no longer listed under it, each to its last day. The first day is that after the
 * one before it, and unknown of the first: the source does not tell.
 *
 * @example
 * fromDelistings(delistings, 'polygon')[0]?.validTo; // '2022-01-28'
 */
export function fromDelistings(delistings: readonly TickerReference[], source: SourceName): Instrument[] {
  const ended = delistings.filter(({ delistedOn }) => delistedOn !== null);
  const inOrder = ended.sort((a, b) => ((a.delistedOn ?? '') < (b.delistedOn ?? '') ? -1 : 1));
  return inOrder.flatMap(({ ticker, name, type, exchange, figi, delistedOn }, index) => {
    const before = inOrder[index - 1]?.delistedOn ?? null;
    if (before === delistedOn) return [];
    return toInstrument({
      ticker,
      name,
      exchange,
      figi,
      ...(type === 'ETF' && { assetClass: 'etf' as const }),
      ...(before !== null && { validFrom: addCalendarDays(before, 1) }),
      validTo: delistedOn,
      source,
    });
  });
}

/**
 * Adds what a source tells of tickers to what it told before: it replaces the rows of the same span, and earlier users of a
 * ticker stay.
 *
 * @example
 * const instruments = addTold(known.instruments, fromEvents('META', events, 'polygon'));
 */
export const addTold = (known: readonly Instrument[], told: readonly Instrument[]): Instrument[] => [
  ...known.filter((one) => !told.some((row) => doOverlap(row, one))),
  ...told,
];

import { addCalendarDays } from '@tickerlake/market-calendar';
import type { TickerEvents } from '@tickerlake/polygon-client';
import { builtInInstruments } from './built-in-instruments.ts';
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
export function fromEvents(
  ticker: string,
  { name, figi, changes }: TickerEvents,
  source: 'polygon' | 'simulated',
): Instrument[] {
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

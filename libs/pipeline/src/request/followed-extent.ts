import type { SourceExtent } from '../ports/bar-source.ts';
import { type Instrument, namesOf } from '../values/instrument.ts';

/**
 * What a replay folder holds when renames are followed: a ticker starts with the first bar of its former tickers, which are not listed
 * separately unless they are asked for.
 *
 * @param asked the tickers that the user named; null for everything in the folder.
 * @example
 * followedExtent(extent, settleInstruments({ configured: [], fromSource: [] }), ['META']).tickers[0]?.from; // the first bar of FB
 */
export function followedExtent(
  extent: SourceExtent,
  instruments: readonly Instrument[],
  asked: readonly string[] | null,
): SourceExtent {
  const former = (ticker: string): Instrument[] =>
    namesOf(instruments, ticker, true).filter((name) => name.ticker !== ticker);
  const followed = new Set((asked ?? []).flatMap((ticker) => former(ticker).map((name) => name.ticker)));
  const tickers = extent.tickers.map((held) => {
    const earlier = former(held.ticker).flatMap(({ ticker, validTo }) =>
      extent.tickers.filter((one) => one.ticker === ticker && one.from <= (validTo ?? '9999')),
    );
    const from = earlier.reduce((first, one) => (one.from < first ? one.from : first), held.from);
    return { ...held, from };
  });
  return {
    ...extent,
    tickers: tickers.filter(({ ticker }) => !followed.has(ticker) || asked?.includes(ticker) === true),
  };
}

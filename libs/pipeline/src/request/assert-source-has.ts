import { assetClassOf } from '@tickerlake/record-schema';
import { barLengthText } from '../sources/bar-length-text.ts';
import { sourceNamed } from '../sources/sources.ts';
import { boundedList } from '../values/bounded-list.ts';
import { RequestError } from '../values/errors.ts';
import type { SourceName } from '../values/source-name.ts';

/**
 * Refuses tickers and bar sizes that a source never has, before anything is asked of it.
 *
 * @throws {RequestError} with what it has.
 * @example
 * assertSourceHas({ source: 'polygon', tickers: ['AAPL'], barMs: 60_000 });
 */
export function assertSourceHas(asked: {
  readonly source: SourceName;
  readonly tickers: readonly string[];
  readonly barMs: number;
}): void {
  const { name, assetClasses, barLengthsMs } = sourceNamed(asked.source);
  const foreign = asked.tickers.filter((ticker) => !assetClasses.includes(assetClassOf(ticker)));
  if (foreign.length > 0)
    throw new RequestError(
      `Source ${name} has no bars of ${boundedList(foreign)}: it has ${assetClasses.join(', ')}. Choose other tickers, or another source with --source.`,
    );
  if (barLengthsMs !== 'stated' && !barLengthsMs.includes(asked.barMs))
    throw new RequestError(
      `Source ${name} has no ${barLengthText(asked.barMs)} bars: it has ${barLengthsMs.map(barLengthText).join(', ')} bars. Change --timespan, or "timespan" in the configuration.`,
    );
}

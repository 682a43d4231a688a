import { RequestError } from '@tickerlake/pipeline';
import { expandTickers, isUniverseName, tickerFault, universes } from '@tickerlake/record-schema';
import { nearestName } from './nearest-name.ts';

/** A share (AAPL, BRK.B, BACpB, ABC.WS), or an index, pair, option and the like with its prefix (I:NDX, X:BTCUSD). */
const plausible = /^(?:(?:[A-Z]{1,6}|[A-Z]{1,4}[0-9]{1,3})(?:[a-z][A-Z]?)?(?:\.[A-Z]{1,3})?|[A-Z]:[A-Z0-9.]{1,30})$/;

/**
 * Tickers and universe names from a comma-separated list, each ticker once, in order.
 *
 * @throws {RequestError} for an empty list, for a text that is not a universe and cannot be a ticker, and for tickers without a market model.
 * @example
 * parseTickers('crypto,AAPL'); // ['X:BTCUSD', 'X:ETHUSD', 'AAPL']
 */
export function parseTickers(text: string): string[] {
  const names = text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  if (names.length === 0)
    throw new RequestError(
      '--tickers is empty: name tickers or universes, for example --tickers AAPL,MSFT or --tickers magnificent7,crypto.',
    );
  const bad = names.find((name) => !isUniverseName(name) && !plausible.test(name));
  if (bad !== undefined) throw new RequestError(complaint(bad));
  const tickers = expandTickers(names);
  const fault = tickers.map(tickerFault).find((text) => text !== null);
  if (fault !== undefined) throw new RequestError(fault);
  return tickers;
}

const maxShown = 40;

function complaint(name: string): string {
  const shown = name.length > maxShown ? `${name.slice(0, maxShown)}...` : name;
  const universe = nearestName(name, Object.keys(universes));
  const meant = universe ?? (plausible.test(name.toUpperCase()) ? name.toUpperCase() : null);
  const advice =
    meant === null
      ? `Tickers are written in capitals: AAPL, BRK.B, X:BTCUSD. Universes: ${Object.keys(universes).join(', ')}.`
      : `Did you mean ${meant}?`;
  return `"${shown}" is neither a ticker nor a universe. ${advice}`;
}

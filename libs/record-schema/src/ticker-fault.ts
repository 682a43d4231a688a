import { type AssetClass, assetClassOf } from './asset-class.ts';

/** What a ticker looks like: letters, digits, `.` and `:`, at most 32 of them. */
export const tickerPattern = /^[A-Za-z0-9:.]{1,32}$/;

/** Classes without a market model: no calendar or no rule of coverage fits them, so a run of them could never pass its checks. */
const withoutModel: Partial<Record<AssetClass, string>> = { option: 'an option', forex: 'a currency pair' };
const shownLength = 40;

/**
 * Why a ticker cannot be asked for, in a sentence: it has the wrong form, or it is an option (`O:`) or a currency pair (`C:`),
 * which have no market model yet. Null when it can. Every way in asks this one function.
 *
 * @example
 * tickerFault('C:EURUSD'); // '"C:EURUSD" is a currency pair, which has no market model yet: ...'
 * tickerFault('X:BTCUSD'); // null
 */
export function tickerFault(ticker: string): string | null {
  const shown = ticker.length > shownLength ? `${ticker.slice(0, shownLength)}... (${ticker.length} characters)` : ticker;
  if (!tickerPattern.test(ticker)) return `"${shown}" cannot be a ticker: a ticker holds letters, digits, "." and ":", at most 32 of them (AAPL, BRK.B, X:BTCUSD).`;
  const kind = withoutModel[assetClassOf(ticker)];
  return kind === undefined ? null : `"${shown}" is ${kind}, which has no market model yet: ask for stocks, funds, indices (I:) or crypto (X:).`;
}

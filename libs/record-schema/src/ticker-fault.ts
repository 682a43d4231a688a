import { type AssetClass, assetClassOf } from './asset-class.ts';

/** The form of a ticker: up to 32 letters, digits, `.` and `:`. */
export const tickerPattern = /^[A-Za-z0-9:.]{1,32}$/;

/** Classes without a market model: no calendar or coverage rule fits them, so their runs could never pass the checks. */
const withoutModel: Partial<Record<AssetClass, string>> = { option: 'an option' };
const shownLength = 40;

/**
 * Why a ticker cannot be requested, as a sentence: it has the wrong form, or it is an option (`O:`), which has no market model
 * yet. Null when it can. Every entry point uses this function.
 *
 * @example
 * tickerFault('O:SPY251219C00650000'); // '"O:SPY251219C00650000" is an option, which has no market model yet: ...'
 * tickerFault('X:BTCUSD'); // null
 */
export function tickerFault(ticker: string): string | null {
  const isLong = ticker.length > shownLength;
  const shown = isLong ? `${ticker.slice(0, shownLength)}... (${ticker.length} characters)` : ticker;
  if (!tickerPattern.test(ticker)) {
    return (
      `"${shown}" cannot be a ticker: ` + 'a ticker has up to 32 letters, digits, "." and ":" (AAPL, BRK.B, X:BTCUSD).'
    );
  }
  const kind = withoutModel[assetClassOf(ticker)];
  if (kind === undefined) return null;
  return (
    `"${shown}" is ${kind}, which has no market model yet: ` +
    'ask for stocks, funds, indices (I:), crypto (X:) or currencies (C:).'
  );
}

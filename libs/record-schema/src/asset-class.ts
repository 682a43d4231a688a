/** The kind of instrument a ticker names; determines its calendar. */
export type AssetClass = 'stock' | 'etf' | 'index' | 'crypto' | 'forex' | 'option';

const prefixes: Record<string, AssetClass> = { 'X:': 'crypto', 'C:': 'forex', 'I:': 'index', 'O:': 'option' };

/**
 * The asset class, from the vendor's prefix: `X:` crypto, `C:` forex, `I:` index, `O:` option, otherwise a stock.
 * Tickers are case-sensitive (`KIMpL`), so case is never changed.
 *
 * @example
 * assetClassOf('X:BTCUSD'); // 'crypto'
 */
export function assetClassOf(ticker: string): AssetClass {
  return prefixes[ticker.slice(0, 2)] ?? 'stock';
}

/**
 * The calendar that a ticker trades on: crypto and currencies around the clock, everything else on the New York
 * calendar.
 *
 * @example
 * calendarIdOf('X:BTCUSD'); // '24/7'
 */
export function calendarIdOf(ticker: string): 'XNYS' | '24/7' {
  const assetClass = assetClassOf(ticker);
  return assetClass === 'crypto' || assetClass === 'forex' ? '24/7' : 'XNYS';
}

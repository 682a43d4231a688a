/** What kind of instrument a ticker names; it decides the calendar. */
export type AssetClass = 'stock' | 'etf' | 'index' | 'crypto' | 'forex' | 'option';

const prefixes: Record<string, AssetClass> = { 'X:': 'crypto', 'C:': 'forex', 'I:': 'index', 'O:': 'option' };

/**
 * The asset class as the vendor's prefix says it: `X:` crypto, `C:` forex, `I:` index, `O:` option, otherwise a stock.
 * Tickers are case-sensitive (`KIMpL`), so nothing is folded.
 *
 * @example
 * assetClassOf('X:BTCUSD'); // 'crypto'
 */
export function assetClassOf(ticker: string): AssetClass {
  return prefixes[ticker.slice(0, 2)] ?? 'stock';
}

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

/** The calendars: New York, the five days of currencies, and around the clock. */
export type CalendarId = 'XNYS' | '24/5' | '24/7';

const calendarIds: Partial<Record<AssetClass, CalendarId>> = { crypto: '24/7', forex: '24/5' };

/**
 * The calendar that a ticker trades on: crypto around the clock, currencies from Sunday to Friday evening, everything
 * else on the New York calendar.
 *
 * @example
 * calendarIdOf('X:BTCUSD'); // '24/7'
 */
export function calendarIdOf(ticker: string): CalendarId {
  return calendarIds[assetClassOf(ticker)] ?? 'XNYS';
}

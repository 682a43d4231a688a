/**
 * Named lists of tickers. `benchmarks` has tradable proxies (SPY, QQQ) and the index itself (`I:NDX`);
 * `NDAQ` is the stock of Nasdaq, Inc., not the index.
 *
 * @example
 * universes.magnificent7.length; // 7
 */
export const universes = {
  magnificent7: ['AAPL', 'MSFT', 'GOOGL', 'AMZN', 'NVDA', 'META', 'TSLA'],
  crypto: ['X:BTCUSD', 'X:ETHUSD'],
  benchmarks: ['SPY', 'QQQ', 'I:NDX'],
} as const satisfies Record<string, readonly string[]>;

/** The name of a universe. */
export type UniverseName = keyof typeof universes;

/**
 * Whether the text is the name of a universe.
 *
 * @example
 * isUniverseName('crypto'); // true
 */
export function isUniverseName(name: string): name is UniverseName {
  return Object.hasOwn(universes, name);
}

/**
 * Expands universe names to their tickers; each ticker once, in order.
 *
 * @example
 * expandTickers(['crypto', 'AAPL']); // ['X:BTCUSD', 'X:ETHUSD', 'AAPL']
 */
export const expandTickers = (names: readonly string[]): string[] => {
  const tickers = names.flatMap((name): readonly string[] => (isUniverseName(name) ? universes[name] : [name]));
  return [...new Set(tickers)];
};

/** A ticker of a universe, and the New York trading dates between which it is a member, both included; an absent end is open. */
export interface Member {
  readonly ticker: string;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** In the order in which they are named to people. */
export const universeNames = ['magnificent7', 'crypto', 'benchmarks'] as const;

/** The name of a universe. */
export type UniverseName = (typeof universeNames)[number];

/** A member that joined or left on a known date is written as a {@link Member}, the others as their ticker. */
const memberLists: Readonly<Record<UniverseName, readonly (string | Member)[]>> = {
  magnificent7: ['AAPL', 'MSFT', 'GOOGL', 'AMZN', 'NVDA', 'META', 'TSLA'],
  crypto: ['X:BTCUSD', 'X:ETHUSD'],
  benchmarks: ['SPY', 'QQQ', 'I:NDX'],
};

/**
 * A list of members in which a ticker alone is always one.
 *
 * @example
 * toMembers(['AAPL', { ticker: 'INTC', to: '2024-11-07' }])[0]; // { ticker: 'AAPL' }
 */
export const toMembers = (list: readonly (string | Member)[]): Member[] =>
  list.map((one) => (typeof one === 'string' ? { ticker: one } : one));

/**
 * The members of a universe or of a configured list, each with the dates between which it is one.
 *
 * @example
 * membersOf('crypto'); // [{ ticker: 'X:BTCUSD' }, { ticker: 'X:ETHUSD' }]
 */
export const membersOf = (universe: UniverseName | readonly (string | Member)[]): Member[] =>
  toMembers(typeof universe === 'string' ? memberLists[universe] : universe);

/**
 * The members that a list of tickers and universes names: of a universe with their dates, of a ticker on every date.
 *
 * @example
 * namedMembers(['crypto', 'AAPL']); // [{ ticker: 'X:BTCUSD' }, { ticker: 'X:ETHUSD' }, { ticker: 'AAPL' }]
 */
export const namedMembers = (names: readonly string[]): Member[] =>
  names.flatMap((name) => (isUniverseName(name) ? membersOf(name) : [{ ticker: name }]));

const tickersOf = (name: UniverseName): readonly string[] => [...new Set(membersOf(name).map(({ ticker }) => ticker))];

/**
 * Named lists of tickers, with all that are or were members. `benchmarks` has tradable proxies (SPY, QQQ) and the index itself
 * (`I:NDX`); `NDAQ` is the stock of Nasdaq, Inc., not the index.
 *
 * @example
 * universes.magnificent7.length; // 7
 */
export const universes: Readonly<Record<UniverseName, readonly string[]>> = {
  magnificent7: tickersOf('magnificent7'),
  crypto: tickersOf('crypto'),
  benchmarks: tickersOf('benchmarks'),
};

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

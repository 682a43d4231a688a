const indexRoots = ['SPX', 'NDX', 'DJI', 'VIX', 'RUT', 'COMP'];
const coins = 'BTC|ETH|SOL|XRP|DOGE|ADA|LTC';
const currencies = 'USD|EUR|GBP|JPY|CHF|CAD|AUD|NZD';

/** A pattern, and the hint for a ticker that matches it; captures are passed in capitals. */
interface Hint {
  readonly pattern: RegExp;
  readonly say: (ticker: string, ...captures: string[]) => string;
}

/** In order: the first match wins. Made on demand: a bundler keeps a list at the top level that holds a `new RegExp`. */
const toHints = (): readonly Hint[] => [
  {
    pattern: /^NDAQ$/i,
    say: () =>
      'NDAQ is the share of Nasdaq, Inc., not the index: the Nasdaq-100 index is I:NDX, its tradable proxy is QQQ.',
  },
  { pattern: /^\^/, say: (ticker) => `Indices are written I:SPX, I:NDX: try I:${ticker.slice(1).toUpperCase()}.` },
  {
    pattern: new RegExp(`^(?:${indexRoots.join('|')})$`, 'i'),
    say: (ticker) =>
      `${ticker} without a prefix is a share, if it exists at all: the index is I:${ticker.toUpperCase()}.`,
  },
  { pattern: /^X:[A-Z]+USD[TC]$/, say: (ticker) => `Crypto pairs are quoted in dollars: try ${ticker.slice(0, -1)}.` },
  {
    pattern: new RegExp(`^(${coins})[-/]?(${currencies})[TC]?$`, 'i'),
    say: (_ticker, coin, currency) => `Crypto pairs have the prefix X: - try X:${coin}${currency}.`,
  },
  {
    pattern: new RegExp(`^(${currencies})[-/]?(${currencies})$`, 'i'),
    say: (_ticker, base, quote) => `Currency pairs have the prefix C: - try C:${base}${quote}.`,
  },
  { pattern: /^[A-Z]{1,6}\d{6}[CP]\d{8}$/, say: (ticker) => `Options have the prefix O: - try O:${ticker}.` },
  {
    pattern: /^[A-Z]{1,4}[-/][A-Z]$/,
    say: (ticker) => `Share classes are written with a point: try ${ticker.replace(/[-/]/, '.')}.`,
  },
  {
    pattern: /^[a-z]{1,5}$/,
    say: (ticker) => `Tickers are case-sensitive: try ${ticker.toUpperCase()}.`,
  },
];

/**
 * A hint for a ticker that is probably a mistake (`NDAQ`, `^NDX`, `BTCUSD`, `BRK-B`, `aapl`); null for any other. Only a hint:
 * the ticker may still be right.
 *
 * @example
 * tickerHint('BRK-B'); // 'Share classes are written with a point: try BRK.B.'
 */
export function tickerHint(ticker: string): string | null {
  for (const { pattern, say } of toHints()) {
    const match = pattern.exec(ticker);
    if (match !== null) return say(ticker, ...match.slice(1).map((capture) => capture.toUpperCase()));
  }
  return null;
}

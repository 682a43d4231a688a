const indexRoots = ['SPX', 'NDX', 'DJI', 'VIX', 'RUT', 'COMP'];
const coins = 'BTC|ETH|SOL|XRP|DOGE|ADA|LTC';
const currencies = 'USD|EUR|GBP|JPY|CHF|CAD|AUD|NZD';

/** A pattern, and what to say of a ticker that matches it; the captures come in capitals. */
interface Hint {
  readonly pattern: RegExp;
  readonly say: (ticker: string, ...captures: string[]) => string;
}

/** Ordered: the first that matches speaks. */
const hints: readonly Hint[] = [
  {
    pattern: /^NDAQ$/i,
    say: () =>
      'NDAQ is the share of Nasdaq, Inc., not the index: the Nasdaq-100 index is I:NDX, its tradable stand-in is QQQ.',
  },
  { pattern: /^\^/, say: (ticker) => `Indices are written I:SPX, I:NDX: try I:${ticker.slice(1).toUpperCase()}.` },
  {
    pattern: new RegExp(`^(?:${indexRoots.join('|')})$`, 'i'),
    say: (ticker) => `${ticker} without a prefix is a share, if anything: the index is I:${ticker.toUpperCase()}.`,
  },
  { pattern: /^X:[A-Z]+USD[TC]$/, say: (ticker) => `Crypto pairs are quoted in dollars: try ${ticker.slice(0, -1)}.` },
  {
    pattern: new RegExp(`^(${coins})[-/]?(${currencies})[TC]?$`, 'i'),
    say: (_ticker, coin, currency) => `Crypto pairs carry the prefix X: - try X:${coin}${currency}.`,
  },
  {
    pattern: new RegExp(`^(${currencies})[-/]?(${currencies})$`, 'i'),
    say: (_ticker, base, quote) => `Currency pairs carry the prefix C: - try C:${base}${quote}.`,
  },
  { pattern: /^[A-Z]{1,6}\d{6}[CP]\d{8}$/, say: (ticker) => `Options carry the prefix O: - try O:${ticker}.` },
  {
    pattern: /^[A-Z]{1,4}[-/][A-Z]$/,
    say: (ticker) => `Share classes are written with a point: try ${ticker.replace(/[-/]/, '.')}.`,
  },
  {
    pattern: /^[a-z]{1,5}$/,
    say: (ticker) => `Upper and lower case differ: try ${ticker.toUpperCase()}.`,
  },
];

/**
 * A hint when a ticker is probably not what was meant (`NDAQ`, `^NDX`, `BTCUSD`, `BRK-B`, `aapl`); null when nothing is
 * odd. A hint, not a check: the ticker may be right all the same.
 *
 * @example
 * tickerHint('BRK-B'); // 'Share classes are written with a point: try BRK.B.'
 */
export function tickerHint(ticker: string): string | null {
  for (const { pattern, say } of hints) {
    const match = pattern.exec(ticker);
    if (match !== null) return say(ticker, ...match.slice(1).map((capture) => capture.toUpperCase()));
  }
  return null;
}

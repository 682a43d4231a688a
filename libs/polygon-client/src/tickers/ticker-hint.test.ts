import { describe, expect, it } from 'vitest';
import { tickerHint } from './ticker-hint.ts';

describe('tickerHint', () => {
  it.each([
    { ticker: 'NDAQ', says: 'I:NDX' },
    { ticker: 'NDAQ', says: 'QQQ' },
    { ticker: '^ndx', says: 'I:NDX' },
    { ticker: 'SPX', says: 'I:SPX' },
    { ticker: 'VIX', says: 'I:VIX' },
    { ticker: 'BTCUSD', says: 'X:BTCUSD' },
    { ticker: 'BTC-USD', says: 'X:BTCUSD' },
    { ticker: 'DOGEUSDT', says: 'X:DOGEUSD' },
    { ticker: 'X:BTCUSDT', says: 'X:BTCUSD' },
    { ticker: 'EURUSD', says: 'C:EURUSD' },
    { ticker: 'EUR/USD', says: 'C:EURUSD' },
    { ticker: 'SPY251219C00650000', says: 'O:SPY251219C00650000' },
    { ticker: 'BRK-B', says: 'BRK.B' },
    { ticker: 'BRK/B', says: 'BRK.B' },
    { ticker: 'aapl', says: 'AAPL' },
  ])('suggests $says for $ticker', ({ ticker, says }) => {
    expect(tickerHint(ticker)).toContain(says);
  });

  it.each(['AAPL', 'BRK.B', 'KIMpL', 'QQQ', 'X:BTCUSD', 'C:EURUSD', 'I:SPX', 'I:NDX', 'O:SPY251219C00650000', ''])(
    'has no hint for "%s"',
    (ticker) => {
      expect(tickerHint(ticker)).toBeNull();
    },
  );
});

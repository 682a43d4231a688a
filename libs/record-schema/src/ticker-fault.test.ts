import { expect, test } from 'vitest';
import { tickerFault } from './ticker-fault.ts';

test.each([
  ...['AAPL', 'BRK.B', 'KIMpL', 'X:BTCUSD', 'C:EURUSD', 'I:NDX', 'O', 'C', 'OX', 'CX:Y'].map((ticker) => ({
    ticker,
    says: null,
  })),
  { ticker: 'O:SPY251219C00650000', says: 'is an option, which has no market model yet' },
  { ticker: '', says: 'cannot be a ticker' },
  { ticker: 'B RK', says: 'cannot be a ticker' },
  { ticker: '../etc', says: 'cannot be a ticker' },
  { ticker: 'A'.repeat(300), says: '... (300 characters)" cannot be a ticker' },
])('$ticker', ({ ticker, says }) => {
  if (says === null) expect(tickerFault(ticker)).toBeNull();
  else expect(tickerFault(ticker)).toContain(says);
});

import { expect, test } from 'vitest';
import { gapRange } from './gap-range.ts';

const published = [
  { ticker: 'AAPL', tradingDate: '2026-05-18' },
  { ticker: 'AAPL', tradingDate: '2026-05-29' },
  { ticker: 'MSFT', tradingDate: '2026-05-20' },
];

test.each([
  {
    name: 'from the first published session to the last',
    asked: {},
    tickers: ['AAPL', 'MSFT'],
    range: ['2026-05-18', '2026-05-29'],
  },
  { name: 'of the tickers that are asked about', asked: {}, tickers: ['MSFT'], range: ['2026-05-20', '2026-05-20'] },
  {
    name: 'or a part of it',
    asked: { from: '2026-05-19', to: '2026-05-21' },
    tickers: ['AAPL'],
    range: ['2026-05-19', '2026-05-21'],
  },
])('gaps are looked for $name', ({ asked, tickers, range }) => {
  const { from, to, notes } = gapRange({ ...asked, tickers, hasChosenTickers: true }, published);
  expect([from, to]).toEqual(range);
  expect(notes).toEqual([]);
});

test('a ticker of the configuration that is not published yet is left out with a note', () => {
  const { tickers, notes } = gapRange({ tickers: ['AAPL', 'TSLA'], hasChosenTickers: false }, published);
  expect(tickers).toEqual(['AAPL']);
  expect(notes).toEqual([expect.stringContaining('nothing of TSLA is published')]);
});

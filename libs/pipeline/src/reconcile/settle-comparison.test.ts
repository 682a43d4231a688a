import { expect, test } from 'vitest';
import { type HeldBars, settleComparison } from './settle-comparison.ts';

const held = (ticker: string, first = '2026-05-01', last = '2026-05-29', minutes = 1): HeldBars => ({
  ticker,
  bar_ms: BigInt(minutes * 60_000),
  first,
  last,
});
const settle = (own: readonly HeldBars[], witness: readonly HeldBars[], asked = {}) =>
  settleComparison({ name: 'polygon', held: own }, { name: 'replay', held: witness }, asked);

test.each([
  {
    name: 'what both have',
    own: [held('AAPL'), held('MSFT', '2026-04-01')],
    witness: [held('MSFT', '2026-05-04', '2026-06-30'), held('TSLA')],
    asked: {},
    found: {
      tickers: ['MSFT'],
      from: '2026-05-04',
      to: '2026-05-29',
      barMs: [60_000],
      notes: [
        expect.stringContaining('only polygon has 1 ticker, not compared: AAPL'),
        expect.stringContaining('only replay'),
      ],
    },
  },
  {
    name: 'what was named, although one side lacks a ticker',
    own: [held('AAPL'), held('MSFT')],
    witness: [held('MSFT')],
    asked: { tickers: ['AAPL', 'MSFT'], from: '2026-05-01', to: '2026-05-04' },
    found: { tickers: ['AAPL', 'MSFT'], from: '2026-05-01', to: '2026-05-04', notes: [] },
  },
  {
    name: 'the bar size that both have',
    own: [held('AAPL'), held('AAPL', '2026-01-02', '2026-05-29', 60)],
    witness: [held('AAPL', '2026-02-02', '2026-05-29', 60)],
    asked: {},
    found: { barMs: [3_600_000], from: '2026-02-02' },
  },
])('compares $name', ({ own, witness, asked, found }) => {
  expect(settle(own, witness, asked)).toMatchObject(found);
});

test.each([
  {
    name: 'no common ticker',
    witness: [held('TSLA')],
    asked: {},
    says: 'no ticker in common: polygon has AAPL, replay has TSLA',
  },
  {
    name: 'a named ticker that only one side has',
    witness: [held('TSLA')],
    asked: { tickers: ['TSLA'] },
    says: 'no ticker in common',
  },
  {
    name: 'other bar sizes',
    witness: [held('AAPL', '2026-05-01', '2026-05-29', 60)],
    asked: {},
    says: 'polygon has 1-minute bars, replay has 1-hour bars',
  },
  {
    name: 'other dates',
    witness: [held('AAPL', '2026-06-01', '2026-06-30')],
    asked: {},
    says: 'no trading date in common',
  },
])('refuses $name', ({ witness, asked, says }) => {
  expect(() => settle([held('AAPL')], witness, asked)).toThrow(says);
});

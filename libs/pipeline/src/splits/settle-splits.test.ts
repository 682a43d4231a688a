import { describe, expect, test } from 'vitest';
import type { KnownSplit, SourceSplit, Split } from '../ports/split-store.ts';
import { splitRows } from './known-splits.ts';
import { settleSplits } from './settle-splits.ts';

const split = (ticker: string, executionDate: string, splitFrom: number, splitTo: number): Split => ({
  ticker,
  executionDate,
  splitFrom,
  splitTo,
});
const told = (...facts: Parameters<typeof split>): SourceSplit => ({ ...split(...facts), id: 'E1' });
const known = (...facts: Parameters<typeof split>): KnownSplit => ({ ...told(...facts), source: 'polygon' });
const asked = { from: '2024-01-02', to: '2026-05-29', tickers: ['NVDA', 'AAPL'] };
const nvda = ['NVDA', '2024-06-10', 1, 10] as const;

describe('what is known of splits', () => {
  test.each<{
    name: string;
    before?: readonly KnownSplit[];
    answer: readonly SourceSplit[] | null;
    configured?: readonly Split[];
    after: readonly KnownSplit[];
    says?: string;
  }>([
    { name: 'is what the source says', answer: [told(...nvda)], after: [known(...nvda)] },
    { name: 'stays when the source could not answer', before: [known(...nvda)], answer: null, after: [known(...nvda)] },
    { name: 'goes when the source takes it back', before: [known(...nvda)], answer: [], after: [] },
    {
      name: 'moves when the source corrects the date',
      before: [known('NVDA', '2024-06-07', 1, 10)],
      answer: [told(...nvda)],
      after: [known(...nvda)],
    },
    {
      name: 'stays of a ticker that was not asked about',
      before: [known('TSLA', '2022-08-25', 1, 3)],
      answer: [told(...nvda)],
      after: [known(...nvda), known('TSLA', '2022-08-25', 1, 3)],
    },
    {
      name: 'is rather what is configured',
      answer: [told('NVDA', '2024-06-10', 1, 4)],
      configured: [split(...nvda)],
      after: [{ ...known(...nvda), id: null, source: 'configured' }],
    },
    {
      name: 'is also what is configured alone',
      answer: null,
      configured: [split(...nvda)],
      after: [{ ...known(...nvda), id: null, source: 'configured' }],
    },
    {
      name: 'is no longer what was configured',
      before: [{ ...known(...nvda), id: null, source: 'configured' }],
      answer: null,
      after: [],
    },
    {
      name: 'is not yet what is configured for later',
      answer: null,
      configured: [split('NVDA', '2026-05-30', 1, 2)],
      after: [],
    },
    {
      name: 'is neither of two that contradict each other',
      answer: [told(...nvda), told('NVDA', '2024-06-10', 1, 4)],
      after: [],
      says: 'the source has 2 splits of NVDA on 2024-06-10 (1 to 10 and 1 to 4)',
    },
    {
      name: 'is the one of two that the configuration names',
      answer: [told(...nvda), told('NVDA', '2024-06-10', 1, 4)],
      configured: [split(...nvda)],
      after: [{ ...known(...nvda), id: null, source: 'configured' }],
    },
  ])('$name', ({ before, answer, configured = [], after, says }) => {
    const { next, notices } = settleSplits({
      known: before === undefined ? null : { since: '2024-01-02', splits: before },
      asked,
      answer,
      source: 'polygon',
      configured,
    });
    expect(next).toEqual({
      since: '2024-01-02',
      asked: '2026-05-29',
      splits: after,
    });
    expect(notices).toEqual(says === undefined ? [] : [expect.stringContaining(says)]);
  });
});

test('rows multiply each split with the later ones of its ticker', () => {
  const rows = splitRows([
    known('NVDA', '2021-07-20', 1, 4),
    known('AAPL', '2020-08-31', 1, 4),
    known(...nvda),
    known('NVDA', '2025-01-02', 5, 2),
  ]);
  expect(
    rows.map(({ ticker, execution_date, split_from, split_to, from_product, to_product }) => [
      ticker,
      execution_date,
      split_from,
      split_to,
      from_product,
      to_product,
    ]),
  ).toEqual([
    ['AAPL', '2020-08-31', 1, 4, 1, 4],
    ['NVDA', '2021-07-20', 1, 4, 5, 80],
    ['NVDA', '2024-06-10', 1, 10, 5, 20],
    ['NVDA', '2025-01-02', 5, 2, 5, 2],
  ]);
});

import { expressionBuilder, sql } from 'kysely';
import { countIf, maxFinite, stddevSamp, sumDouble } from '../portable/aggregates.ts';
import {
  denseRank,
  firstKnown,
  firstValue,
  lag,
  lagKnown,
  lastKnown,
  lastValue,
  lead,
  leadKnown,
  over,
  percentRank,
  rank,
  rowNumber,
  windowOf,
} from '../portable/windows.ts';
import { type ExpressionCase, i, n, s, x } from './expression-case.ts';

const eb = expressionBuilder<never, never>();
const inOrder = windowOf({ orderBy: [i] });
const byTicker = windowOf({ partitionBy: [s], orderBy: [i] });
const lastTwo = windowOf({ orderBy: [i], rows: { preceding: 1, following: 0 } });
const all = windowOf({ orderBy: [i], rows: { preceding: 'all', following: 'all' } });

/** Functions over windows. */
export const windowCases: readonly ExpressionCase[] = [
  {
    name: 'rowNumber by ticker',
    given: { s: ['A', 'B', 'A'] },
    expression: () => rowNumber(byTicker),
    values: [1n, 1n, 2n],
  },
  {
    name: 'rank leaves gaps',
    given: { x: [1, 2, 2, 7] },
    expression: () => rank(windowOf({ orderBy: [x] })),
    values: [1n, 2n, 2n, 4n],
  },
  {
    name: 'denseRank leaves none',
    given: { x: [1, 2, 2, 7] },
    expression: () => denseRank(windowOf({ orderBy: [x] })),
    values: [1n, 2n, 2n, 3n],
  },
  {
    name: 'percentRank',
    given: { x: [1, 2, 2, 7] },
    expression: () => percentRank(windowOf({ orderBy: [x] })),
    values: [0, 1 / 3, 1 / 3, 1],
  },
  {
    name: 'rank, descending',
    given: { x: [1, 7, null] },
    expression: () => rank(windowOf({ orderBy: [{ value: x, descending: true }] })),
    values: [2n, 1n, 3n],
  },
  { name: 'lag', given: { x: [1, null, 3] }, expression: () => lag(x, 1, inOrder), values: [null, 1, null] },
  {
    name: 'lag by ticker',
    given: { s: ['A', 'B', 'A'], x: [1, 2, 3] },
    expression: () => lag(x, 1, byTicker),
    values: [null, null, 1],
  },
  { name: 'lag by two', given: { x: [1, 2, 3] }, expression: () => lag(x, 2, inOrder), values: [null, null, 1] },
  { name: 'lead', given: { x: [1, null, 3] }, expression: () => lead(x, 1, inOrder), values: [null, 3, null] },
  {
    name: 'lagKnown',
    given: { x: [1, null, 3, null, 5] },
    expression: () => lagKnown(x, 1, inOrder),
    values: [null, 1, 1, 3, 3],
  },
  {
    name: 'lagKnown by two',
    given: { x: [1, null, 3, 4] },
    expression: () => lagKnown(x, 2, inOrder),
    values: [null, null, null, 1],
  },
  { name: 'leadKnown', given: { x: [1, null, 3] }, expression: () => leadKnown(x, 1, inOrder), values: [3, 3, null] },
  { name: 'firstValue', given: { x: [null, 2] }, expression: () => firstValue(x, inOrder), values: [null, null] },
  { name: 'lastValue of all rows', given: { x: [1, 2] }, expression: () => lastValue(x, all), values: [2, 2] },
  { name: 'lastValue so far', given: { x: [1, 2] }, expression: () => lastValue(x, inOrder), values: [1, 2] },
  { name: 'firstKnown', given: { x: [null, 2, 3] }, expression: () => firstKnown(x, all), values: [2, 2, 2] },
  {
    name: 'lastKnown fills gaps',
    given: { x: [1, null, 3, null] },
    expression: () => lastKnown(x, windowOf({ orderBy: [i], rows: { preceding: 'all', following: 0 } })),
    values: [1, 1, 3, 3],
  },
  {
    name: 'a sum so far',
    given: { n: [1n, 2n, 3n] },
    expression: () => over(eb.fn.sum(n), inOrder),
    values: [1n, 3n, 6n],
  },
  { name: 'a moving sum', given: { x: [1, 2, 4] }, expression: () => over(sumDouble(x), lastTwo), values: [1, 3, 6] },
  {
    name: 'a moving sum with NULL',
    given: { x: [1, null, 4] },
    expression: () => over(sumDouble(x), lastTwo),
    values: [1, 1, 4],
  },
  {
    name: 'a moving mean around the row',
    given: { x: [1, 2, 6] },
    expression: () => over(eb.fn.avg(x), windowOf({ orderBy: [i], rows: { preceding: 1, following: 1 } })),
    values: [1.5, 3, 4],
  },
  {
    name: 'a moving stddevSamp',
    given: { x: [1, 3, 3] },
    expression: () => over(stddevSamp(x), lastTwo),
    values: [null, Math.SQRT2, 0],
  },
  {
    name: 'a moving maximum',
    given: { x: [5, 1, 2] },
    expression: () => over(maxFinite(x), lastTwo),
    values: [5, 5, 2],
  },
  {
    name: 'countIf over a window',
    given: { x: [1, 5, 9] },
    expression: () => over(countIf(eb(x, '>', sql.lit(4))), inOrder),
    values: [0n, 1n, 2n],
  },
  {
    name: 'a count by ticker',
    given: { s: ['A', 'B', 'A'] },
    expression: () => over(eb.fn.countAll(), windowOf({ partitionBy: [s] })),
    values: [2n, 1n, 2n],
  },
  {
    name: 'peers are one in the default frame',
    given: { n: [1n, 1n, 2n] },
    expression: () => over(eb.fn.countAll(), windowOf({ orderBy: [n] })),
    values: [2n, 2n, 3n],
  },
  {
    name: 'rows ahead only',
    given: { x: [1, 2, 4] },
    expression: () => over(sumDouble(x), windowOf({ orderBy: [i], rows: { preceding: 0, following: 'all' } })),
    values: [7, 6, 4],
  },
  {
    name: 'all rows without an order',
    given: { x: [1, 2] },
    expression: () => over(sumDouble(x), windowOf({})),
    values: [3, 3],
  },
  {
    name: "Kysely's own over",
    given: { x: [1, 2, 3] },
    expression: () => sumDouble(x).over((window) => window.orderBy(sql`i`, 'desc')),
    values: [6, 5, 3],
  },
  {
    name: 'rows without an order',
    given: { x: [1] },
    expression: () => over(sumDouble(x), windowOf({ rows: { preceding: 1, following: 0 } })),
    refused: /need an order/,
  },
  { name: 'mode', given: { x: [1] }, expression: () => eb.fn.agg('mode', [x]), refused: /aggregate mode/ },
];

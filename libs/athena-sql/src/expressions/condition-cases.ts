import { expressionBuilder, sql } from 'kysely';
import { finite } from '../portable/numbers.ts';
import { arrayAgg, joinText } from '../portable/aggregates.ts';
import { denseRank, firstValue, lastValue, rowNumber, windowOf } from '../portable/windows.ts';
import { d, type ExpressionCase, i, m, n, p, s, t, x } from './expression-case.ts';

const eb = expressionBuilder<never, never>();
const { NaN: nan, POSITIVE_INFINITY: inf } = Number;

/** NULL in conditions, in orders and in functions. */
export const nullCases: readonly ExpressionCase[] = [
  {
    name: 'NULL = NULL is unknown',
    given: { n: [null, 1n], m: [null, 1n] },
    expression: () => eb(n, '=', m),
    values: [null, true],
  },
  {
    name: 'is distinct from',
    given: { n: [null, null, 1n], m: [null, 1n, 1n] },
    expression: () => eb(n, 'is distinct from', m),
    values: [false, true, false],
  },
  {
    name: 'is not distinct from',
    given: { n: [null, 1n], m: [null, 2n] },
    expression: () => eb(n, 'is not distinct from', m),
    values: [true, false],
  },
  { name: 'is null', given: { s: [null, ''] }, expression: () => eb(s, 'is', null), values: [true, false] },
  {
    name: 'empty text is not NULL',
    given: { s: ['', null] },
    expression: () => eb(s, '=', sql.lit('')),
    values: [true, null],
  },
  { name: 'false and NULL', given: { p: [false, true] }, expression: () => sql`${p} and null`, values: [false, null] },
  { name: 'true or NULL', given: { p: [false, true] }, expression: () => sql`${p} or null`, values: [null, true] },
  { name: 'not NULL', given: { p: [null, true] }, expression: () => eb.not(p), values: [null, false] },
  {
    name: 'in a list',
    given: { s: ['a', 'z', null] },
    expression: () => eb(s, 'in', ['a', 'b']),
    values: [true, false, null],
  },
  {
    name: 'not in a list',
    given: { s: ['a', 'z', null] },
    expression: () => eb(s, 'not in', ['a', 'b']),
    values: [false, true, null],
  },
  { name: 'in an empty list', given: { s: ['a', null] }, expression: () => eb(s, 'in', []), values: [false, false] },
  {
    name: 'not in an empty list',
    given: { s: ['a', null] },
    expression: () => eb(s, 'not in', []),
    values: [true, true],
  },
  {
    name: 'between',
    given: { n: [1n, 2n, 3n, null] },
    expression: () => eb.between(n, 2n, 3n),
    values: [false, true, true, null],
  },
  {
    name: 'case without else',
    given: { n: [1n, 2n] },
    expression: () => eb.case().when(n, '=', sql.lit(1n)).then('one').end(),
    values: ['one', null],
  },
  { name: 'coalesce', given: { n: [null, 1n] }, expression: () => eb.fn.coalesce(n, sql.lit(7n)), values: [7n, 1n] },
  { name: 'nullif', given: { n: [0n, 1n] }, expression: () => eb.fn('nullif', [n, sql.lit(0)]), values: [null, 1n] },
  {
    name: 'dates compared',
    given: { d: ['2026-05-29', '2026-06-01'] },
    expression: () => eb(d, '<', sql<string>`date '2026-06-01'`),
    values: [true, false],
  },
  {
    name: 'texts compared by code point',
    given: { s: ['a', 'B', 'é', ''], t: ['B', 'a', 'z', 'a'] },
    expression: () => eb(s, '<', t),
    values: [false, true, false, true],
  },
  {
    name: 'NULL last, ascending',
    given: { n: [2n, null, 1n] },
    expression: () => rowNumber(windowOf({ orderBy: [n] })),
    values: [2n, 3n, 1n],
  },
  {
    name: 'NULL last, descending',
    given: { n: [2n, null, 3n] },
    expression: () => rowNumber(windowOf({ orderBy: [{ value: n, descending: true }] })),
    values: [2n, 3n, 1n],
  },
  {
    name: 'NULL last without saying so',
    given: { n: [2n, null, 1n] },
    expression: () => eb.fn.agg<bigint>('row_number').over((over) => over.orderBy(sql`n`)),
    values: [2n, 3n, 1n],
  },
  {
    name: 'NULL last, descending, without saying so',
    given: { n: [2n, null, 3n] },
    expression: () => eb.fn.agg<bigint>('row_number').over((over) => over.orderBy(sql`n`, 'desc')),
    values: [2n, 3n, 1n],
  },
  {
    name: 'NULLs share a rank',
    given: { n: [null, 1n, null] },
    expression: () => denseRank(windowOf({ orderBy: [n] })),
    values: [2n, 1n, 2n],
  },
  {
    name: 'NULL last in the order of an array',
    given: { n: [2n, null, 1n] },
    expression: () => joinText(sql<string>`cast(${i} as varchar)`, ',', n),
    value: '2,0,1',
  },
  {
    name: 'NULL first in a window when asked',
    given: { n: [2n, null] },
    expression: () => firstValue(i, windowOf({ orderBy: [sql`${n} is not null`, n] })),
    values: [1, 1],
  },
  {
    name: 'NaN out of an order',
    given: { x: [nan, 1, inf] },
    expression: () => rowNumber(windowOf({ orderBy: [finite(x), i] })),
    values: [2n, 1n, 3n],
  },
  {
    name: 'NULL in a partition is a group',
    given: { s: ['a', null, null] },
    expression: () => sql`count(*) over ${windowOf({ partitionBy: [s] })}`,
    values: [1n, 2n, 2n],
  },
  {
    name: 'the last value of a window with NULL',
    given: { n: [1n, null] },
    expression: () => lastValue(n, windowOf({ orderBy: [i], rows: { preceding: 'all', following: 'all' } })),
    values: [null, null],
  },
  {
    name: 'NULL in an array is kept',
    given: { s: ['a', null] },
    expression: () => sql`(${arrayAgg(s, i)}) is null`,
    value: false,
  },
  {
    name: 'collate in an order',
    given: { s: ['a'] },
    expression: () =>
      eb.fn.agg<bigint>('row_number').over((over) => over.orderBy(sql`s`, (order) => order.collate('nocase'))),
    refused: /lower\(x\)/,
  },
  { name: '==', given: { n: [1n], m: [1n] }, expression: () => eb(n, '==', m), refused: /use =/ },
  { name: '<=>', given: { n: [1n], m: [1n] }, expression: () => eb(n, '<=>', m), refused: /is not distinct from/ },
  {
    name: 'between symmetric',
    given: { n: [1n] },
    expression: () => eb.betweenSymmetric(n, 2n, 1n),
    refused: /least and greatest/,
  },
];

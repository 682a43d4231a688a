import { expressionBuilder, sql } from 'kysely';
import { intDiv } from '../portable/functions.ts';
import { divide, mod } from '../portable/numbers.ts';
import { type ExpressionCase, m, n, v, x, y } from './expression-case.ts';

const eb = expressionBuilder<never, never>();
const { POSITIVE_INFINITY: inf } = Number;

/** Division and its remainder, by 0 too. */
export const divisionCases: readonly ExpressionCase[] = [
  {
    name: 'intDiv truncates towards zero',
    given: { n: [7n, -7n, 7n, -7n, null], m: [2n, 2n, -2n, -2n, 1n] },
    expression: () => intDiv(n, m),
    values: [3n, -3n, -3n, 3n, null],
  },
  {
    name: 'intDiv by 0 is NULL',
    given: { n: [7n, 0n], m: [0n, 0n] },
    expression: () => intDiv(n, m),
    values: [null, null],
  },
  {
    name: 'divide of integers is a double',
    given: { n: [7n, 1n], m: [2n, 3n] },
    expression: () => divide(n, m),
    values: [3.5, 1 / 3],
  },
  {
    name: 'divide by 0 is NULL',
    given: { x: [1, 0, -1], y: [0, 0, 0] },
    expression: () => divide(x, y),
    values: [null, null, null],
  },
  { name: 'divide by minus 0 is NULL', given: { x: [1], y: [-0] }, expression: () => divide(x, y), values: [null] },
  {
    name: 'divide of NULL',
    given: { x: [null, 1], y: [1, null] },
    expression: () => divide(x, y),
    values: [null, null],
  },
  {
    name: 'divide overflows to Infinity',
    given: { x: [1e308], y: [1e-10] },
    expression: () => divide(x, y),
    values: [inf],
  },
  {
    name: 'divide of decimals is a double',
    given: { v: ['1.00'] },
    expression: () => divide(v, sql.lit(3)),
    values: [1 / 3],
  },
  {
    name: 'mod has the sign of the dividend',
    given: { n: [7n, -7n, 7n, -7n], m: [3n, 3n, -3n, -3n] },
    expression: () => mod(n, m),
    values: [1n, -1n, 1n, -1n],
  },
  { name: 'mod by 0 is NULL', given: { n: [7n], m: [0n] }, expression: () => mod(n, m), values: [null] },
  {
    name: 'mod of doubles',
    given: { x: [7.5, -7.5, 7.5, 1], y: [2, 2, -2, 0] },
    expression: () => mod(x, y),
    values: [1.5, -1.5, 1.5, null],
  },
  {
    name: 'the operator /',
    given: { n: [7n], m: [2n] },
    expression: () => eb(n, '/', m),
    refused: /divide\(a, b\) or intDiv\(a, b\)/,
  },
  { name: 'the operator %', given: { n: [7n], m: [2n] }, expression: () => eb(n, '%', m), refused: /mod\(a, b\)/ },
];

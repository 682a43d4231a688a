import { expressionBuilder } from 'kysely';
import { asInt64 } from '../portable/functions.ts';
import { asDecimal, ceil, floor, round, truncate } from '../portable/numbers.ts';
import { type ExpressionCase, n, s, v, x } from './expression-case.ts';

const eb = expressionBuilder<never, never>();
const { NaN: nan, POSITIVE_INFINITY: inf } = Number;

/** Rounding, to digits and to types. */
export const roundingCases: readonly ExpressionCase[] = [
  {
    name: 'round takes halves away from zero',
    given: { x: [2.5, -2.5, 0.5, 1.4, -1.6, null] },
    expression: () => round(x),
    values: [3, -3, 1, 1, -2, null],
  },
  {
    name: 'round to two digits',
    given: { x: [1.005, 2.675, -2.675, 100.129] },
    expression: () => round(x, 2),
    values: [1, 2.68, -2.68, 100.13],
  },
  {
    name: 'round to hundreds',
    given: { x: [123_456.789, -151] },
    expression: () => round(x, -2),
    values: [123_500, -200],
  },
  {
    name: 'round to tens of what is not finite',
    given: { x: [nan, inf, -inf, null] },
    expression: () => round(x, -1),
    values: [nan, inf, -inf, null],
  },
  {
    name: 'round of 2^53 and beyond',
    given: { x: [9_007_199_254_740_992, 1e18, -1e18] },
    expression: () => round(x),
    values: [9_007_199_254_740_992, 1e18, -1e18],
  },
  { name: 'floor', given: { x: [2.7, -2.5, 2, null] }, expression: () => floor(x), values: [2, -3, 2, null] },
  { name: 'ceil', given: { x: [2.1, -2.5, 2] }, expression: () => ceil(x), values: [3, -2, 2] },
  { name: 'truncate', given: { x: [2.7, -2.7] }, expression: () => truncate(x), values: [2, -2] },
  {
    name: 'asInt64 of a double, halves away from zero',
    given: { x: [2.5, -2.5, 3.5, 0.4, null] },
    expression: () => asInt64(x),
    values: [3n, -3n, 4n, 0n, null],
  },
  {
    name: 'asInt64 of a decimal',
    given: { v: ['2.50', '-2.50', '2.49'] },
    expression: () => asInt64(v),
    values: [3n, -3n, 2n],
  },
  {
    name: 'asInt64 of a bigint is exact',
    given: { n: [9_007_199_254_740_993n] },
    expression: () => asInt64(n),
    values: [9_007_199_254_740_993n],
  },
  {
    name: 'asDecimal of a double goes by its text',
    given: { x: [1.005, 2.675, -2.5, 123_456.7891] },
    expression: () => asDecimal(x, 10, 2),
    values: ['1.01', '2.68', '-2.50', '123456.79'],
  },
  {
    name: 'asDecimal to whole numbers',
    given: { x: [0.5, 1.5, -2.5] },
    expression: () => asDecimal(x, 10, 0),
    values: ['1', '2', '-3'],
  },
  {
    name: 'asDecimal of a large volume',
    given: { x: [12_345_678.123_456_79, 1e15] },
    expression: () => asDecimal(x, 38, 9),
    values: ['12345678.123456790', '1000000000000000.000000000'],
  },
  {
    name: 'asDecimal of a small double',
    given: { x: [1e-7] },
    expression: () => asDecimal(x, 38, 9),
    values: ['0.000000100'],
  },
  {
    name: 'asDecimal of what is smaller than its digits',
    given: { x: [6.7e-6, -9e-9, 5e-324, 4.9e-3, 5e-3, 9.9e-5] },
    expression: () => asDecimal(x, 10, 2),
    values: ['0.00', '0.00', '0.00', '0.00', '0.01', '0.00'],
  },
  {
    name: 'asDecimal of text',
    given: { s: ['1.005', '-1.555', null] },
    expression: () => asDecimal(s, 10, 2),
    values: ['1.01', '-1.56', null],
  },
  {
    name: 'asDecimal of a decimal',
    given: { v: ['1.55', '-1.55'] },
    expression: () => asDecimal(v, 10, 1),
    values: ['1.6', '-1.6'],
  },
  {
    name: 'cast to double precision',
    given: { n: [1n] },
    expression: () => eb.cast(n, 'double precision'),
    values: [1],
  },
  { name: 'cast to text', given: { x: [1.5] }, expression: () => eb.cast(x, 'text'), refused: /asText/ },
  {
    name: 'cast to decimal(p, s)',
    given: { x: [1.005] },
    expression: () => eb.cast(x, 'decimal(10, 2)'),
    refused: /asDecimal/,
  },
  { name: 'cast to bigint', given: { x: [2.5] }, expression: () => eb.cast(x, 'bigint'), refused: /asInt64/ },
  { name: 'cast to integer', given: { x: [2.5] }, expression: () => eb.cast(x, 'integer'), refused: /asInt64/ },
  { name: 'cast to real', given: { x: [2.5] }, expression: () => eb.cast(x, 'real'), refused: /asDouble/ },
  { name: 'cast to varchar(2)', given: { s: ['abc'] }, expression: () => eb.cast(s, 'varchar(2)'), refused: /substr/ },
  {
    name: 'cast to a bare decimal',
    given: { x: [1.5] },
    expression: () => eb.cast(x, 'decimal'),
    refused: /asDecimal/,
  },
];

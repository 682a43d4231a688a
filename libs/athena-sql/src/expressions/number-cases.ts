import { expressionBuilder, sql } from 'kysely';
import { asDouble, asInt64, asText, intDiv, isFinite, isNan } from '../portable/functions.ts';
import { asDecimal, ceil, divide, exp, finite, floor, greatest, least, ln, log10, mod, power, round, sign, squareRoot, truncate, tryDouble, tryInt64 } from '../portable/numbers.ts';
import { type ExpressionCase, m, n, s, t, v, x, y } from './expression-case.ts';

const eb = expressionBuilder<never, never>();
const { NaN: nan, POSITIVE_INFINITY: inf } = Number;

/** Arithmetic on integers, doubles and decimals. */
export const arithmeticCases: readonly ExpressionCase[] = [
  { name: 'bigint + bigint', given: { n: [1n, -1n, null], m: [2n, -2n, 1n] }, expression: () => eb(n, '+', m), values: [3n, -3n, null] },
  { name: 'bigint - bigint', given: { n: [1n], m: [2n] }, expression: () => eb(n, '-', m), values: [-1n] },
  { name: 'bigint * bigint', given: { n: [3_000_000_000n], m: [3n] }, expression: () => eb(n, '*', m), values: [9_000_000_000n] },
  { name: 'bigint beyond 2^53 stays exact', given: { n: [9_007_199_254_740_993n] }, expression: () => eb(n, '+', sql.lit(1n)), values: [9_007_199_254_740_994n] },
  { name: 'integer literals', given: {}, expression: () => eb(sql.lit(2), '*', sql.lit(21)), values: [42] },
  { name: 'double + double', given: { x: [0.1, 1e308], y: [0.2, -1e308] }, expression: () => eb(x, '+', y), values: [0.30000000000000004, 0] },
  { name: 'double * double', given: { x: [1.5, -0.5], y: [2, 2] }, expression: () => eb(x, '*', y), values: [3, -1] },
  { name: 'a double overflows to Infinity', given: { x: [1e308], y: [10] }, expression: () => eb(x, '*', y), values: [inf] },
  { name: 'a double literal is no DECIMAL', given: { x: [0.1] }, expression: () => eb(eb(x, '+', sql.lit(0.2)), '=', sql.lit(0.3)), values: [false] },
  { name: 'a negative literal behind a minus is no comment', given: { n: [1n] }, expression: () => sql`${n}-${-2n}`, values: [3n] },
  { name: 'bigint + double', given: { n: [1n], x: [0.5] }, expression: () => eb(n, '+', sql<bigint>`${x}`), values: [1.5] },
  { name: 'decimal + decimal', given: { v: ['1.25', '-0.05'] }, expression: () => eb(v, '+', v), values: ['2.50', '-0.10'] },
  { name: 'decimal * decimal adds the scales', given: { v: ['1.50'] }, expression: () => eb(v, '*', v), values: ['2.2500'] },
  { name: 'decimal compared', given: { v: ['1.50', '2.00'] }, expression: () => eb(v, '<', asDecimal(sql.lit('1.75'), 10, 2)), values: [true, false] },
  { name: 'unary minus', given: { x: [1.5, null] }, expression: () => eb.neg(x), values: [-1.5, null] },
  { name: 'abs', given: { x: [-1.5, 1.5, null] }, expression: () => eb.fn('abs', [x]), values: [1.5, 1.5, null] },
  { name: 'abs of a bigint', given: { n: [-7n] }, expression: () => eb.fn('abs', [n]), values: [7n] },
  { name: 'sign', given: { x: [-2.5, 0, 3, null] }, expression: () => sign(x), values: [-1, 0, 1, null] },
  { name: 'squareRoot guards the negative', given: { x: [4, 2, 0, -1, null, nan, inf] }, expression: () => squareRoot(x), values: [2, Math.SQRT2, 0, null, null, null, null] },
  { name: 'ln guards 0 and below', given: { x: [1, Math.E, 10, 0, -1, null, nan, inf] }, expression: () => ln(x), values: [0, 1, Math.LN10, null, null, null, null, null] },
  { name: 'log10', given: { x: [1000, 0.01, 0, -5] }, expression: () => log10(x), values: [3, -2, null, null] },
  { name: 'exp guards the overflow', given: { x: [0, 1, 710, -800, null] }, expression: () => exp(x), values: [1, Math.E, null, 0, null] },
  { name: 'power', given: { x: [2, 10, 2, -8, 0], y: [10, 400, -1, 0.333, -1] }, expression: () => power(x, y), values: [1024, null, 0.5, null, null] },
  { name: 'isNan', given: { x: [nan, 1, inf, null] }, expression: () => isNan(x), values: [true, false, false, null] },
  { name: 'isFinite', given: { x: [nan, 1, inf, -inf, null] }, expression: () => isFinite(x), values: [false, true, false, false, null] },
  { name: 'finite', given: { x: [nan, 1, inf, -inf, null] }, expression: () => finite(x), values: [null, 1, null, null, null] },
  { name: 'greatest is NULL for NULL', given: { x: [1, 3, null], y: [2, -1, 5] }, expression: () => greatest(x, y), values: [2, 3, null] },
  { name: 'greatest of three', given: { n: [1n, 9n], m: [5n, null] }, expression: () => greatest(n, m, sql.lit(3n)), values: [5n, null] },
  { name: 'least is NULL for NULL', given: { x: [1, 3, null], y: [2, -1, 5] }, expression: () => least(x, y), values: [1, -1, null] },
  { name: 'least of texts goes by code point', given: { s: ['a'], t: ['B'] }, expression: () => least(s, t), values: ['B'] },
  { name: 'asDouble', given: { n: [3n, null] }, expression: () => asDouble(n), values: [3, null] },
  { name: 'asDouble of a decimal', given: { v: ['1.55'] }, expression: () => asDouble(sql<number>`${v}`), values: [1.55] },
  { name: 'tryInt64 takes digits only', given: { s: ['12', '-7', '+3', '1.5', ' 5', '', 'x', '99999999999999999999', null] }, expression: () => tryInt64(s), values: [12n, -7n, 3n, null, null, null, null, null, null] },
  { name: 'tryDouble takes digits only', given: { s: ['1.5', '-1e3', '.5', '7.', 'NaN', 'Infinity', '', ' 1', '1d', null] }, expression: () => tryDouble(s), values: [1.5, -1000, 0.5, 7, null, null, null, null, null, null] },
  { name: 'asText of a bigint', given: { n: [-12n, null] }, expression: () => asText(n), values: ['-12', null] },
  { name: 'asText of a decimal', given: { v: ['1.50'] }, expression: () => asText(v), values: ['1.50'] },
  { name: 'the operator ^', given: { x: [2] }, expression: () => eb(x, '^', x), refused: /power\(a, b\)/ },
  { name: 'the operator &', given: { n: [2n] }, expression: () => eb(n, '&', n), refused: /operator &/ },
  { name: 'log(x)', given: { x: [2] }, expression: () => eb.fn('log', [x]), refused: /function log/ },
  { name: 'sqrt(x) of an engine', given: { x: [-2] }, expression: () => eb.fn('sqrt', [x]), refused: /function sqrt/ },
  { name: 'greatest(x) of an engine', given: { x: [2] }, expression: () => eb.fn('greatest', [x, x]), refused: /function greatest/ },
];

/** Rounding, to digits and to types. */
export const roundingCases: readonly ExpressionCase[] = [
  { name: 'round takes halves away from zero', given: { x: [2.5, -2.5, 0.5, 1.4, -1.6, null] }, expression: () => round(x), values: [3, -3, 1, 1, -2, null] },
  { name: 'round to two digits', given: { x: [1.005, 2.675, -2.675, 100.129] }, expression: () => round(x, 2), values: [1, 2.68, -2.68, 100.13] },
  { name: 'round to hundreds', given: { x: [123_456.789, -151] }, expression: () => round(x, -2), values: [123_500, -200] },
  { name: 'round of 2^53 and beyond', given: { x: [9_007_199_254_740_992, 1e18, -1e18] }, expression: () => round(x), values: [9_007_199_254_740_992, 1e18, -1e18] },
  { name: 'floor', given: { x: [2.7, -2.5, 2, null] }, expression: () => floor(x), values: [2, -3, 2, null] },
  { name: 'ceil', given: { x: [2.1, -2.5, 2] }, expression: () => ceil(x), values: [3, -2, 2] },
  { name: 'truncate', given: { x: [2.7, -2.7] }, expression: () => truncate(x), values: [2, -2] },
  { name: 'asInt64 of a double, halves away from zero', given: { x: [2.5, -2.5, 3.5, 0.4, null] }, expression: () => asInt64(x), values: [3n, -3n, 4n, 0n, null] },
  { name: 'asInt64 of a decimal', given: { v: ['2.50', '-2.50', '2.49'] }, expression: () => asInt64(v), values: [3n, -3n, 2n] },
  { name: 'asInt64 of a bigint is exact', given: { n: [9_007_199_254_740_993n] }, expression: () => asInt64(n), values: [9_007_199_254_740_993n] },
  { name: 'asDecimal of a double goes by its text', given: { x: [1.005, 2.675, -2.5, 123_456.7891] }, expression: () => asDecimal(x, 10, 2), values: ['1.01', '2.68', '-2.50', '123456.79'] },
  { name: 'asDecimal to whole numbers', given: { x: [0.5, 1.5, -2.5] }, expression: () => asDecimal(x, 10, 0), values: ['1', '2', '-3'] },
  { name: 'asDecimal of a large volume', given: { x: [12_345_678.123_456_79, 1e15] }, expression: () => asDecimal(x, 38, 9), values: ['12345678.123456790', '1000000000000000.000000000'] },
  { name: 'asDecimal of a small double', given: { x: [1e-7] }, expression: () => asDecimal(x, 38, 9), values: ['0.000000100'] },
  { name: 'asDecimal of text', given: { s: ['1.005', '-1.555', null] }, expression: () => asDecimal(s, 10, 2), values: ['1.01', '-1.56', null] },
  { name: 'asDecimal of a decimal', given: { v: ['1.55', '-1.55'] }, expression: () => asDecimal(v, 10, 1), values: ['1.6', '-1.6'] },
  { name: 'cast to double precision', given: { n: [1n] }, expression: () => eb.cast(n, 'double precision'), values: [1] },
  { name: 'cast to text', given: { n: [1n] }, expression: () => eb.cast(n, 'text'), values: ['1'] },
  { name: 'cast to decimal(p, s)', given: { n: [1n] }, expression: () => eb.cast(n, 'decimal(10, 2)'), values: ['1.00'] },
  { name: 'cast to varchar(2)', given: { s: ['abc'] }, expression: () => eb.cast(s, 'varchar(2)'), refused: /substr/ },
  { name: 'cast to a bare decimal', given: { x: [1.5] }, expression: () => eb.cast(x, 'decimal'), refused: /decimal\(p, s\)/ },
];

/** Division and its remainder, by 0 too. */
export const divisionCases: readonly ExpressionCase[] = [
  { name: 'intDiv truncates towards zero', given: { n: [7n, -7n, 7n, -7n, null], m: [2n, 2n, -2n, -2n, 1n] }, expression: () => intDiv(n, m), values: [3n, -3n, -3n, 3n, null] },
  { name: 'intDiv by 0 is NULL', given: { n: [7n, 0n], m: [0n, 0n] }, expression: () => intDiv(n, m), values: [null, null] },
  { name: 'divide of integers is a double', given: { n: [7n, 1n], m: [2n, 3n] }, expression: () => divide(n, m), values: [3.5, 1 / 3] },
  { name: 'divide by 0 is NULL', given: { x: [1, 0, -1], y: [0, 0, 0] }, expression: () => divide(x, y), values: [null, null, null] },
  { name: 'divide by minus 0 is NULL', given: { x: [1], y: [-0] }, expression: () => divide(x, y), values: [null] },
  { name: 'divide of NULL', given: { x: [null, 1], y: [1, null] }, expression: () => divide(x, y), values: [null, null] },
  { name: 'divide overflows to Infinity', given: { x: [1e308], y: [1e-10] }, expression: () => divide(x, y), values: [inf] },
  { name: 'divide of decimals is a double', given: { v: ['1.00'] }, expression: () => divide(v, sql.lit(3)), values: [1 / 3] },
  { name: 'mod has the sign of the dividend', given: { n: [7n, -7n, 7n, -7n], m: [3n, 3n, -3n, -3n] }, expression: () => mod(n, m), values: [1n, -1n, 1n, -1n] },
  { name: 'mod by 0 is NULL', given: { n: [7n], m: [0n] }, expression: () => mod(n, m), values: [null] },
  { name: 'mod of doubles', given: { x: [7.5, -7.5, 7.5, 1], y: [2, 2, -2, 0] }, expression: () => mod(x, y), values: [1.5, -1.5, 1.5, null] },
  { name: 'the operator /', given: { n: [7n], m: [2n] }, expression: () => eb(n, '/', m), refused: /divide\(a, b\) or intDiv\(a, b\)/ },
  { name: 'the operator %', given: { n: [7n], m: [2n] }, expression: () => eb(n, '%', m), refused: /mod\(a, b\)/ },
];

import { expressionBuilder, sql } from 'kysely';
import { arrayAgg, avgDouble, boolAnd, boolOr, corr, countIf, covarPop, covarSamp, joinText, maxFinite, median, minFinite, quantile, stddevPop, stddevSamp, sumDouble, sumInt64, varPop, varSamp } from '../portable/aggregates.ts';
import { cardinality, elementAt, joinArray, series } from '../portable/arrays.ts';
import { asInt64, maxBy, minBy } from '../portable/functions.ts';
import { asDecimal } from '../portable/numbers.ts';
import { type ExpressionCase, i, n, p, s, v, x, y } from './expression-case.ts';

const eb = expressionBuilder<never, never>();
const { NaN: nan, POSITIVE_INFINITY: inf } = Number;
const none = { x: [null, null], y: [null, null], n: [null, null], s: [null, null] };
const eight = [2, 4, 4, 4, 5, 5, 7, 9];

/** Aggregates over all input rows, arrays among them. */
export const aggregateCases: readonly ExpressionCase[] = [
  { name: 'count of rows and of values', given: { n: [1n, null, 1n] }, expression: () => sql`${eb.fn.countAll()} * 100 + ${eb.fn.count(n)} * 10 + ${eb.fn.count(n).distinct()}`, value: 321n },
  { name: 'sum of bigint', given: { n: [1n, null, 2n] }, expression: () => eb.fn.sum(n), value: 3n },
  { name: 'sumInt64 beyond 2^53', given: { n: [9_007_199_254_740_992n, 1n] }, expression: () => sumInt64(n), value: 9_007_199_254_740_993n },
  { name: 'sum without values', given: none, expression: () => eb.fn.sum(n), value: null },
  { name: 'sumDouble', given: { x: [0.5, 0.25, null] }, expression: () => sumDouble(x), value: 0.75 },
  { name: 'sum of decimals', given: { v: ['1.50', '2.25'] }, expression: () => eb.fn.sum(v), value: '3.75' },
  { name: 'sum of doubles as decimals has no order', given: { x: [0.1, 0.2, 0.3, 1e6] }, expression: () => eb.fn.sum(asDecimal(x, 38, 9)), value: '1000000.600000000' },
  { name: 'avg of bigint', given: { n: [1n, 2n, null] }, expression: () => eb.fn.avg(n), value: 1.5 },
  { name: 'avgDouble of decimals', given: { v: ['1.00', '1.00', '2.00'] }, expression: () => avgDouble(v), value: 4 / 3 },
  { name: 'avg of decimals is a double', given: { v: ['1.00', '1.00', '2.00'] }, expression: () => eb.fn.avg(v), value: 4 / 3 },
  { name: 'avg of distinct values', given: { n: [1n, 1n, 4n] }, expression: () => eb.fn.avg(n).distinct(), value: 2.5 },
  { name: 'avg without values', given: none, expression: () => eb.fn.avg(x), value: null },
  { name: 'min and max', given: { x: [3, null, -1.5] }, expression: () => sql`${eb.fn.min(x)} * 100 + ${eb.fn.max(x)}`, value: -147 },
  { name: 'min and max of text', given: { s: ['b', 'B', 'a', null] }, expression: () => sql`${eb.fn.min(s)} || ${eb.fn.max(s)}`, value: 'Bb' },
  { name: 'minFinite', given: { x: [nan, 2, -inf, 1] }, expression: () => minFinite(x), value: 1 },
  { name: 'maxFinite', given: { x: [nan, 2, inf, 1] }, expression: () => maxFinite(x), value: 2 },
  { name: 'countIf', given: { x: [1, 2, 3, null] }, expression: () => countIf(eb(x, '>', sql.lit(1))), value: 2n },
  { name: 'countIf of nothing is 0', given: none, expression: () => countIf(eb(x, '>', sql.lit(1))), value: 0n },
  { name: 'boolAnd', given: { p: [true, null, true] }, expression: () => boolAnd(p), value: true },
  { name: 'boolAnd with false', given: { p: [true, false] }, expression: () => boolAnd(p), value: false },
  { name: 'boolOr', given: { p: [false, null, true] }, expression: () => boolOr(p), value: true },
  { name: 'boolOr without values', given: { p: [null, null] }, expression: () => boolOr(p), value: null },
  { name: 'minBy takes NULL values', given: { n: [1n, 2n], s: [null, 'b'] }, expression: () => minBy(s, n), value: null },
  { name: 'maxBy', given: { n: [1n, 2n], s: ['a', 'b'] }, expression: () => maxBy(s, n), value: 'b' },
  { name: 'minBy of a pair has no tie', given: { n: [1n, 1n], s: ['b', 'a'] }, expression: () => minBy(s, sql`row(${n}, ${i})`), value: 'b' },
  { name: 'maxBy of a pair has no tie', given: { n: [1n, 1n], s: ['b', 'a'] }, expression: () => maxBy(s, sql`row(${n}, ${i})`), value: 'a' },
  { name: 'minBy leaves out an unknown order', given: { n: [null, 2n], s: ['a', 'b'] }, expression: () => minBy(s, n), value: 'b' },
  { name: 'stddevPop', given: { x: eight }, expression: () => stddevPop(x), value: 2, digits: 12 },
  { name: 'stddevSamp', given: { x: eight }, expression: () => stddevSamp(x), value: 2.138089935299395, digits: 12 },
  { name: 'stddevSamp of one is NULL', given: { x: [2] }, expression: () => stddevSamp(x), value: null },
  { name: 'stddevPop of one is 0', given: { x: [2] }, expression: () => stddevPop(x), value: 0, digits: 12 },
  { name: 'varPop', given: { x: eight }, expression: () => varPop(x), value: 4, digits: 12 },
  { name: 'varSamp', given: { x: eight }, expression: () => varSamp(x), value: 32 / 7, digits: 12 },
  { name: 'varSamp leaves NaN and Infinity out', given: { x: [...eight, nan, inf, null] }, expression: () => varSamp(x), value: 32 / 7, digits: 12 },
  { name: 'stddevSamp without values', given: none, expression: () => stddevSamp(x), value: null },
  { name: 'covarPop', given: { x: [1, 2, 3], y: [2, 4, 6] }, expression: () => covarPop(x, y), value: 4 / 3, digits: 12 },
  { name: 'covarSamp of finite pairs', given: { x: [1, 2, 3, nan, 5], y: [2, 4, 6, 1, null] }, expression: () => covarSamp(x, y), value: 2, digits: 12 },
  { name: 'corr', given: { x: [1, 2, 3], y: [2, 4, 6] }, expression: () => corr(x, y), value: 1, digits: 12 },
  { name: 'corr is not above 1', given: { x: [1, 1, 1, 2], y: [1, 1, 1, 2] }, expression: () => corr(x, y), value: 1 },
  { name: 'corr of a constant is NULL', given: { x: [1, 1, 1], y: [2, 4, 6] }, expression: () => corr(x, y), value: null },
  { name: 'corr without pairs', given: none, expression: () => corr(x, y), value: null },
  { name: 'median of an odd number', given: { x: [9, 1, 5, null] }, expression: () => median(x), value: 5 },
  { name: 'median of an even number', given: { x: [9, 1, 5, 2] }, expression: () => median(x), value: 3.5 },
  { name: 'median without values', given: none, expression: () => median(x), value: null },
  { name: 'quantile interpolates', given: { x: [10, 20, 30, 40, 50] }, expression: () => quantile(x, 0.3), value: 22 },
  { name: 'quantile of the ends', given: { x: [10, 20, nan] }, expression: () => sql`${quantile(x, 0)} * 100 + ${quantile(x, 1)}`, value: 1020 },
  { name: 'quantile of one value', given: { x: [7] }, expression: () => quantile(x, 0.95), value: 7 },
  { name: 'arrayAgg in order, NULL kept', given: { s: ['c', null, 'a'], n: [3n, 2n, 1n] }, expression: () => joinArray(sql<(string | null)[]>`${arrayAgg(sql<string>`coalesce(s, '-')`, n)}`, ','), value: 'a,-,c' },
  { name: 'elementAt', given: { s: ['a', 'b'] }, expression: () => elementAt(sql<string[]>`${arrayAgg(s, i)}`, sql.lit(2)), value: 'b' },
  { name: 'elementAt past the end', given: { s: ['a'] }, expression: () => elementAt(sql<string[]>`${arrayAgg(s, i)}`, sql.lit(2)), value: null },
  { name: 'cardinality', given: { s: ['a', null] }, expression: () => cardinality(sql<string[]>`${arrayAgg(s, i)}`), value: 2n },
  { name: 'series', given: {}, expression: () => cardinality(series(sql.lit(1), sql.lit(24))), value: 24n },
  { name: 'joinText leaves NULL out', given: { s: ['b', null, 'a'] }, expression: () => joinText(s, ',', s), value: 'a,b' },
  { name: 'joinText without values', given: none, expression: () => joinText(s, ',', s), value: null },
  { name: 'asInt64 of a sum', given: { n: [1n, 2n] }, expression: () => asInt64(eb.fn.sum(n)), value: 3n },
  { name: 'asInt64 of a sum beyond 2^53', given: { n: [9_007_199_254_740_992n, 1n] }, expression: () => asInt64(eb.fn.sum(n)), value: 9_007_199_254_740_993n },
  { name: 'filter (where ...)', given: { n: [1n] }, expression: () => eb.fn.countAll().filterWhere(sql<boolean>`n > 1`), refused: /countIf/ },
  { name: 'approx_percentile', given: { x: [1] }, expression: () => eb.fn.agg('approx_percentile', [x, sql.lit(0.5)]), refused: /aggregate approx_percentile/ },
  { name: 'skewness', given: { x: [1] }, expression: () => eb.fn.agg('skewness', [x]), refused: /aggregate skewness/ },
  ...['approx_distinct', 'approx_count_distinct', 'count_if', 'arbitrary', 'any_value', 'min_by', 'string_agg', 'listagg'].map((name) => ({
    name: `${name} of an engine`, given: { x: [1] }, expression: () => eb.fn.agg(name, [x]), refused: new RegExp(`aggregate ${name}`),
  })),
  ...['element_at', 'sequence', 'generate_series', 'array_join', 'transform', 'reduce', 'slice', 'list_extract'].map((name) => ({
    name: `${name} of an engine`, given: { x: [1] }, expression: () => eb.fn(name, [x]), refused: new RegExp(`function ${name}`),
  })),
  { name: 'a distinct portable aggregate', given: { x: [1] }, expression: () => sumDouble(x).distinct(), refused: /neither distinct/ },
  { name: 'a quantile beyond 1', given: { x: [1] }, expression: () => quantile(x, 1.5), refused: /from 0 to 1/ },
];

import { type Expression, sql } from 'kysely';
import { SqlCompileError } from '../sql/errors.ts';
import { call, callAggregate } from './call.ts';

// The last bits of a statistic of doubles depend on the order in which an engine meets the rows; they are not to be compared exactly.
type Double = Expression<number | null>;

/**
 * How many rows fulfil a condition; 0 without rows. `count(CASE WHEN p THEN 1 END)`.
 *
 * @example
 * eb => countIf(eb('close', '>', 100))
 */
export const countIf = (condition: Expression<unknown>) => callAggregate<bigint>('count_if', condition);

/**
 * Whether a condition holds in every row where it is known; NULL where it is known in none.
 *
 * @example
 * eb => boolAnd(eb.ref('is_complete'))
 */
export const boolAnd = (condition: Expression<unknown>) => callAggregate<boolean | null>('bool_and', condition);

/**
 * Whether a condition holds in any row; NULL where it is known in none.
 *
 * @example
 * eb => boolOr(eb.ref('adjusted'))
 */
export const boolOr = (condition: Expression<unknown>) => callAggregate<boolean | null>('bool_or', condition);

/**
 * The sum of integers as a 64-bit integer; an overflow is an error, NULL without values.
 *
 * @example
 * eb => sumInt64(eb.ref('trades'))
 */
export const sumInt64 = (value: Expression<unknown>) => call<bigint | null>('sum_int64', value);

/**
 * The sum as a double. Its last bits depend on the order of the rows: sum `asDecimal` where results are compared.
 *
 * @example
 * eb => sumDouble(eb.ref('volume'))
 */
export const sumDouble = (value: Expression<unknown>) => callAggregate<number | null>('sum_double', value);

/**
 * The mean as a double, of integers and decimals too (Trino's own mean of decimals is a decimal).
 *
 * @example
 * eb => avgDouble(eb.ref('trades'))
 */
export const avgDouble = (value: Expression<unknown>) => callAggregate<number | null>('avg_double', value);

/**
 * The smallest finite double: NaN, which only DuckDB compares, is left out.
 *
 * @example
 * eb => minFinite(eb.ref('low'))
 */
export const minFinite = (value: Double) => callAggregate<number | null>('min_finite', value);

/**
 * The largest finite double.
 *
 * @example
 * eb => maxFinite(eb.ref('high'))
 */
export const maxFinite = (value: Double) => callAggregate<number | null>('max_finite', value);

/**
 * The standard deviation of a whole population of finite doubles; NULL without any.
 *
 * @example
 * eb => stddevPop(eb.ref('log_return'))
 */
export const stddevPop = (value: Double) => callAggregate<number | null>('stddev_pop', value);

/**
 * The standard deviation of a sample of finite doubles (divided by n - 1); NULL for fewer than two.
 *
 * @example
 * eb => stddevSamp(eb.ref('log_return'))
 */
export const stddevSamp = (value: Double) => callAggregate<number | null>('stddev_samp', value);

/**
 * The variance of a whole population of finite doubles; NULL without any.
 *
 * @example
 * eb => varPop(eb.ref('log_return'))
 */
export const varPop = (value: Double) => callAggregate<number | null>('var_pop', value);

/**
 * The variance of a sample of finite doubles; NULL for fewer than two.
 *
 * @example
 * eb => varSamp(eb.ref('log_return'))
 */
export const varSamp = (value: Double) => callAggregate<number | null>('var_samp', value);

/**
 * The covariance of a whole population of pairs of finite doubles; NULL without any.
 *
 * @example
 * eb => covarPop(eb.ref('own_return'), eb.ref('index_return'))
 */
export const covarPop = (one: Double, other: Double) => callAggregate<number | null>('covar_pop', one, other);

/**
 * The covariance of a sample of pairs of finite doubles; NULL for fewer than two.
 *
 * @example
 * eb => covarSamp(eb.ref('own_return'), eb.ref('index_return'))
 */
export const covarSamp = (one: Double, other: Double) => callAggregate<number | null>('covar_samp', one, other);

/**
 * Pearson's correlation of pairs of finite doubles; NULL where one of them does not vary (NaN in DuckDB's own).
 *
 * @example
 * eb => corr(eb.ref('own_return'), eb.ref('index_return'))
 */
export const corr = (one: Double, other: Double) => call<number | null>('corr', one, other);

/**
 * The exact quantile of finite doubles, interpolated between the two nearest values (Hyndman and Fan's type 7); NULL without any.
 * DuckDB: `quantile_cont`; Athena, Trino, which have only an approximate one: two elements of the ordered array.
 *
 * @throws {SqlCompileError} for a share that is not 0 to 1.
 * @example
 * eb => quantile(eb.ref('hourly_var'), 0.95)
 */
export function quantile(value: Double, share: number) {
  if (!(share >= 0 && share <= 1)) throw new SqlCompileError(`A quantile is of a share from 0 to 1, not of ${share}.`);
  return call<number | null>('quantile', value, sql.raw(`${share}E0`));
}

/**
 * The middle of finite doubles: `quantile(value, 0.5)`.
 *
 * @example
 * eb => median(eb.ref('hourly_var'))
 */
export const median = (value: Double) => quantile(value, 0.5);

/**
 * The values of all rows, NULL too, in the order of others, ascending; NULL without rows.
 *
 * @example
 * eb => arrayAgg(eb.ref('close'), eb.ref('bar_start'))
 */
export const arrayAgg = <T>(value: Expression<T>, order: Expression<unknown>) =>
  callAggregate<T[] | null>('array_agg', value, order);

/**
 * Texts of all rows with a separator between them, in the order of others; NULL is left out.
 * DuckDB: `string_agg(x, ',' ORDER BY y)`; Athena, Trino: `listagg(x, ',') WITHIN GROUP (ORDER BY y)`.
 *
 * @example
 * eb => joinText(eb.ref('ticker'), ',', eb.ref('ticker'))
 */
export const joinText = (value: Expression<string | null>, separator: string, order: Expression<unknown>) =>
  call<string | null>('join_text', value, sql.lit(separator), order);

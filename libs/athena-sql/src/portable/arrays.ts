import type { Expression } from 'kysely';
import { sql } from 'kysely';
import { call } from './call.ts';

/**
 * The element at a position from 1; NULL past the end.
 * DuckDB: `list_extract(a, n)`; Athena, Trino: `element_at(a, n)` (their `a[n]` fails past the end).
 *
 * @example
 * eb => elementAt(eb.ref('closes'), sql.lit(1))
 */
export const elementAt = <T>(array: Expression<readonly T[]>, position: Expression<bigint | number>) =>
  call<T | null>('element_at', array, position);

/**
 * The number of elements.
 *
 * @example
 * eb => cardinality(eb.ref('closes'))
 */
export const cardinality = (array: Expression<readonly unknown[]>) => call<bigint>('cardinality', array);

/**
 * The texts of an array with a separator between them; NULL is left out.
 *
 * @example
 * eb => joinArray(eb.ref('tickers'), ', ')
 */
export const joinArray = (array: Expression<readonly (string | null)[]>, separator: string) =>
  call<string>('join_array', array, sql.lit(separator));

/**
 * The integers from one to another, both included; `unnest` makes rows of them.
 * DuckDB: `generate_series(a, b)`; Athena, Trino: `sequence(a, b)`, at most 10,000 elements.
 *
 * @example
 * sql`select n from unnest(${series(sql.lit(1), sql.lit(24))}) as t(n)`
 */
export const series = (from: Expression<bigint | number>, to: Expression<bigint | number>) =>
  call<bigint[]>('series', from, to);

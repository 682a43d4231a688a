import { type Expression, type RawBuilder, sql } from 'kysely';
import { SqlCompileError } from '../sql/errors.ts';
import { call } from './call.ts';

/** The rows that a window function sees. */
export interface WindowSpec {
  readonly partitionBy?: readonly Expression<unknown>[];
  /** Ascending by default; NULL last, explicit in the SQL. */
  readonly orderBy?: readonly (
    Expression<unknown> | { readonly value: Expression<unknown>; readonly descending: boolean }
  )[];
  /** Rows before and behind the present one, in order, or all of them; without it, all up to the present one and its peers. */
  readonly rows?: { readonly preceding: number | 'all'; readonly following: number | 'all' };
}

/** A window in SQL. */
export type Window = RawBuilder<unknown>;

/**
 * A window, for the functions of this file and for `over`. Row frames are counted, so that both engines see the same rows.
 *
 * Shows: `(partition by "ticker" order by "bar_start" asc nulls last rows between 19 preceding and current row)`
 *
 * @throws {SqlCompileError} for rows without an order, and for negative ones.
 * @example
 * eb => windowOf({ partitionBy: [eb.ref('ticker')], orderBy: [eb.ref('bar_start')], rows: { preceding: 19, following: 0 } })
 */
export function windowOf({ partitionBy = [], orderBy = [], rows }: WindowSpec): Window {
  if (rows !== undefined && orderBy.length === 0)
    throw new SqlCompileError('Rows before and behind need an order: give orderBy.');
  const parts: RawBuilder<unknown>[] = [];
  if (partitionBy.length > 0) parts.push(sql`partition by ${sql.join(partitionBy)}`);
  if (orderBy.length > 0) parts.push(sql`order by ${sql.join(orderBy.map(toOrder))}`);
  if (rows !== undefined)
    parts.push(
      sql.raw(`rows between ${toBound(rows.preceding, 'preceding')} and ${toBound(rows.following, 'following')}`),
    );
  return sql`(${sql.join(parts, sql` `)})`;
}

function toOrder(
  item: Expression<unknown> | { readonly value: Expression<unknown>; readonly descending: boolean },
): RawBuilder<unknown> {
  return 'value' in item
    ? sql`${item.value} ${sql.raw(item.descending ? 'desc' : 'asc')} nulls last`
    : sql`${item} asc nulls last`;
}

function toBound(rows: number | 'all', side: 'preceding' | 'following'): string {
  if (rows === 'all') return `unbounded ${side}`;
  if (!Number.isSafeInteger(rows) || rows < 0)
    throw new SqlCompileError(`A window has 0 or more rows ${side}, not ${rows}.`);
  return rows === 0 ? 'current row' : `${rows} ${side}`;
}

/**
 * An aggregate over a window: one of Kysely's (`eb.fn.sum`), or one of the portable ones that allow it by their type.
 *
 * @example
 * eb => over(stddevSamp(eb.ref('log_return')), window)
 */
export const over = <T>(aggregate: Expression<T>, window: Window) => sql<T>`${aggregate} over ${window}`;

/**
 * The number of a row in its window, from 1; rows with equal order are numbered arbitrarily.
 *
 * @example
 * rowNumber(windowOf({ orderBy: [sql.ref('bar_start')] }))
 */
export const rowNumber = (window: Window) => sql<bigint>`row_number() over ${window}`;

/**
 * The rank of a row: equal rows share one, and leave a gap behind.
 *
 * @example
 * rank(windowOf({ orderBy: [{ value: sql.ref('hourly_var'), descending: true }] }))
 */
export const rank = (window: Window) => sql<bigint>`rank() over ${window}`;

/**
 * The rank of a row without gaps.
 *
 * @example
 * denseRank(windowOf({ orderBy: [sql.ref('hourly_var')] }))
 */
export const denseRank = (window: Window) => sql<bigint>`dense_rank() over ${window}`;

/**
 * The share of rows with a lower rank, 0 to 1: (rank - 1) / (rows - 1).
 *
 * @example
 * percentRank(windowOf({ orderBy: [sql.ref('hourly_var')] }))
 */
export const percentRank = (window: Window) => sql<number>`percent_rank() over ${window}`;

/**
 * The value so many rows before; NULL where there is none.
 *
 * @example
 * eb => lag(eb.ref('close'), 1, window)
 */
export const lag = <T>(value: Expression<T>, rows: number, window: Window) =>
  sql<T | null>`lag(${value}, ${sql.lit(rows)}) over ${window}`;

/**
 * The value so many rows behind; NULL where there is none.
 *
 * @example
 * eb => lead(eb.ref('close'), 1, window)
 */
export const lead = <T>(value: Expression<T>, rows: number, window: Window) =>
  sql<T | null>`lead(${value}, ${sql.lit(rows)}) over ${window}`;

/**
 * The first value of the window, NULL too.
 *
 * @example
 * eb => firstValue(eb.ref('close'), window)
 */
export const firstValue = <T>(value: Expression<T>, window: Window) =>
  sql<T | null>`first_value(${value}) over ${window}`;

/**
 * The last value of the window, NULL too: give it rows, or it is the present one's last peer.
 *
 * @example
 * eb => lastValue(eb.ref('close'), window)
 */
export const lastValue = <T>(value: Expression<T>, window: Window) =>
  sql<T | null>`last_value(${value}) over ${window}`;

/**
 * The value so many known (not NULL) ones before.
 * DuckDB: `lag(x, n IGNORE NULLS) OVER w`; Athena, Trino: `lag(x, n) IGNORE NULLS OVER w`.
 *
 * @example
 * eb => lagKnown(eb.ref('close'), 1, window)
 */
export const lagKnown = <T>(value: Expression<T>, rows: number, window: Window) =>
  call<T | null>('lag_known', value, sql.lit(rows), window);

/**
 * The value so many known ones behind.
 *
 * @example
 * eb => leadKnown(eb.ref('close'), 1, window)
 */
export const leadKnown = <T>(value: Expression<T>, rows: number, window: Window) =>
  call<T | null>('lead_known', value, sql.lit(rows), window);

/**
 * The first known value of the window.
 *
 * @example
 * eb => firstKnown(eb.ref('close'), window)
 */
export const firstKnown = <T>(value: Expression<T>, window: Window) => call<T | null>('first_known', value, window);

/**
 * The last known value of the window: what was last seen.
 *
 * @example
 * eb => lastKnown(eb.ref('close'), window)
 */
export const lastKnown = <T>(value: Expression<T>, window: Window) => call<T | null>('last_known', value, window);

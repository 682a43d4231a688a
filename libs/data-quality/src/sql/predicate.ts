import { type RawBuilder, sql } from 'kysely';

/** An SQL condition on a row. It may be NULL, which counts as not met. */
export type Predicate = RawBuilder<boolean>;

/** True for every row; means "no filter". */
export const always: Predicate = sql<boolean>`TRUE`;

/**
 * Met where all conditions are met. SQL: `(a) AND (b)`.
 *
 * @example
 * allOf([isNotNull(column), filter]);
 */
export function allOf(predicates: readonly Predicate[]): Predicate {
  const [first, ...rest] = predicates.filter((predicate) => predicate !== always);
  if (first === undefined) return always;
  return rest.length === 0 ? first : sql<boolean>`${sql.join([first, ...rest].map(inParentheses), sql` AND `)}`;
}

/**
 * Met where any condition is met. SQL: `(a) OR (b)`.
 *
 * @example
 * anyOf([sql`${column} = 1`, isNull(column)]);
 */
export function anyOf(predicates: readonly [Predicate, ...Predicate[]]): Predicate {
  return predicates.length === 1 ? predicates[0] : sql<boolean>`${sql.join(predicates.map(inParentheses), sql` OR `)}`;
}

/** Met where the condition is false or NULL: `NOT` alone would lose the rows whose condition is NULL. */
export const unmet = (predicate: Predicate): Predicate => sql<boolean>`NOT COALESCE(${predicate}, FALSE)`;

/** SQL: `x IS NULL`. */
export const isNull = (value: RawBuilder<unknown>): Predicate => sql<boolean>`${value} IS NULL`;
/** SQL: `x IS NOT NULL`. */
export const isNotNull = (value: RawBuilder<unknown>): Predicate => sql<boolean>`${value} IS NOT NULL`;

const inParentheses = (predicate: Predicate) => sql<boolean>`(${predicate})`;

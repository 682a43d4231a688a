import { type RawBuilder, sql } from 'kysely';
import type { Comparison, DateCondition, NumberCondition } from '../../dqdl/ast.ts';
import { PlanError } from '../plan-error.ts';
import { allOf, anyOf, isNotNull, isNull, type Predicate } from '../../sql/predicate.ts';

/** A value compared with literals of its type; `null` among them is NULL. */
export interface ValueComparison {
  readonly op: Exclude<Comparison, 'matches' | 'not matches'>;
  readonly value: RawBuilder<unknown>;
  readonly literals: readonly (RawBuilder<unknown> | null)[];
  /** Added to comparisons of order, since engines sort NaN differently. */
  readonly isOrdered?: Predicate;
}

/**
 * @throws {PlanError} for an order against NULL, which no value meets; AWS's parser takes it.
 *
 * @example
 * requireComparable(condition); // throws for `> NULL`
 */
export function requireComparable({ op, operands }: NumberCondition | DateCondition): void {
  const none = operands.find(({ kind }) => kind === 'null');
  if (none === undefined || op === '=' || op === '!=' || op === 'in' || op === 'not in') return;
  throw new PlanError(`Nothing is ${op} NULL: compare with =, !=, in or not in.`, none.at);
}

const symbols = { '>': sql.raw('>'), '>=': sql.raw('>='), '<': sql.raw('<'), '<=': sql.raw('<=') } as const;

/**
 * The condition that a row's value meets. NULL meets no condition, except `!=`, `not in` and those that name NULL.
 * `between` leaves both ends out.
 *
 * @example
 * compareValue({ op: 'not in', value, literals: [sql`1`, sql`2`] }); // (value NOT IN (1, 2)) OR (value IS NULL)
 */
export function compareValue({ op, value, literals, isOrdered }: ValueComparison): Predicate {
  const [first, second] = literals.filter((literal) => literal !== null);
  switch (op) {
    case '=':
    case 'in':
      return isOneOf(value, literals);
    case '!=':
    case 'not in':
      return isNoneOf(value, literals);
    case 'between':
      return sql<boolean>`${value} > ${first} AND ${value} < ${second}`;
    case 'not between':
      return ordered(sql<boolean>`${value} <= ${first} OR ${value} >= ${second}`, isOrdered);
    default:
      return ordered(sql<boolean>`${value} ${symbols[op]} ${first}`, isOrdered);
  }
}

const ordered = (predicate: Predicate, isOrdered: Predicate | undefined) =>
  isOrdered === undefined ? predicate : allOf([predicate, isOrdered]);

function isOneOf(value: RawBuilder<unknown>, literals: ValueComparison['literals']): Predicate {
  const present = literals.filter((literal) => literal !== null);
  const equal = sql<boolean>`${value} IN (${sql.join(present)})`;
  if (present.length === literals.length) return equal;
  return present.length === 0 ? isNull(value) : anyOf([equal, isNull(value)]);
}

function isNoneOf(value: RawBuilder<unknown>, literals: ValueComparison['literals']): Predicate {
  const present = literals.filter((literal) => literal !== null);
  const different = sql<boolean>`${value} NOT IN (${sql.join(present)})`;
  if (present.length === literals.length) return anyOf([different, isNull(value)]);
  return present.length === 0 ? isNotNull(value) : different;
}

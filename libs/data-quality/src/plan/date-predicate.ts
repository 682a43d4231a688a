import { type RawBuilder, sql } from 'kysely';
import type { DateCondition, DateOperand, DurationUnit } from '../dqdl/ast.ts';
import type { Predicate } from '../sql/predicate.ts';
import type { Column } from './plan-context.ts';
import { PlanError } from './plan-error.ts';
import { compareValue } from './value-predicates.ts';

const msPer: Record<DurationUnit, number> = { days: 86_400_000, hours: 3_600_000, minutes: 60_000 };

/**
 * Milliseconds of a duration.
 *
 * @example
 * durationMs('3', 'hours'); // 10800000
 */
export const durationMs = (amount: string, unit: DurationUnit): number => Number(amount) * msPer[unit];

/**
 * A moment that lies `ms` away from another.
 *
 * @throws {PlanError} where that is out of the range of dates.
 * @example
 * shift(new Date('2026-05-29T21:00:00Z'), -3_600_000, at); // 20:00
 */
export function shift(instant: Date, ms: number, at: PlanError['at']): Date {
  const moved = new Date(instant.getTime() + ms);
  if (Number.isNaN(moved.getTime())) throw new PlanError('The moment in the condition is out of range.', at);
  return moved;
}

/**
 * The condition on a date or a moment in a row. A date counts as its midnight in UTC, also `now()` against a date column.
 *
 * @throws {PlanError} for times of day.
 * @example
 * datePredicate(condition, column, now); // "trading_date" > DATE '2026-05-28'
 */
export function datePredicate(condition: DateCondition, column: Column, now: Date): Predicate {
  const { op, operands } = condition;
  if (op === 'matches' || op === 'not matches') throw new PlanError(`${op} compares texts.`, condition.at);
  const isByDay = column.type === 'date' && operands.every((operand) => operand.kind === 'date' || operand.kind === 'null');
  const literals = operands.map((operand) => (operand.kind === 'null' ? null : isByDay ? dayLiteral(operand) : sql`${instantOf(operand, now)}`));
  return compareValue({ op, value: isByDay ? column.sql : momentOf(column), literals });
}

/**
 * The column as a timestamp.
 *
 * @example
 * momentOf(tradingDate); // CAST("trading_date" AS TIMESTAMP)
 */
export function momentOf(column: Column): RawBuilder<unknown> {
  return column.type === 'date' ? sql`CAST(${column.sql} AS TIMESTAMP)` : column.sql;
}

function dayLiteral(operand: DateOperand): RawBuilder<unknown> {
  if (operand.kind !== 'date') throw new PlanError('Here stands a day.', operand.at);
  return sql`DATE ${operand.text}`;
}

function instantOf(operand: DateOperand, now: Date): Date {
  switch (operand.kind) {
    case 'date':
      return new Date(`${operand.text}T00:00:00Z`);
    case 'now':
      return now;
    case 'now-offset':
      return shift(now, (operand.sign === '-' ? -1 : 1) * durationMs(operand.amount, operand.unit), operand.at);
    case 'time':
    case 'null':
      throw new PlanError('Comparing with a time of day is not supported yet: compare with a date or with (now() - 3 hours).', operand.at);
  }
}

import { type RawBuilder, sql } from 'kysely';
import { dateText } from '../../dqdl/date-text.ts';
import type { DateCondition, DateOperand, DurationUnit } from '../../dqdl/ast.ts';
import type { Predicate } from '../../sql/predicate.ts';
import type { Column } from '../plan-context.ts';
import { PlanError } from '../plan-error.ts';
import { compareValue, requireComparable } from './value-predicates.ts';

const msPer: Record<DurationUnit, number> = { days: 86_400_000, hours: 3_600_000, minutes: 60_000 };

const firstMs = Date.parse('0001-01-01T00:00:00Z');
const endMs = Date.parse('9999-12-31T00:00:00Z') + msPer.days;

/**
 * Milliseconds of a duration.
 *
 * @example
 * durationMs('3', 'hours'); // 10800000
 */
export const durationMs = (amount: string, unit: DurationUnit): number => Number(amount) * msPer[unit];

/**
 * An instant shifted by `ms`.
 *
 * @throws {PlanError} where that is out of the range of dates.
 * @example
 * shift(new Date('2026-05-29T21:00:00Z'), -3_600_000, at); // 20:00
 */
export function shift(instant: Date, ms: number, at: PlanError['at']): Date {
  const moved = new Date(instant.getTime() + ms);
  // NaN is not in the range either.
  if (!(moved.getTime() >= firstMs && moved.getTime() < endMs))
    throw new PlanError('The moment in the condition is out of range: dates have the years 1 to 9999.', at);
  return moved;
}

/**
 * The condition on a date or a moment in a row, as a person reads it. Days are compared where either side is one: of a
 * moment against `"2026-05-28"` its day in UTC counts, of `now()` against a date column the day of now. Moments are compared
 * where both sides are moments.
 *
 * @throws {PlanError} for times of day.
 * @example
 * datePredicate(condition, column, now); // CAST("bar_start" AS DATE) > DATE '2026-05-28'
 */
export function datePredicate(condition: DateCondition, column: Column, now: Date): Predicate {
  const { op, operands } = condition;
  if (op === 'matches' || op === 'not matches') throw new PlanError(`${op} compares texts.`, condition.at);
  requireComparable(condition);
  const isByDay =
    column.type === 'date' || operands.every((operand) => operand.kind === 'date' || operand.kind === 'null');
  const literals = operands.map((operand) =>
    operand.kind === 'null' ? null : isByDay ? dayLiteral(operand, now) : sql`${instantOf(operand, now)}`,
  );
  return compareValue({
    op,
    value: isByDay && column.type !== 'date' ? sql`CAST(${column.sql} AS DATE)` : column.sql,
    literals,
  });
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

const dayLiteral = (operand: DateOperand, now: Date): RawBuilder<unknown> =>
  sql`DATE ${instantOf(operand, now).toISOString().slice(0, 10)}`;

function instantOf(operand: DateOperand, now: Date): Date {
  switch (operand.kind) {
    case 'date':
      if (dateText(operand.text) !== 'date') throw new PlanError(`There is no day ${operand.text}.`, operand.at);
      return new Date(`${operand.text}T00:00:00Z`);
    case 'now':
      return now;
    case 'now-offset':
      return shift(now, (operand.sign === '-' ? -1 : 1) * durationMs(operand.amount, operand.unit), operand.at);
    case 'time':
    case 'null':
      throw new PlanError(
        'Comparing with a time of day is not supported yet: compare with a date or with (now() - 3 hours).',
        operand.at,
      );
  }
}

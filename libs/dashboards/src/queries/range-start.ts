import { type RawBuilder, sql } from 'kysely';

/**
 * The start of the time range, or the given number of days before it, as an SQL expression.
 *
 * @example
 * sql`bar_start >= ${rangeStart(60)}`; // bar_start >= $__timeFrom() - interval '60' day
 */
export const rangeStart = (daysBefore = 0): RawBuilder<Date> =>
  daysBefore === 0 ? sql`$__timeFrom()` : sql`$__timeFrom() - interval ${sql.lit(String(daysBefore))} day`;

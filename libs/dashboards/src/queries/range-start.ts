import { type RawBuilder, sql } from 'kysely';

/**
 * The start of the time range, or so many days before it, as queries compare times with it.
 *
 * @example
 * sql`bar_start >= ${rangeStart(60)}`; // bar_start >= $__timeFrom() - interval '60' day
 */
export const rangeStart = (daysBefore = 0): RawBuilder<Date> => (daysBefore === 0 ? sql`$__timeFrom()` : sql`$__timeFrom() - interval ${sql.lit(String(daysBefore))} day`);

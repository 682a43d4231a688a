import { utc } from '@tickerlake/athena-sql';
import { sql } from 'kysely';

/**
 * A timestamp column to the millisecond: the plugin reads no finer one.
 *
 * Shows: `cast("started_at" as timestamp(3))`, in UTC
 *
 * @example
 * db.selectFrom('runs').select(milliseconds('started_at').as('time'));
 */
export function milliseconds(column: string) {
  return utc(sql<Date>`cast(${sql.ref(column)} as timestamp(3))`);
}

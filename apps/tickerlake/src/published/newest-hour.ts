import type { Tables } from '@tickerlake/record-schema';
import type { QueryCreator } from 'kysely';

/**
 * The start of the newest hour that is published, of regular hours and of crypto: what tables and charts show, so no post-market hour.
 *
 * Columns: `newest`, NULL when there is none.
 *
 * @example
 * const { newest } = await newestHour(db).executeTakeFirstOrThrow(); // 2026-05-29T19:30:00.000Z
 */
export function newestHour(db: QueryCreator<Tables>) {
  return db
    .selectFrom('hourly_volatility')
    .where('session', 'in', ['regular', 'continuous'])
    .select((eb) => eb.fn.max('bar_start').as('newest'));
}

import { type Expression, sql } from 'kysely';

/**
 * The calendar id of a ticker in SQL, the same as `calendarIdOf`: crypto (`X:`) and currencies (`C:`) trade around the clock.
 *
 * @example
 * eb => calendarOf(eb.ref('ticker'))
 */
export const calendarOf = (ticker: Expression<string>) =>
  sql<string>`case when substr(${ticker}, 1, 2) in ('X:', 'C:') then '24/7' else 'XNYS' end`;

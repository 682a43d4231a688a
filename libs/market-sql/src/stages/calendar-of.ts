import { type Expression, sql } from 'kysely';

/**
 * The calendar id of a ticker in SQL, the same as `calendarIdOf`: crypto (`X:`) trades around the clock, currencies (`C:`) five days a week.
 *
 * @example
 * eb => calendarOf(eb.ref('ticker'))
 */
export const calendarOf = (ticker: Expression<string>) =>
  sql<string>`case substr(${ticker}, 1, 2) when 'X:' then '24/7' when 'C:' then '24/5' else 'XNYS' end`;

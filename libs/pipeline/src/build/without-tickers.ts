import { toLiteral } from '@tickerlake/athena-sql';
import { type RawBuilder, sql } from 'kysely';

/**
 * The SQL condition for rows of other tickers than those that are left out; always true when none is.
 *
 * @example
 * withoutText(['META']); // "ticker not in ('META')"
 */
export const withoutText = (tickers: readonly string[] = []): string =>
  tickers.length === 0 ? '1 = 1' : `ticker not in (${tickers.map(toLiteral).join(', ')})`;

/**
 * The same for Kysely.
 *
 * @example
 * sql`select * from bars where ${isOfOthers(['META'])}`;
 */
export const isOfOthers = (tickers?: readonly string[]): RawBuilder<boolean> => sql.raw(withoutText(tickers));

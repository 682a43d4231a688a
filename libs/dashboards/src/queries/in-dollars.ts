import { sql, type SqlBool } from 'kysely';

/**
 * Whether a ticker is a stock or a fund, whose dollars share an axis: an index has points, and the prices of crypto are of another size.
 *
 * Shows: `"r"."ticker" not like '%:%'`
 *
 * @example
 * hoursInRange().where(inDollars('ticker'));
 */
export const inDollars = (ticker: string) => sql<SqlBool>`${sql.ref(ticker)} not like '%:%'`;

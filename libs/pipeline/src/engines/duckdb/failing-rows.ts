import { quoteIdentifier, toLiteral } from '@tickerlake/athena-sql';
import { engineType, type Table } from '@tickerlake/record-schema';
import { type RawBuilder, sql } from 'kysely';
import type { Month } from '../../values/month.ts';

/**
 * A row for each day of a lost month, which fails as soon as one passes the query's own filters of `trading_date`: a query of other
 * months never meets it. Without months, one row. Every other column fails, too: a constant would let the engine drop the rows by a
 * filter of that column, silently.
 *
 * @param month `null` for a table without months.
 * @example
 * failingRows(barsTable, '2026-05', 'The bars of 2026-05 are lost.');
 */
export function failingRows(table: Table, month: Month | null, message: string): RawBuilder<unknown> {
  const hasDays = month !== null && table.columns.some(({ name }) => name === 'trading_date');
  const failure = `error(${toLiteral(message)} || left(cast(lost_day as varchar), 0))`;
  const columns = table.columns.map((column) => {
    const type = engineType(column, 'duckdb');
    return `${hasDays && column.name === 'trading_date' ? `cast(lost_day as ${type})` : `cast(${failure} as ${type})`} as ${quoteIdentifier(column.name)}`;
  });
  const days = hasDays
    ? `select cast(day as date) as lost_day from generate_series(date '${month}-01', last_day(date '${month}-01'), interval 1 day) as days(day)`
    : 'select current_date as lost_day';
  return sql.raw(`select ${columns.join(', ')} from (${days}) where ${failure} is null`);
}

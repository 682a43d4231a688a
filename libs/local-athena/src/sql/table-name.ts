import { RefusedStatement } from './refused-statement.ts';
import type { TokenReader } from './token-reader.ts';

/** A table name in a statement; without a database, the query's database applies. */
export interface TableName {
  readonly database: string | null;
  readonly table: string;
}

/**
 * Reads `table`, `database.table` or `AwsDataCatalog.database.table`, however quoted.
 *
 * @throws {RefusedStatement} for another catalogue.
 * @example
 * readTableName(createTokenReader('`lake`.`bars`')); // { database: 'lake', table: 'bars' }
 */
export function readTableName(reader: TokenReader): TableName {
  const parts = [reader.name()];
  while (reader.take('.')) parts.push(reader.name());
  const [table = '', database = null, catalog = 'awsdatacatalog'] = parts.reverse();
  if (catalog !== 'awsdatacatalog' || parts.length > 3)
    throw new RefusedStatement(`Catalog ${catalog} does not exist here: AwsDataCatalog is the only one.`);
  return { database, table };
}

/**
 * A name quoted for Trino.
 *
 * @example
 * quoteName('bars$snapshots'); // '"bars$snapshots"'
 */
export const quoteName = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/**
 * A text as a string literal.
 *
 * @example
 * quoteText("it's"); // "'it''s'"
 */
export const quoteText = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/**
 * Normalizes the name of a database or table in a call: lower case, without the backticks that some clients add.
 *
 * @example
 * bareName('`Lake`'); // 'lake'
 */
export const bareName = (name: string): string => name.replace(/^`(.*)`$/, '$1').toLowerCase();

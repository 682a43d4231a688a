import { parseColumn, parseProperty } from './parse-create.ts';
import { RefusedStatement } from './refused-statement.ts';
import type { Statement } from './statement.ts';
import { readTableName } from './table-name.ts';
import type { TokenReader } from './token-reader.ts';

/**
 * Parses what follows ALTER TABLE. `EXECUTE`, `RENAME` and others are Trino's, not Athena's.
 *
 * @throws {RefusedStatement} for the rest.
 * @example
 * parseAlter(readerBehindAlterTable).kind; // 'add-columns'
 */
export function parseAlter(reader: TokenReader): Statement {
  const table = readTableName(reader);
  if (reader.take('ADD', 'COLUMNS')) {
    const columns = reader.list().map(parseColumn);
    reader.end();
    return { kind: 'add-columns', table, columns };
  }
  if (reader.take('DROP', 'COLUMN')) {
    const column = reader.name();
    reader.end();
    return { kind: 'drop-column', table, column };
  }
  if (reader.take('SET', 'TBLPROPERTIES')) {
    const properties = reader.list().map(parseProperty);
    reader.end();
    return { kind: 'set-properties', table, properties };
  }
  if (
    reader.take('ADD', 'PARTITION') ||
    reader.take('ADD', 'IF', 'NOT', 'EXISTS', 'PARTITION') ||
    reader.take('DROP', 'PARTITION') ||
    reader.take('DROP', 'IF', 'EXISTS', 'PARTITION')
  ) {
    throw new RefusedStatement(
      'ALTER TABLE with PARTITION works on Athena, not on this stand-in: use BatchCreatePartition or BatchDeletePartition of Glue, which work on both.',
    );
  }
  throw new RefusedStatement('Queries of this type are not supported');
}

import { RefusedStatement } from './refused-statement.ts';
import type { Statement } from './statement.ts';
import { readTableName } from './table-name.ts';
import type { TokenReader } from './token-reader.ts';

/**
 * Parses what follows SHOW.
 *
 * @throws {RefusedStatement} for what Athena cannot show.
 * @example
 * parseShow(readerBehindShow); // { kind: 'show', what: 'TABLES', database: 'lake', pattern: null }
 */
export function parseShow(reader: TokenReader): Statement {
  for (const [words, what] of lists) {
    if (reader.take(...words)) return parseList(reader, what);
  }
  for (const what of ['TABLE', 'VIEW'] as const) {
    if (reader.take('CREATE', what)) return ended(reader, { kind: 'show-create', what, table: readTableName(reader) });
  }
  if (reader.take('PARTITIONS')) return ended(reader, { kind: 'show-partitions', table: readTableName(reader) });
  if (reader.take('TBLPROPERTIES'))
    return ended(reader, { kind: 'describe', what: 'TBLPROPERTIES', table: readTableName(reader) });
  if (reader.take('COLUMNS')) {
    if (!reader.take('IN')) reader.need('FROM');
    const { database, table } = readTableName(reader);
    const inDatabase = reader.take('IN') || reader.take('FROM') ? reader.name() : database;
    return ended(reader, { kind: 'describe', what: 'COLUMNS', table: { database: inDatabase, table } });
  }
  throw new RefusedStatement('Queries of this type are not supported');
}

const lists = [
  [['DATABASES'], 'DATABASES'],
  [['SCHEMAS'], 'DATABASES'],
  [['TABLES'], 'TABLES'],
  [['VIEWS'], 'VIEWS'],
] as const;

function parseList(reader: TokenReader, what: 'DATABASES' | 'TABLES' | 'VIEWS'): Statement {
  const database = what !== 'DATABASES' && (reader.take('IN') || reader.take('FROM')) ? reader.name() : null;
  reader.take('LIKE');
  const pattern = reader.isAtEnd() ? null : reader.string();
  return ended(reader, { kind: 'show', what, database, pattern });
}

/**
 * Parses what follows DESCRIBE.
 *
 * @throws {RefusedStatement} for anything but a table.
 * @example
 * parseDescribe(readerBehindDescribe); // { kind: 'describe', what: 'DESCRIBE', table: { database: null, table: 'bars' } }
 */
export function parseDescribe(reader: TokenReader): Statement {
  if (!reader.take('FORMATTED')) reader.take('EXTENDED');
  return ended(reader, { kind: 'describe', what: 'DESCRIBE', table: readTableName(reader) });
}

function ended(reader: TokenReader, statement: Statement): Statement {
  reader.end();
  return statement;
}

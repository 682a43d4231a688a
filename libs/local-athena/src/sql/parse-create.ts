import { RefusedStatement } from './refused-statement.ts';
import type { HiveColumn, Property, Statement } from './statement.ts';
import { readTableName, type TableName } from './table-name.ts';
import { createTokenReader, type TokenReader } from './token-reader.ts';

/**
 * Parses what follows CREATE: a view, a database, a table from a query, an Iceberg table.
 *
 * @throws {RefusedStatement} for the rest, which Athena or this stand-in does not support.
 * @example
 * parseCreate(readerBehindCreate, 'CREATE VIEW v AS SELECT 1').kind; // 'create-view'
 */
export function parseCreate(reader: TokenReader, whole: string): Statement {
  if (reader.take('VIEW') || reader.take('OR', 'REPLACE', 'VIEW')) return { kind: 'create-view', sql: whole };
  if (reader.take('DATABASE') || reader.take('SCHEMA')) return parseCreateDatabase(reader);
  if (reader.take('EXTERNAL', 'TABLE')) {
    throw new RefusedStatement(
      'CREATE EXTERNAL TABLE works on Athena, not on this stand-in: declare the table with CreateTable of Glue, which works on both.',
    );
  }
  if (!reader.take('TABLE')) throw new RefusedStatement('Queries of this type are not supported');
  const ifNotExists = reader.take('IF', 'NOT', 'EXISTS');
  const table = readTableName(reader);
  if (reader.take('AS')) return { kind: 'create-table-as', table, ifNotExists, properties: [], query: reader.rest() };
  if (!reader.take('WITH')) return parseIcebergTable(reader, table, ifNotExists);
  const properties = reader.list().map(parseProperty);
  reader.need('AS');
  return { kind: 'create-table-as', table, ifNotExists, properties, query: reader.rest() };
}

function parseCreateDatabase(reader: TokenReader): Statement {
  const ifNotExists = reader.take('IF', 'NOT', 'EXISTS');
  const database = reader.name();
  if (reader.take('COMMENT')) reader.string();
  const location = reader.take('LOCATION') ? reader.string() : null;
  if (reader.take('WITH', 'DBPROPERTIES')) reader.list();
  reader.end();
  return { kind: 'create-database', database, ifNotExists, location };
}

function parseIcebergTable(reader: TokenReader, table: TableName, ifNotExists: boolean): Statement {
  const columns = reader.list().map(parseColumn);
  if (reader.take('COMMENT')) reader.string();
  const partitioning = reader.take('PARTITIONED', 'BY') ? reader.list() : [];
  const location = reader.take('LOCATION') ? reader.string() : null;
  const properties = reader.take('TBLPROPERTIES') ? reader.list().map(parseProperty) : [];
  reader.end();
  const isIceberg = properties.some(({ name, value }) => name === 'table_type' && /^'iceberg'$/i.test(value));
  if (!isIceberg)
    throw new RefusedStatement(
      "line 1:8: mismatched input 'TABLE'. Expecting: EXTERNAL, unless TBLPROPERTIES say 'table_type'='ICEBERG'",
    );
  if (location === null) throw new RefusedStatement('An Iceberg table needs a LOCATION.');
  return { kind: 'create-table', table, ifNotExists, columns, partitioning, location, properties };
}

/**
 * Reads a column of Athena's DDL: `price double COMMENT 'in dollars'`.
 *
 * @throws {RefusedStatement} when it has no type.
 * @example
 * parseColumn('`at` timestamp'); // { name: 'at', type: 'timestamp', comment: null }
 */
export function parseColumn(text: string): HiveColumn {
  const reader = createTokenReader(text);
  const name = reader.name();
  const typeAndComment = reader.rest();
  reader.name();
  while (!reader.isAtEnd() && !reader.take('COMMENT')) skipOne(reader);
  const commentLength = reader.rest().length;
  const comment = reader.isAtEnd() ? null : reader.string();
  const type =
    comment === null
      ? typeAndComment
      : typeAndComment.slice(0, typeAndComment.length - commentLength).replace(/\s*comment\s*$/i, '');
  return { name, type, comment };
}

function skipOne(reader: TokenReader): void {
  const symbol = ['<', '>', '(', ')', ',', ':'].some((mark) => reader.take(mark));
  if (symbol) return;
  if (/^\d/.test(reader.rest())) reader.number();
  else reader.name();
}

/**
 * Reads `name = value` of a list of properties; the name may be a string.
 *
 * @throws {RefusedStatement} without a value.
 * @example
 * parseProperty("format = 'PARQUET'"); // { name: 'format', value: "'PARQUET'" }
 */
export function parseProperty(text: string): Property {
  const reader = createTokenReader(text);
  const name = text.trim().startsWith("'") ? reader.string() : reader.name();
  reader.need('=');
  if (reader.isAtEnd()) reader.string();
  return { name: name.toLowerCase(), value: reader.rest() };
}

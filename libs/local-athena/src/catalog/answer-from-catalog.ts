import { EngineFailure } from '../engine/engine-failure.ts';
import type { Statement } from '../sql/statement.ts';
import type { CatalogTable, MetadataCatalog } from './metadata-catalog.ts';

/** A result with one or more text columns. */
export interface TextResult {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/**
 * SHOW DATABASES, TABLES, VIEWS, COLUMNS, TBLPROPERTIES and DESCRIBE, in Athena's format: one text per line, the parts
 * of DESCRIBE padded to 20 characters and separated by tabs, partition columns repeated at the end.
 *
 * @throws {EngineFailure} when the database or table does not exist.
 * @example
 * await answerFromCatalog({ kind: 'show', what: 'TABLES', database: 'lake', pattern: null }, 'default', catalog);
 */
export async function answerFromCatalog(
  statement: Extract<Statement, { kind: 'show' | 'describe' }>,
  database: string,
  catalog: MetadataCatalog,
): Promise<TextResult> {
  if (statement.kind === 'show') return show(statement, statement.database ?? database, catalog);
  const name = { database: statement.table.database ?? database, table: statement.table.table };
  const table = await catalog.table(name.database, name.table);
  if (table === null)
    throw new EngineFailure('TABLE_NOT_FOUND', 'USER_ERROR', `Table not found ${name.database}.${name.table}`);
  if (statement.what === 'COLUMNS')
    return {
      columns: ['field'],
      rows: [...table.columns, ...table.partitionKeys].map((column) => [column.name.padEnd(20)]),
    };
  if (statement.what === 'TBLPROPERTIES')
    return {
      columns: ['prpt_name'],
      rows: Object.entries(table.parameters).map(([key, value]) => [`${key}\t${value}`]),
    };
  return { columns: ['col_name', 'data_type', 'comment'], rows: describe(table) };
}

async function show(
  statement: Extract<Statement, { kind: 'show' }>,
  database: string,
  catalog: MetadataCatalog,
): Promise<TextResult> {
  const isWanted = toFilter(statement.pattern);
  const toRows = (names: readonly string[]) => names.filter(isWanted).map((name) => [name]);
  if (statement.what === 'DATABASES')
    return { columns: ['database_name'], rows: toRows((await catalog.databases()).map(({ name }) => name)) };
  const tables = await catalog.tables(database);
  if (tables === null)
    throw new EngineFailure(
      'SCHEMA_NOT_FOUND',
      'USER_ERROR',
      `Database ${database} not found. Please check your query.`,
    );
  if (statement.what === 'TABLES') return { columns: ['tab_name'], rows: toRows(tables.map(({ name }) => name)) };
  return {
    columns: ['views'],
    rows: toRows(tables.filter(({ type }) => type === 'VIRTUAL_VIEW').map(({ name }) => name)),
  };
}

function describe(table: CatalogTable): string[][] {
  const toLine = ({ name, type, comment }: CatalogTable['columns'][number]) => [
    [name, type, comment ?? ''].map((part) => part.padEnd(20)).join('\t'),
  ];
  const all = [...table.columns, ...table.partitionKeys].map(toLine);
  if (table.partitionKeys.length === 0) return all;
  return [
    ...all,
    ['\t \t '],
    ['# Partition Information\t \t '],
    [['# col_name', 'data_type', 'comment'].map((part) => part.padEnd(20)).join('\t')],
    ['\t \t '],
    ...table.partitionKeys.map(toLine),
  ];
}

/** Hive's pattern: `*` for any text, `|` between alternatives. */
function toFilter(pattern: string | null): (name: string) => boolean {
  if (pattern === null) return () => true;
  const escaped = pattern.replaceAll(/[.+?^${}()[\]\\]/g, '\\$&').replaceAll('*', '.*');
  const expression = new RegExp(`^(?:${escaped})$`, 'i');
  return (name) => expression.test(name);
}

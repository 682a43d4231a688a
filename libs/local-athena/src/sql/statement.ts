import type { TableName } from './table-name.ts';

/** A property of a table, its value as written (`'PARQUET'`, `ARRAY['month(t)']`). */
export interface Property {
  readonly name: string;
  readonly value: string;
}

/** A column of Athena's DDL with its Hive type. */
export interface HiveColumn {
  readonly name: string;
  readonly type: string;
  readonly comment: string | null;
}

/** A statement that Athena accepts, parsed as far as needed to rewrite or answer it here. */
export type Statement =
  | { readonly kind: 'query'; readonly sql: string }
  | { readonly kind: 'explain'; readonly sql: string }
  | { readonly kind: 'insert'; readonly sql: string }
  | {
      readonly kind: 'change-rows';
      readonly verb: 'DELETE' | 'UPDATE' | 'MERGE';
      readonly table: TableName;
      readonly sql: string;
    }
  | {
      readonly kind: 'create-table-as';
      readonly table: TableName;
      readonly ifNotExists: boolean;
      readonly properties: readonly Property[];
      readonly query: string;
    }
  | {
      readonly kind: 'create-table';
      readonly table: TableName;
      readonly ifNotExists: boolean;
      readonly columns: readonly HiveColumn[];
      readonly partitioning: readonly string[];
      readonly location: string;
      readonly properties: readonly Property[];
    }
  | { readonly kind: 'create-view'; readonly sql: string }
  | {
      readonly kind: 'unload';
      readonly query: string;
      readonly location: string;
      readonly properties: readonly Property[];
    }
  | {
      readonly kind: 'create-database';
      readonly database: string;
      readonly ifNotExists: boolean;
      readonly location: string | null;
    }
  | { readonly kind: 'drop-database'; readonly database: string; readonly ifExists: boolean; readonly cascade: boolean }
  | { readonly kind: 'drop'; readonly what: 'TABLE' | 'VIEW'; readonly table: TableName; readonly ifExists: boolean }
  | { readonly kind: 'add-columns'; readonly table: TableName; readonly columns: readonly HiveColumn[] }
  | { readonly kind: 'drop-column'; readonly table: TableName; readonly column: string }
  | { readonly kind: 'set-properties'; readonly table: TableName; readonly properties: readonly Property[] }
  | { readonly kind: 'repair'; readonly table: TableName }
  | { readonly kind: 'optimize'; readonly table: TableName; readonly where: string | null }
  | { readonly kind: 'vacuum'; readonly table: TableName }
  | { readonly kind: 'show-partitions'; readonly table: TableName }
  | { readonly kind: 'show-create'; readonly what: 'TABLE' | 'VIEW'; readonly table: TableName }
  | {
      readonly kind: 'show';
      readonly what: 'DATABASES' | 'TABLES' | 'VIEWS';
      readonly database: string | null;
      readonly pattern: string | null;
    }
  | { readonly kind: 'describe'; readonly what: 'DESCRIBE' | 'COLUMNS' | 'TBLPROPERTIES'; readonly table: TableName };

/** Athena's classification of a kind of statement. */
export interface StatementFiling {
  readonly statementType: 'DML' | 'DDL' | 'UTILITY';
  readonly substatementType: string;
  /** The result file: CSV with a header for SELECT, plain text for the rest. */
  readonly extension: 'csv' | 'txt';
}

const filings: Readonly<Record<Statement['kind'], StatementFiling['statementType']>> = {
  query: 'DML',
  insert: 'DML',
  'change-rows': 'DML',
  'create-table-as': 'DML',
  unload: 'DML',
  optimize: 'DML',
  vacuum: 'DML',
  'create-table': 'DDL',
  'create-view': 'DDL',
  'create-database': 'DDL',
  'drop-database': 'DDL',
  drop: 'DDL',
  'add-columns': 'DDL',
  'drop-column': 'DDL',
  'set-properties': 'DDL',
  repair: 'DDL',
  explain: 'UTILITY',
  'show-partitions': 'UTILITY',
  'show-create': 'UTILITY',
  show: 'UTILITY',
  describe: 'UTILITY',
};

/**
 * Athena's classification of a statement. Source: Athena API reference, `QueryExecution.StatementType`.
 *
 * @example
 * fileStatement(parseStatement('SELECT 1')); // { statementType: 'DML', substatementType: 'SELECT', extension: 'csv' }
 */
export function fileStatement(statement: Statement): StatementFiling {
  const statementType = filings[statement.kind];
  return {
    statementType,
    substatementType: substatementOf(statement),
    extension: statementType === 'DML' ? 'csv' : 'txt',
  };
}

function substatementOf(statement: Statement): string {
  switch (statement.kind) {
    case 'query':
      return 'SELECT';
    case 'change-rows':
      return statement.verb;
    case 'create-table-as':
      return 'CREATE_TABLE_AS_SELECT';
    case 'drop':
      return `DROP_${statement.what}`;
    case 'show-create':
      return `SHOW_CREATE_${statement.what}`;
    case 'show':
      return `SHOW_${statement.what}`;
    case 'describe':
      return statement.what === 'DESCRIBE' ? 'DESCRIBE_TABLE' : `SHOW_${statement.what}`;
    case 'add-columns':
      return 'ALTER_TABLE_ADD_COLUMN';
    case 'drop-column':
      return 'ALTER_TABLE_DROP_COLUMN';
    case 'set-properties':
      return 'ALTER_TABLE_SET_PROPERTIES';
    case 'repair':
      return 'MSCK';
    default:
      return statement.kind.toUpperCase().replaceAll('-', '_');
  }
}

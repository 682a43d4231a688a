import type { Column, LogicalType } from './column.ts';

/** The SQL dialects that name types: Glue (Hive DDL), Trino and Athena DML, their Iceberg tables, and DuckDB. */
export type Engine = 'glue' | 'athena' | 'iceberg' | 'duckdb';

/**
 * Each engine's names for the logical types. Hive Parquet stores milliseconds and Iceberg microseconds
 * (each rejects the other's timestamp type); DuckDB writes milliseconds only from TIMESTAMP_MS.
 */
const spelling: Record<LogicalType, Record<Engine, string>> = {
  string: { glue: 'string', athena: 'varchar', iceberg: 'varchar', duckdb: 'VARCHAR' },
  int32: { glue: 'int', athena: 'integer', iceberg: 'integer', duckdb: 'INTEGER' },
  int64: { glue: 'bigint', athena: 'bigint', iceberg: 'bigint', duckdb: 'BIGINT' },
  double: { glue: 'double', athena: 'double', iceberg: 'double', duckdb: 'DOUBLE' },
  boolean: { glue: 'boolean', athena: 'boolean', iceberg: 'boolean', duckdb: 'BOOLEAN' },
  date: { glue: 'date', athena: 'date', iceberg: 'date', duckdb: 'DATE' },
  timestamp: { glue: 'timestamp', athena: 'timestamp(3)', iceberg: 'timestamp(6)', duckdb: 'TIMESTAMP_MS' },
};

const listSpelling: Record<Engine, (type: string) => string> = {
  glue: (type) => `array<${type}>`,
  athena: (type) => `array(${type})`,
  iceberg: (type) => `array(${type})`,
  duckdb: (type) => `${type}[]`,
};

/**
 * The type of a column, as the given engine names it.
 *
 * @example
 * engineType({ type: 'timestamp' }, 'athena'); // 'timestamp(3)'
 */
export function engineType({ type, isList = false }: Pick<Column, 'type' | 'isList'>, engine: Engine): string {
  const name = spelling[type][engine];
  return isList ? listSpelling[engine](name) : name;
}

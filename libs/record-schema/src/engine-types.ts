import type { Column, LogicalType } from './column.ts';

/** Where a type is spelled: Glue (Hive DDL), Trino and Athena DML, Iceberg tables there, DuckDB. */
export type Engine = 'glue' | 'athena' | 'iceberg' | 'duckdb';

/**
 * How each engine spells the logical types. Hive Parquet holds milliseconds, Iceberg microseconds
 * (`timestamp(3)` and `timestamp(6)` are refused by the other); DuckDB writes milliseconds only from TIMESTAMP_MS.
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

/**
 * The type of a column in an engine's own words.
 *
 * @example
 * engineType({ type: 'timestamp' }, 'athena'); // 'timestamp(3)'
 */
export function engineType(column: Pick<Column, 'type'>, engine: Engine): string {
  return spelling[column.type][engine];
}

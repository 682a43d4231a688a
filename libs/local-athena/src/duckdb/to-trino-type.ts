import { EngineFailure } from '../engine/engine-failure.ts';
import type { DuckDbColumnType } from './duckdb-client.ts';

/** What Trino lacks goes to the next wider type: unsigned integers, 128-bit integers. */
const types: Readonly<Record<string, string>> = {
  BOOLEAN: 'boolean', TINYINT: 'tinyint', SMALLINT: 'smallint', INTEGER: 'integer', BIGINT: 'bigint',
  UTINYINT: 'smallint', USMALLINT: 'integer', UINTEGER: 'bigint', UBIGINT: 'decimal(20,0)', HUGEINT: 'decimal(38,0)', UHUGEINT: 'decimal(38,0)',
  FLOAT: 'real', DOUBLE: 'double', VARCHAR: 'varchar', BLOB: 'varbinary', JSON: 'json', UUID: 'uuid', DATE: 'date', TIME: 'time(6)',
  TIMESTAMP: 'timestamp(6)', TIMESTAMP_S: 'timestamp(0)', TIMESTAMP_MS: 'timestamp(3)', TIMESTAMP_NS: 'timestamp(9)',
  'TIMESTAMP WITH TIME ZONE': 'timestamp(3) with time zone', TIMESTAMPTZ: 'timestamp(3) with time zone', INTERVAL: 'interval day to second',
};

/**
 * DuckDB's type in Trino's words.
 *
 * @throws {EngineFailure} for a row whose fields have no names, which DuckDB's client gives only the last of.
 * @example
 * toTrinoTypeOf({ toString: () => 'TIMESTAMP_MS' }); // 'timestamp(3)'
 */
export function toTrinoTypeOf(type: DuckDbColumnType): string {
  if (type.entryTypes !== undefined) {
    if (new Set(type.entryNames).size < type.entryTypes.length) throw new EngineFailure('NOT_SUPPORTED', 'USER_ERROR', "A row without names cannot be read from DuckDB: name its fields, {'a': 1, 'b': 2}");
    const fields = type.entryTypes.map((field, index) => {
      const name = type.entryNames?.[index] ?? '';
      return `${name === '' ? '' : `"${name.replaceAll('"', '""')}" `}${toTrinoTypeOf(field)}`;
    });
    return `row(${fields.join(', ')})`;
  }
  if (type.valueType !== undefined) return type.keyType === undefined ? `array(${toTrinoTypeOf(type.valueType)})` : `map(${toTrinoTypeOf(type.keyType)}, ${toTrinoTypeOf(type.valueType)})`;
  const word = type.toString().toUpperCase();
  return word.startsWith('DECIMAL(') ? word.toLowerCase() : (types[word] ?? 'varchar');
}

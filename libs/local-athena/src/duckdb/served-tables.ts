import type { ServedTables } from '../translate/scope.ts';
import type { TrinoType } from '../translate/trino-type.ts';
import type { DuckDbReadConnection } from './duckdb-client.ts';
import { toTrinoType } from './to-trino-type.ts';

/** Every column in DuckDB's main schema. */
export const columnsQuery =
  "SELECT table_name, column_name, data_type FROM information_schema.columns WHERE table_schema = 'main' ORDER BY table_name, ordinal_position";

/**
 * The columns of tables in Trino's types. A column whose type Trino lacks is left out.
 *
 * @param rows of `columnsQuery`.
 * @param shown names of tables; default all.
 * @example
 * toServedTables('lake', [['bars', 'close', 'DOUBLE']]).tables.get('bars'); // [{ name: 'close', type: { kind: 'double' } }]
 */
export function toServedTables(
  database: string,
  rows: readonly (readonly string[])[],
  shown?: ReadonlySet<string>,
): ServedTables {
  const tables = new Map<string, { name: string; type: TrinoType }[]>();
  for (const [table = '', name = '', duckDbType = ''] of rows) {
    const type = toTrinoType(duckDbType);
    if (type !== null && shown?.has(table) !== false) tables.set(table, [...(tables.get(table) ?? []), { name, type }]);
  }
  return { database, tables };
}

/** Reads them through a connection. */
export async function readServedTables(
  connection: DuckDbReadConnection,
  database: string,
  shown?: ReadonlySet<string>,
): Promise<ServedTables> {
  const result = await connection.stream(columnsQuery);
  const rows: string[][] = [];
  for (let chunk = await result.fetchChunk(); chunk !== null && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
    const [tables = [], columns = [], types = []] = [
      chunk.getColumnValues(0),
      chunk.getColumnValues(1),
      chunk.getColumnValues(2),
    ];
    tables.forEach((table, row) => rows.push([String(table), String(columns[row]), String(types[row])]));
  }
  return toServedTables(database, rows, shown);
}

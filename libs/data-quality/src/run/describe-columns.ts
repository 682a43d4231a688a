import { type Kysely, sql } from 'kysely';
import type { ColumnType, DatasetColumn } from '../plan/plan-context.ts';
import { createQueryRunner } from './query-runner.ts';

/** Names of types as DuckDB, Trino and Athena give them, by how they begin. */
const types: readonly (readonly [pattern: RegExp, type: ColumnType])[] = [
  [/\[\]$|^array|^list/i, 'array'],
  [/^(struct|row|map)/i, 'struct'],
  [/^(varchar|char|text|string|bpchar|uuid|json|enum)/i, 'string'],
  [/^(tinyint|smallint|utinyint|int2)/i, 'int16'],
  [/^(integer|int|int4|usmallint)$/i, 'int32'],
  [/^(bigint|int8|uinteger|long)$/i, 'int64'],
  [/^(real|float|float4)$/i, 'float'],
  [/^(double|float8)/i, 'double'],
  [/^(decimal|numeric|hugeint|ubigint|uhugeint)/i, 'decimal'],
  [/^bool/i, 'boolean'],
  [/^date$/i, 'date'],
  [/^timestamp.*(with time zone|tz)/i, 'timestamptz'],
  [/^timestamp|^datetime/i, 'timestamp'],
  [/^time/i, 'time'],
  [/^(blob|varbinary|binary|bytea)/i, 'binary'],
];

/**
 * The columns of a table or a view as the engine's `information_schema` has them, in their order.
 *
 * @param dataset `table`, `schema.table` or `catalog.schema.table`.
 * @throws {TypeError} for a table that does not exist, and for a type that rules do not know.
 * @example
 * const columns = await describeColumns(db, 'sales.orders'); // [{ name: 'id', type: 'int64' }, ..]
 */
export async function describeColumns<Database>(db: Kysely<Database>, dataset: string): Promise<DatasetColumn[]> {
  const parts = dataset.split('.');
  const [table = '', schema, catalog] = parts.toReversed();
  const place =
    catalog === undefined ? sql.id('information_schema', 'columns') : sql.id(catalog, 'information_schema', 'columns');
  const inSchema = schema === undefined ? sql`` : sql` AND LOWER(table_schema) = ${schema.toLowerCase()}`;
  const rows = await createQueryRunner(db).run(
    sql`SELECT column_name AS "name", data_type AS "type" FROM ${place} WHERE LOWER(table_name) = ${table.toLowerCase()}${inSchema} ORDER BY ordinal_position`,
  );
  if (rows.length === 0) throw new TypeError(`There is no table ${dataset}, or it has no columns.`);
  return rows.map(({ name, type }) => ({ name: String(name), type: columnTypeOf(String(name), String(type)) }));
}

function columnTypeOf(name: string, written: string): ColumnType {
  const found = types.find(([pattern]) => pattern.test(written.trim()));
  if (found !== undefined) return found[1];
  throw new TypeError(`The column "${name}" is of type ${written}, which rules do not know: leave it out with a view.`);
}

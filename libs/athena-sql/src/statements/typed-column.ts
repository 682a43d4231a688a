import { type Column, type Engine, engineType } from '@tickerlake/record-schema';
import { type Compilable } from 'kysely';
import { SqlCompileError } from '../sql/errors.ts';
import { quoteIdentifier } from '../sql/identifier.ts';

/** A column as a statement needs it; those of `record-schema` fit. */
export type TypedColumn = Pick<Column, 'name' | 'type'>;

/** A query: one of Kysely's for the same engine, or its text. */
export type SqlText = string | Compilable;

/**
 * The text of a query.
 *
 * @example
 * toSqlText('select 1'); // 'select 1'
 */
export function toSqlText(query: SqlText): string {
  return typeof query === 'string' ? query : query.compile().sql;
}

/**
 * `cast("bar_start" as timestamp(3)) as "bar_start"`: Hive tables hold milliseconds and Iceberg tables microseconds, and each
 * refuses the other's, so that every column that is written is cast.
 *
 * @example
 * toCast({ name: 'bar_start', type: 'timestamp' }, 'iceberg', '"s"."bar_start"'); // 'cast("s"."bar_start" as timestamp(6)) as "bar_start"'
 */
export function toCast(
  column: TypedColumn,
  format: Extract<Engine, 'athena' | 'iceberg'>,
  value = quoteIdentifier(column.name),
): string {
  return `cast(${value} as ${engineType(column, format)}) as ${quoteIdentifier(column.name)}`;
}

/**
 * The query's rows with exactly these columns, in this order, cast to their types.
 *
 * @example
 * toTypedSelect([{ name: 'close', type: 'double' }], 'athena', 'select * from b'); // 'select cast("close" as double) as "close" from (select * from b) as "q"'
 */
export function toTypedSelect(
  columns: readonly TypedColumn[],
  format: Extract<Engine, 'athena' | 'iceberg'>,
  query: SqlText,
): string {
  return `select ${columns.map((column) => toCast(column, format)).join(', ')} from (${toSqlText(query)}) as "q"`;
}

/**
 * The named columns, in the order of the names.
 *
 * @throws {SqlCompileError} for a name that is not among them.
 * @example
 * pickColumns(barsTable.columns, ['ticker']);
 */
export function pickColumns(columns: readonly TypedColumn[], names: readonly string[]): TypedColumn[] {
  return names.map((name) => {
    const column = columns.find((one) => one.name === name);
    if (column === undefined)
      throw new SqlCompileError(`There is no column "${name}" among ${columns.map((one) => one.name).join(', ')}.`);
    return column;
  });
}

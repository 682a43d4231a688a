import * as z from 'zod';
import type { Column, JsonRow, LogicalType, Table } from './column.ts';

const jsonSchemas: Record<LogicalType, z.ZodType> = {
  string: z.string(),
  int32: z.int32(),
  int64: z.int(),
  double: z.number(),
  boolean: z.boolean(),
  date: z.iso.date(),
  timestamp: z.iso.datetime({ precision: 3 }),
};

function columnSchema(column: Column): z.ZodType {
  const value = jsonSchemas[column.type];
  const schema = column.isList === true ? z.array(value.nullable()) : value;
  return (column.nullable ? schema.nullable().default(null) : schema).meta({
    title: column.name,
    description: column.meaning,
  });
}

/**
 * The zod schema of a table's JSON rows: exactly its columns, finite numbers, dates as `YYYY-MM-DD`,
 * timestamps as ISO 8601 UTC with milliseconds. Unknown keys are rejected; a nullable column that a row lacks is null, so that
 * rows from before the column can be read.
 *
 * @example
 * const row = rowSchema(sessionsTable).parse(JSON.parse(line));
 */
export function rowSchema<const T extends Table>(table: T): z.ZodType<JsonRow<T>> {
  const shape = Object.fromEntries(table.columns.map((column) => [column.name, columnSchema(column)]));
  // The shape is built from the same entries as the type, which TypeScript cannot infer through fromEntries.
  return z.strictObject(shape) as unknown as z.ZodType<JsonRow<T>>;
}

import type { RelationColumn, ServedTables } from './scope.ts';
import { simple, typeText, varchar } from './trino-type.ts';
import { textLiteral } from './typed-sql.ts';

/** A relation of `information_schema`: rows of literals. */
interface Relation {
  readonly columns: readonly RelationColumn[];
  readonly rows: readonly (readonly string[])[];
}

const catalog = textLiteral('awsdatacatalog');
const text = (name: string): RelationColumn => ({ name, type: varchar });

/**
 * A table of `information_schema` with Trino's types, listing each published table once; null for an unsupported table.
 *
 * @example
 * informationSchema('schemata', served)?.rows.length; // 1
 */
export function informationSchema(name: string, { database, tables }: ServedTables): Relation | null {
  const schema = textLiteral(database);
  switch (name) {
    case 'schemata':
      return { columns: ['catalog_name', 'schema_name'].map(text), rows: [[catalog, schema]] };
    case 'tables':
      return {
        columns: ['table_catalog', 'table_schema', 'table_name', 'table_type'].map(text),
        rows: [...tables.keys()].map((table) => [catalog, schema, textLiteral(table), "'BASE TABLE'"]),
      };
    case 'columns':
      return {
        columns: [
          'table_catalog',
          'table_schema',
          'table_name',
          'column_name',
          'ordinal_position',
          'column_default',
          'is_nullable',
          'data_type',
        ].map((one) => (one === 'ordinal_position' ? { name: one, type: simple('bigint') } : text(one))),
        rows: [...tables].flatMap(([table, columns]) =>
          columns.map((column, index) => [
            catalog,
            schema,
            textLiteral(table),
            textLiteral(column.name),
            `CAST(${index + 1} AS BIGINT)`,
            'CAST(NULL AS VARCHAR)',
            "'YES'",
            textLiteral(typeText(column.type)),
          ]),
        ),
      };
    default:
      return null;
  }
}

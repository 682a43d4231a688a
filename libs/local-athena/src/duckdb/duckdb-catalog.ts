import type { CatalogTable, MetadataCatalog } from '../catalog/metadata-catalog.ts';
import { type TrinoType, typeText } from '../translate/trino-type.ts';
import { columnsQuery, toServedTables } from './served-tables.ts';

/** Runs a query on the local tables. */
export type ReadRows = (sql: string) => Promise<readonly Readonly<Record<string, unknown>>[]>;

/** Trino's type names and their Glue names, where they differ. */
const glueTypes: Readonly<Record<string, string>> = {
  varchar: 'string',
  integer: 'int',
  real: 'float',
  varbinary: 'binary',
  timestamp: 'timestamp',
  instant: 'timestamp',
};

/**
 * The local tables as a catalogue with one database.
 *
 * @param shown names of the tables to show; default all.
 * @example
 * const catalog = createDuckDbCatalog('tickerlake', (sql) => reader.query(sql));
 */
export function createDuckDbCatalog(database: string, read: ReadRows, shown?: ReadonlySet<string>): MetadataCatalog {
  const all = async (): Promise<readonly CatalogTable[]> => {
    const rows = (await read(columnsQuery)).map((row) => [
      String(row['table_name']),
      String(row['column_name']),
      String(row['data_type']),
    ]);
    return [...toServedTables(database, rows, shown).tables].map(([name, columns]) => ({
      ...{ name, type: 'EXTERNAL_TABLE', partitionKeys: [], parameters: {}, createdAt: null },
      columns: columns.map((column) => ({ name: column.name, type: toGlueType(column.type), comment: null })),
    }));
  };
  return {
    databases: async () => [{ name: database, description: 'Tables published by tickerlake on this machine' }],
    tables: async (name) => (name === database ? all() : null),
    table: async (name, table) =>
      name === database ? ((await all()).find((one) => one.name === table) ?? null) : null,
  };
}

function toGlueType(type: TrinoType): string {
  if (type.kind === 'array') return `array<${toGlueType(type.item)}>`;
  return glueTypes[type.kind] ?? typeText(type);
}

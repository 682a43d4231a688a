import type { CatalogTable, MetadataCatalog } from '../catalog/metadata-catalog.ts';

/** Runs a query on the laptop's tables. */
export type ReadRows = (sql: string) => Promise<readonly Readonly<Record<string, unknown>>[]>;

/** DuckDB's words for types in Glue's, where they differ by more than case. */
const glueTypes: Readonly<Record<string, string>> = {
  varchar: 'string', integer: 'int', float: 'float', blob: 'binary', timestamp_ms: 'timestamp', timestamp_s: 'timestamp', timestamp_ns: 'timestamp', 'timestamp with time zone': 'timestamp', hugeint: 'decimal(38,0)',
};

/**
 * The tables of a laptop as a catalogue with one database.
 *
 * @example
 * const catalog = createDuckDbCatalog('tickerlake', (sql) => reader.query(sql));
 */
export function createDuckDbCatalog(database: string, read: ReadRows): MetadataCatalog {
  const all = async (): Promise<readonly CatalogTable[]> => {
    const rows = await read("select table_name, column_name, data_type from information_schema.columns where table_schema = 'main' order by table_name, ordinal_position");
    const byTable = new Map<string, { name: string; type: string; comment: null }[]>();
    for (const row of rows) {
      const columns = byTable.get(String(row['table_name'])) ?? [];
      byTable.set(String(row['table_name']), [...columns, { name: String(row['column_name']), type: toGlueType(String(row['data_type'])), comment: null }]);
    }
    return [...byTable].map(([name, columns]) => ({ name, type: 'EXTERNAL_TABLE', columns, partitionKeys: [], parameters: {}, createdAt: null }));
  };
  return {
    databases: async () => [{ name: database, description: 'What tickerlake has published on this machine' }],
    tables: async (name) => (name === database ? all() : null),
    table: async (name, table) => (name === database ? ((await all()).find((one) => one.name === table) ?? null) : null),
  };
}

function toGlueType(type: string): string {
  const word = type.toLowerCase();
  return glueTypes[word] ?? word;
}

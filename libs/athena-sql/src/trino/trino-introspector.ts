import { type DatabaseIntrospector, type DatabaseMetadata, type Kysely, type SchemaMetadata, sql, type TableMetadata } from 'kysely';
import { toLiteral } from '../literal.ts';

interface ColumnRow {
  table_schema: string;
  table_name: string;
  table_type: string;
  column_name: string;
  data_type: string;
  is_nullable: string;
}

/**
 * Schemas, tables and columns (types in Trino's words) of the client's catalogue, from its `information_schema`. On a
 * large Glue catalogue that takes long: read Glue itself there.
 *
 * @example
 * const tables = await db.introspection.getTables();
 */
export class TrinoIntrospector implements DatabaseIntrospector {
  readonly #db: Kysely<unknown>;
  readonly #isAsked: (column: string) => ReturnType<typeof sql.raw>;

  /** @param schemas null for all. */
  constructor(db: Kysely<unknown>, schemas: readonly string[] | null) {
    this.#db = db;
    this.#isAsked = (column) => sql.raw(schemas === null ? `${column} <> 'information_schema'` : `${column} in (${schemas.map(toLiteral).join(', ')})`);
  }

  async getSchemas(): Promise<SchemaMetadata[]> {
    const { rows } = await sql<SchemaMetadata>`select schema_name as name from information_schema.schemata where ${this.#isAsked('schema_name')} order by 1`.execute(this.#db);
    return rows;
  }

  async getTables(): Promise<TableMetadata[]> {
    const { rows } = await sql<ColumnRow>`
      select c.table_schema, c.table_name, t.table_type, c.column_name, c.data_type, c.is_nullable
      from information_schema.columns c
      join information_schema.tables t on t.table_schema = c.table_schema and t.table_name = c.table_name
      where ${this.#isAsked('c.table_schema')} and ${this.#isAsked('t.table_schema')}
      order by c.table_schema, c.table_name, c.ordinal_position`.execute(this.#db);
    const byTable = new Map<string, ColumnRow[]>();
    for (const row of rows) {
      const key = `${row.table_schema}.${row.table_name}`;
      byTable.set(key, [...(byTable.get(key) ?? []), row]);
    }
    return [...byTable.values()].flatMap(toTable);
  }

  async getMetadata(): Promise<DatabaseMetadata> {
    return { tables: await this.getTables() };
  }
}

function toTable(columns: readonly ColumnRow[]): TableMetadata[] {
  const [first] = columns;
  if (first === undefined) return [];
  return [{
    name: first.table_name,
    schema: first.table_schema,
    isView: first.table_type === 'VIEW',
    columns: columns.map((row) => ({
      name: row.column_name,
      dataType: row.data_type,
      isNullable: row.is_nullable === 'YES',
      isAutoIncrementing: false,
      hasDefaultValue: false,
    })),
  }];
}

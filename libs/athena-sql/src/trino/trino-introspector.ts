import {
  type DatabaseIntrospector,
  type DatabaseMetadata,
  type Kysely,
  type SchemaMetadata,
  sql,
  type TableMetadata,
} from 'kysely';
import { type CatalogColumn, columnsToTables } from '../sql/columns-to-tables.ts';
import { toLiteral } from '../sql/literal.ts';

/**
 * Schemas, tables and columns (with Trino's type names) of the client's catalogue, from its `information_schema`. On a
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
    this.#isAsked = (column) =>
      sql.raw(
        schemas === null ? `${column} <> 'information_schema'` : `${column} in (${schemas.map(toLiteral).join(', ')})`,
      );
  }

  async getSchemas(): Promise<SchemaMetadata[]> {
    const { rows } =
      await sql<SchemaMetadata>`select schema_name as name from information_schema.schemata where ${this.#isAsked('schema_name')} order by 1`.execute(
        this.#db,
      );
    return rows;
  }

  async getTables(): Promise<TableMetadata[]> {
    const { rows } = await sql<CatalogColumn>`
      select c.table_schema as "schema", c.table_name as "table", t.table_type = 'VIEW' as is_view,
        c.column_name as "column", c.data_type, c.is_nullable = 'YES' as is_nullable
      from information_schema.columns c
      join information_schema.tables t on t.table_schema = c.table_schema and t.table_name = c.table_name
      where ${this.#isAsked('c.table_schema')} and ${this.#isAsked('t.table_schema')}
      order by c.table_schema, c.table_name, c.ordinal_position`.execute(this.#db);
    return columnsToTables(rows);
  }

  async getMetadata(): Promise<DatabaseMetadata> {
    return { tables: await this.getTables() };
  }
}

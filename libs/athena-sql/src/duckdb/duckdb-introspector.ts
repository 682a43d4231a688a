import {
  type DatabaseIntrospector,
  type DatabaseMetadata,
  type Kysely,
  type SchemaMetadata,
  sql,
  type TableMetadata,
} from 'kysely';
import { type CatalogColumn, columnsToTables } from '../sql/columns-to-tables.ts';

/**
 * Schemas, tables and columns from DuckDB's own catalogue functions.
 *
 * @example
 * const tables = await db.introspection.getTables();
 */
export class DuckDbIntrospector implements DatabaseIntrospector {
  readonly #db: Kysely<unknown>;

  constructor(db: Kysely<unknown>) {
    this.#db = db;
  }

  async getSchemas(): Promise<SchemaMetadata[]> {
    const { rows } =
      await sql<SchemaMetadata>`select distinct schema_name as name from duckdb_schemas() where not internal order by 1`.execute(
        this.#db,
      );
    return rows;
  }

  async getTables(): Promise<TableMetadata[]> {
    const { rows } = await sql<CatalogColumn>`
      select c.schema_name as schema, c.table_name as "table", v.view_name is not null as is_view,
        c.column_name as "column", c.data_type, c.is_nullable
      from duckdb_columns() c
      left join duckdb_views() v on v.schema_name = c.schema_name and v.view_name = c.table_name
      where not c.internal
      order by c.schema_name, c.table_name, c.column_index`.execute(this.#db);
    return columnsToTables(rows);
  }

  async getMetadata(): Promise<DatabaseMetadata> {
    return { tables: await this.getTables() };
  }
}

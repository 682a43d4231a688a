import type { DatabaseIntrospector, DatabaseMetadata, SchemaMetadata, TableMetadata } from 'kysely';
import { SqlCompileError } from '../sql/errors.ts';
import type { GlueReader } from '../glue/glue-reader.ts';
import type { GlueTable } from '../glue/glue-table.ts';

/**
 * Databases, tables and columns (with Glue's type names) from Glue: Athena's own `information_schema` takes seconds to
 * minutes, and is billed.
 *
 * @throws {SqlCompileError} without a reader.
 * @example
 * const tables = await db.introspection.getTables();
 */
export class AthenaIntrospector implements DatabaseIntrospector {
  readonly #reader: GlueReader | undefined;

  constructor(reader: GlueReader | undefined) {
    this.#reader = reader;
  }

  async getSchemas(): Promise<SchemaMetadata[]> {
    return (await this.#catalog().databases()).map((name) => ({ name }));
  }

  async getTables(): Promise<TableMetadata[]> {
    const reader = this.#catalog();
    const tables: TableMetadata[] = [];
    for (const database of await reader.databases()) tables.push(...(await reader.tables(database)).map(toMetadata));
    return tables;
  }

  async getMetadata(): Promise<DatabaseMetadata> {
    return { tables: await this.getTables() };
  }

  #catalog(): GlueReader {
    if (this.#reader === undefined)
      throw new SqlCompileError(
        'This dialect cannot see the catalogue: pass catalog: createGlueReader(new Glue(...)).',
      );
    return this.#reader;
  }
}

function toMetadata(table: GlueTable): TableMetadata {
  return {
    name: table.name,
    schema: table.database,
    isView: table.kind === 'view',
    columns: [...table.columns, ...table.partitionKeys].map((column) => ({
      name: column.name,
      dataType: column.type,
      isNullable: column.isNullable,
      isAutoIncrementing: false,
      hasDefaultValue: false,
      ...(column.comment === null ? {} : { comment: column.comment }),
    })),
  };
}

import * as z from 'zod';
import { describeTable } from '../catalog/describe-table.ts';
import type { CatalogDatabase, CatalogTable, MetadataCatalog } from '../catalog/metadata-catalog.ts';
import { ApiError } from '../api/api-error.ts';
import { namePattern } from '../api/name-pattern.ts';
import { takePage } from '../api/take-page.ts';
import { bareName } from '../sql/table-name.ts';

/** Glue's account id of a catalogue on this machine. */
const catalogId = '000000000000';

const pageSchema = z.object({
  NextToken: z.string().optional(),
  MaxResults: z.int().min(1).max(100).default(100),
});
const databaseSchema = z.object({ Name: z.string() });
const tablesSchema = pageSchema.extend({ DatabaseName: z.string(), Expression: z.string().optional() });
const tableSchema = z.object({ DatabaseName: z.string(), Name: z.string() });
const partitionsSchema = z.object({ DatabaseName: z.string(), TableName: z.string() });

/** One action of Glue. It validates its input itself and throws ApiError or ZodError. */
export type GlueAction = (input: unknown, catalog: MetadataCatalog) => Promise<object>;

/** The actions of Glue that clients of Athena read the catalogue with; none changes it. */
export const glueActions: Readonly<Record<string, GlueAction>> = {
  async GetDatabases(input, catalog) {
    const { items, next } = takePage(await catalog.databases(), pageSchema.parse(input));
    return { DatabaseList: items.map(describeDatabase), ...next };
  },

  async GetDatabase(input, catalog) {
    const { Name } = databaseSchema.parse(input);
    const found = (await catalog.databases()).find(({ name }) => name === bareName(Name));
    if (found === undefined) throw notFound(`Database ${Name} not found.`);
    return { Database: describeDatabase(found) };
  },

  async GetTables(input, catalog) {
    const { DatabaseName, Expression, ...page } = tablesSchema.parse(input);
    const wanted = namePattern(Expression);
    const tables = await catalog.tables(bareName(DatabaseName));
    if (tables === null) throw notFound(`Database ${DatabaseName} not found.`);
    const { items, next } = takePage(
      tables.filter(({ name }) => wanted.test(name)),
      page,
    );
    return { TableList: items.map((table) => toGlueTable(bareName(DatabaseName), table)), ...next };
  },

  async GetTable(input, catalog) {
    const { DatabaseName, Name } = tableSchema.parse(input);
    return { Table: toGlueTable(bareName(DatabaseName), await requireTable(DatabaseName, Name, catalog)) };
  },

  async GetPartitions(input, catalog) {
    const { DatabaseName, TableName } = partitionsSchema.parse(input);
    await requireTable(DatabaseName, TableName, catalog);
    return { Partitions: [] };
  },
};

async function requireTable(database: string, name: string, catalog: MetadataCatalog): Promise<CatalogTable> {
  const table = await catalog.table(bareName(database), bareName(name));
  if (table === null) throw notFound(`Entity Not Found: table ${database}.${name} does not exist.`);
  return table;
}

const notFound = (message: string): ApiError => new ApiError('EntityNotFoundException', message);

const describeDatabase = ({ name, description }: CatalogDatabase) => ({
  Name: name,
  CatalogId: catalogId,
  ...(description !== null && { Description: description }),
});

/** The tables are files of this machine, so there is no location in S3 to give. */
function toGlueTable(database: string, table: CatalogTable) {
  const { Columns, ...facts } = describeTable(table);
  return { ...facts, DatabaseName: database, CatalogId: catalogId, StorageDescriptor: { Columns } };
}

import * as z from 'zod';
import type { CatalogTable, MetadataCatalog } from './metadata-catalog.ts';
import { viewColumns } from './view-columns.ts';

/** Calls an action of Glue; returns null for EntityNotFoundException and throws any other failure. */
export type CallGlue = (action: string, input: object) => Promise<unknown>;

const columnSchema = z.object({ Name: z.string(), Type: z.string().default(''), Comment: z.string().nullish() });
const tableSchema = z.object({
  Name: z.string(),
  TableType: z.string().default('EXTERNAL_TABLE'),
  CreateTime: z.number().optional(),
  StorageDescriptor: z.object({ Columns: z.array(columnSchema).default([]) }).optional(),
  PartitionKeys: z.array(columnSchema).default([]),
  ViewOriginalText: z.string().nullish(),
  Parameters: z.record(z.string(), z.string()).default({}),
});
const databasesSchema = z.object({
  DatabaseList: z.array(z.object({ Name: z.string(), Description: z.string().optional() })),
  NextToken: z.string().optional(),
});
const tablesSchema = z.object({ TableList: z.array(tableSchema), NextToken: z.string().optional() });

/**
 * The Glue catalogue.
 *
 * @example
 * const catalog = createGlueCatalog(async (action, input) => callGlue(action, input));
 */
export function createGlueCatalog(call: CallGlue): MetadataCatalog {
  async function readAll<Page extends { NextToken?: string | undefined }>(
    action: string,
    input: object,
    schema: z.ZodType<Page>,
  ): Promise<Page[] | null> {
    const pages: Page[] = [];
    for (let token: string | undefined; pages.length === 0 || token !== undefined; token = pages.at(-1)?.NextToken) {
      const answer = await call(action, { ...input, ...(token === undefined ? {} : { NextToken: token }) });
      if (answer === null) return null;
      pages.push(schema.parse(answer));
    }
    return pages;
  }
  return {
    async databases() {
      const pages = (await readAll('GetDatabases', {}, databasesSchema)) ?? [];
      return pages.flatMap((page) =>
        page.DatabaseList.map(({ Name, Description }) => ({ name: Name, description: Description ?? null })),
      );
    },
    async tables(database) {
      const pages = await readAll('GetTables', { DatabaseName: database }, tablesSchema);
      return pages === null
        ? null
        : pages.flatMap((page) => page.TableList.map(toTable)).sort((a, b) => (a.name < b.name ? -1 : 1));
    },
    async table(database, table) {
      const answer = await call('GetTable', { DatabaseName: database, Name: table });
      return answer === null ? null : toTable(z.object({ Table: tableSchema }).parse(answer).Table);
    },
  };
}

function toTable(table: z.output<typeof tableSchema>): CatalogTable {
  const toColumn = ({ Name, Type, Comment }: z.output<typeof columnSchema>) => ({
    name: Name,
    type: Type,
    comment: Comment ?? null,
  });
  return {
    name: table.Name,
    type: table.TableType,
    columns: viewColumns(table.ViewOriginalText ?? '') ?? (table.StorageDescriptor?.Columns ?? []).map(toColumn),
    partitionKeys: table.PartitionKeys.map(toColumn),
    parameters: table.Parameters,
    createdAt: table.CreateTime === undefined ? null : new Date(table.CreateTime * 1_000),
  };
}

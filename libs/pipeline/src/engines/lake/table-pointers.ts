import { StoreError } from '../../values/errors.ts';
import type { LakeReaders } from './lake-context.ts';
import type { LakeGlueTable } from './lake-glue.ts';
import { publishedTables } from '../../ports/table-registry.ts';

/** Table to the metadata file that its readers go by. */
export type TablePointers = Readonly<Record<string, string>>;

/**
 * The pointer of every published table.
 *
 * @throws {StoreError} when a table is missing, or is not an Iceberg table.
 * @example
 * const before = await readPointers(lake);
 */
export async function readPointers(lake: Pick<LakeReaders, 'glue' | 'database'>): Promise<TablePointers> {
  const pairs = await Promise.all(
    publishedTables.map(async ({ table }) => [table.name, pointerOf(await readTable(lake, table.name))] as const),
  );
  return Object.fromEntries(pairs);
}

/**
 * A table as Glue has it.
 *
 * @example
 * const table = await readTable(lake, 'bars');
 */
export async function readTable(lake: Pick<LakeReaders, 'glue' | 'database'>, name: string): Promise<LakeGlueTable> {
  const { Table } = await lake.glue.getTable({ DatabaseName: lake.database, Name: name });
  if (Table === undefined)
    throw new StoreError(`Glue gave no table ${lake.database}.${name}.`, {
      path: `${lake.database}.${name}`,
      transient: true,
    });
  return Table;
}

/**
 * The metadata file of an Iceberg table.
 *
 * @throws {StoreError} for any other table.
 * @example
 * pointerOf(await readTable(lake, 'bars')); // 's3://lake/tables/bars/metadata/00007-....metadata.json'
 */
export function pointerOf(table: LakeGlueTable): string {
  const pointer = table.Parameters?.['metadata_location'];
  if (pointer === undefined)
    throw new StoreError(
      `The table "${table.DatabaseName}"."${table.Name}" is not an Iceberg table: rename it, or use another database.`,
      { path: String(table.Name) },
    );
  return pointer;
}

/**
 * What a build was built on, as text to compare.
 *
 * @example
 * toState(before) === staged.builtOn;
 */
export const toState = (pointers: TablePointers): string =>
  JSON.stringify(Object.entries(pointers).sort(([a], [b]) => (a < b ? -1 : 1)));

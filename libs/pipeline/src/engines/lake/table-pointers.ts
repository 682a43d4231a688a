import { StoreError } from '../../ports/errors.ts';
import type { LakeGround } from './lake-context.ts';
import type { LakeGlueTable } from './lake-glue.ts';
import { publishedTables } from '../../ports/table-registry.ts';

/** Table to the metadata file that its readers go by. */
export type TablePointers = Readonly<Record<string, string>>;

/**
 * Where every published table's pointer stands.
 *
 * @throws {StoreError} when a table is gone, or is no Iceberg table.
 * @example
 * const before = await readPointers(ground);
 */
export async function readPointers(ground: Pick<LakeGround, 'glue' | 'database'>): Promise<TablePointers> {
  const pairs = await Promise.all(
    publishedTables.map(async ({ table }) => [table.name, pointerOf(await readTable(ground, table.name))] as const),
  );
  return Object.fromEntries(pairs);
}

/**
 * A table as Glue has it.
 *
 * @example
 * const table = await readTable(ground, 'bars');
 */
export async function readTable(ground: Pick<LakeGround, 'glue' | 'database'>, name: string): Promise<LakeGlueTable> {
  const { Table } = await ground.glue.getTable({ DatabaseName: ground.database, Name: name });
  if (Table === undefined)
    throw new StoreError(`Glue gave no table ${ground.database}.${name}.`, {
      path: `${ground.database}.${name}`,
      transient: true,
    });
  return Table;
}

/**
 * The metadata file of an Iceberg table.
 *
 * @throws {StoreError} for any other table.
 * @example
 * pointerOf(await readTable(ground, 'bars')); // 's3://lake/tables/bars/metadata/00007-....metadata.json'
 */
export function pointerOf(table: LakeGlueTable): string {
  const pointer = table.Parameters?.['metadata_location'];
  if (pointer === undefined)
    throw new StoreError(
      `The table "${table.DatabaseName}"."${table.Name}" is no Iceberg table: rename it, or use another database.`,
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

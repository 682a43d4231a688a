import type { ScanCosts } from '@tickerlake/data-quality';
import { analysisViews } from '@tickerlake/market-sql';
import { coverageTable, type Tables } from '@tickerlake/record-schema';
import * as z from 'zod';
import type { LakeReaders } from '../../engines/lake/lake-context.ts';
import { pointerOf, readTable } from '../../engines/lake/table-pointers.ts';
import { historyTables } from '../../history/lake/history-tables.ts';
import { publishedTables, reconciledTables } from '../../ports/table-registry.ts';
import { historyFolder } from '../../storage/objects/lake-layout.ts';
import { parseObject } from '../../storage/objects/parse-object.ts';

/** The part of an Iceberg table's metadata file that is read. Source: Apache Iceberg, "Table Metadata". */
const metadataSchema = z.object({
  'current-snapshot-id': z.union([z.number(), z.bigint()]).nullish(),
  snapshots: z
    .array(z.object({ 'timestamp-ms': z.number(), summary: z.record(z.string(), z.string()).optional() }))
    .optional(),
});

/**
 * The bytes of the current release's tables, from the metadata of Iceberg and the sizes of objects: no statement is run, so it costs nothing.
 * They are the whole table's, whatever the columns: what a statement that names it reads at most. A view counts as all tables.
 *
 * @throws {StoreError} when S3 or Glue cannot be read.
 * @example
 * const sizeOf = await readLakeSizes(lake);
 * sizeOf('bars'); // { bars: 412345 }
 */
export async function readLakeSizes(lake: LakeReaders): Promise<ScanCosts['sizeOf']> {
  const sizes = new Map<string, number>();
  for (const { table } of publishedTables) {
    const bytes = await tableBytes(lake, pointerOf(await readTable(lake, table.name)));
    if (bytes !== null) sizes.set(table.name, bytes);
  }
  const total = [...sizes.values()].reduce((sum, bytes) => sum + bytes, 0);
  const views = analysisViews(lake.sql.db.withTables<Tables>()).map(({ table }) => table.name);
  if (sizes.size === publishedTables.length) for (const view of [coverageTable.name, ...views]) sizes.set(view, total);
  for (const { name } of [...historyTables.map(({ table }) => table), ...reconciledTables]) {
    const objects = await lake.objects.list(`${historyFolder}${name}/`);
    sizes.set(
      name,
      objects.reduce((sum, { bytes }) => sum + bytes, 0),
    );
  }
  // Every statement that reads a table contains its name, so one entry of that name counts it.
  return (dataset) => {
    const bytes = sizes.get(dataset);
    return bytes === undefined ? null : { [dataset]: bytes };
  };
}

/** Null when the table is not below the lake's folder, or its metadata does not say. */
async function tableBytes({ objects }: Pick<LakeReaders, 'objects'>, pointer: string): Promise<number | null> {
  const stored = pointer.startsWith(objects.location)
    ? await objects.read(pointer.slice(objects.location.length))
    : null;
  if (stored === null) return null;
  const { snapshots = [], ...metadata } = parseObject(metadataSchema, stored, pointer);
  if (metadata['current-snapshot-id'] == null || snapshots.length === 0) return 0;
  // Ids have 19 digits, more than a JSON number keeps: the current snapshot is the newest one here, for a rollback commits a new one.
  const newest = snapshots.reduce((last, one) => (one['timestamp-ms'] >= last['timestamp-ms'] ? one : last));
  const bytes = newest.summary?.['total-files-size'];
  return bytes === undefined ? null : Number(bytes);
}

import { SqlCompileError } from '../sql/errors.ts';

/** The fields of Glue's `Table` that its `TableInput` takes; any other one is refused by `UpdateTable`. */
const inputFields = [
  'Name',
  'Description',
  'Owner',
  'LastAccessTime',
  'LastAnalyzedTime',
  'Retention',
  'StorageDescriptor',
  'PartitionKeys',
  'ViewOriginalText',
  'ViewExpandedText',
  'TableType',
  'Parameters',
  'TargetTable',
] as const;

/** A table's fields that can be sent back. */
export type TableInputOf<T> = Pick<T, Extract<keyof T, (typeof inputFields)[number]>>;

/**
 * A table that Glue gave as `TableInput`, to be changed and sent back: only what `UpdateTable` takes.
 *
 * @example
 * const TableInput = { ...toTableInput(Table), Description: 'PROD' };
 */
export function toTableInput<T extends object>(table: T): TableInputOf<T> {
  const fields: ReadonlySet<string> = new Set(inputFields);
  return Object.fromEntries(Object.entries(table).filter(([name]) => fields.has(name))) as TableInputOf<T>;
}

/** What is read of a table whose pointer is moved. */
export interface PointerTable {
  readonly DatabaseName?: string | undefined;
  readonly Name: string | undefined;
  readonly VersionId?: string | undefined;
  readonly Parameters?: Record<string, string> | undefined;
}

/**
 * The `UpdateTable` that sets an Iceberg table to another of its metadata files: the way back when its current state cannot
 * be read. Everything else stays; Glue refuses it (`ConcurrentModificationException`) when another commit came in between.
 *
 * Shows: `{ DatabaseName, VersionId: '7', SkipArchive: true, TableInput: { ..., Parameters: { ..., metadata_location: <older>,
 * previous_metadata_location: <current> } } }`
 *
 * @throws {SqlCompileError} when the table is not an Iceberg table, or has no version to compare with.
 * @example
 * await glue.updateTable(toPointerUpdate(Table, 's3://lake/bars/metadata/00006-....metadata.json'));
 */
export function toPointerUpdate<T extends PointerTable>(table: T, metadataLocation: string) {
  const { DatabaseName, VersionId, Parameters = {} } = table;
  const current = Parameters['metadata_location'];
  if (DatabaseName === undefined || VersionId === undefined || current === undefined) {
    throw new SqlCompileError(
      `The table "${table.Name}" has no metadata_location or no VersionId: read it with GetTable, and only Iceberg tables have one.`,
    );
  }
  return {
    DatabaseName,
    VersionId,
    SkipArchive: true,
    TableInput: {
      ...toTableInput(table),
      Name: table.Name,
      Parameters: { ...Parameters, metadata_location: metadataLocation, previous_metadata_location: current },
    },
  };
}

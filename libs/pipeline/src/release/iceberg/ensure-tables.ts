import { addColumns, createIcebergTable, type GlueTableInput, jsonTableInput } from '@tickerlake/athena-sql';
import { engineType, rawBarsTable, type Table } from '@tickerlake/record-schema';
import { StoreError } from '../../values/errors.ts';
import { historyTableInputs } from '../../history/lake/history-table-inputs.ts';
import type { LakeContext } from '../../engines/lake/lake-context.ts';
import {
  findTable,
  isMissingInGlue,
  type LakeGlue,
  type LakeGlueTable,
  ignoreAlreadyExists,
} from '../../engines/lake/lake-glue.ts';
import type { LakeRelease } from '../../storage/releases/lake-release-store.ts';
import { landingFolder, tablesFolder } from '../../storage/objects/lake-layout.ts';
import { instrumentsTableInput } from '../../instruments/lake-instrument-store.ts';
import { splitsTableInput } from '../../splits/lake-split-store.ts';
import { type PublishedTable, publishedTables } from '../../ports/table-registry.ts';

/** Before any bar can have landed. */
const firstDay = '2020-01-01';

/** How long Athena's VACUUM leaves snapshots; a release that is kept is younger, or VACUUM is left out. */
export const keptSnapshotSeconds = 30 * 86_400;

/**
 * Makes the database, the tables over the landing, the history, the splits and the instruments, and the published tables, where they are missing, and adds the columns
 * that a published table lacks. Columns that it has beyond ours stay.
 *
 * @param current what readers see.
 * @throws {StoreError} when a published column has another type than this program writes, or a published table is gone.
 * @example
 * await ensureTables(lake, await createLakeReleaseStore(lake.objects).current());
 */
export async function ensureTables(lake: LakeContext, current: LakeRelease | null): Promise<void> {
  await ensureRawBars(lake);
  for (const input of [
    ...historyTableInputs(lake.objects.location),
    splitsTableInput(lake.objects.location),
    instrumentsTableInput(lake.objects.location),
  ])
    await ensureJsonTable(lake, input);
  for (const table of publishedTables) await ensureTable(lake, table, current);
}

/** What the landing's table is made with. */
export interface RawBarsContext {
  readonly glue: Pick<LakeGlue, 'createDatabase' | 'getDatabase' | 'getTable' | 'createTable' | 'updateTable'>;
  readonly database: string;
  readonly objects: { readonly location: string };
}

/**
 * The Glue definition of the table over the landing.
 *
 * @param location the lake's folder.
 * @example
 * rawBarsInput('s3://lake/tickerlake/').StorageDescriptor.Location; // 's3://lake/tickerlake/landing/raw_bars/'
 */
export const rawBarsInput = (location: string): GlueTableInput =>
  jsonTableInput({ table: rawBarsTable, location: `${location}${landingFolder}`, firstDay });

/**
 * Makes the database and the table over the landing, where they are missing.
 *
 * @throws Glue's errors.
 * @example
 * await ensureRawBars({ glue, database: 'tickerlake', objects });
 */
export async function ensureRawBars(lake: RawBarsContext): Promise<void> {
  await ensureDatabase(lake);
  await ensureJsonTable(lake, rawBarsInput(lake.objects.location));
}

async function ensureDatabase({ glue, database, objects }: RawBarsContext): Promise<void> {
  const isThere = await glue.getDatabase({ Name: database }).then(
    () => true,
    (cause: unknown) => {
      if (isMissingInGlue(cause)) return false;
      throw cause;
    },
  );
  if (isThere) return;
  await glue
    .createDatabase({
      DatabaseInput: { Name: database, Description: 'Hourly volatility (tickerlake)', LocationUri: objects.location },
    })
    .catch(ignoreAlreadyExists);
}

/** JSON columns are found by name: missing ones are added to the table's definition. */
async function ensureJsonTable({ glue, database }: RawBarsContext, TableInput: GlueTableInput): Promise<void> {
  const present = await findTable({ glue, database }, TableInput.Name);
  if (present === null) await glue.createTable({ DatabaseName: database, TableInput }).catch(ignoreAlreadyExists);
  else if (present.VersionId !== undefined && TableInput.StorageDescriptor.Columns.length !== columnsOf(present).size) {
    await glue
      .updateTable({ DatabaseName: database, TableInput, VersionId: present.VersionId, SkipArchive: true })
      .catch(ignoreConcurrentChange);
  }
}

async function ensureTable(
  lake: LakeContext,
  { table, scope }: PublishedTable,
  current: LakeRelease | null,
): Promise<void> {
  const { sql, database, objects } = lake;
  const name = { database, name: table.name };
  const present = await findTable(lake, table.name);
  if (present === null) {
    const state = current?.tables[table.name];
    if (state !== undefined) {
      throw new StoreError(
        `The table ${database}.${table.name} is gone, and release ${current?.id} has rows of it. Register ${state.metadataLocation} in Glue again, or use another database and folder. Nothing was published.`,
        { path: `${database}.${table.name}` },
      );
    }
    await sql.commit(
      createIcebergTable(sql.engine, {
        table: name,
        columns: table.columns,
        location: `${objects.location}${tablesFolder}${table.name}/`,
        partitionedBy: scope === 'months' ? [{ column: 'trading_date', by: 'month' }] : [],
        keep: { maxSnapshotAgeSeconds: keptSnapshotSeconds, minSnapshots: 1 },
      }),
    );
    return;
  }
  for (const statement of addColumns(sql.engine, name, missingColumns(database, table, columnsOf(present))))
    await sql.commit(statement);
}

function missingColumns(database: string, table: Table, present: ReadonlyMap<string, string>) {
  return table.columns.filter((column) => {
    const type = present.get(column.name);
    const expected = engineType(column, 'glue');
    if (type !== undefined && type !== expected) {
      throw new StoreError(
        `${database}.${table.name}.${column.name} is ${type} and this program writes ${expected}: a published column keeps its type. Use another database, or the program that made this one. Nothing was changed.`,
        { path: `${database}.${table.name}` },
      );
    }
    return type === undefined;
  });
}

/** Name to type; Iceberg keeps columns of older snapshots, marked. */
function columnsOf(table: LakeGlueTable): Map<string, string> {
  const columns = (table.StorageDescriptor?.Columns ?? []).filter(
    (column) => column.Parameters?.['iceberg.field.current'] !== 'false',
  );
  return new Map(columns.map((column) => [column.Name ?? '', column.Type ?? '']));
}

/** Another run added the same columns at this moment; one that has more adds them on its next run. */
function ignoreConcurrentChange(cause: unknown): void {
  if (!(cause instanceof Error && cause.name === 'ConcurrentModificationException')) throw cause;
}

import { toPeriodCondition, toPointerUpdate, toQueryName } from '@tickerlake/athena-sql';
import { sql } from 'kysely';
import { StoreError } from '../../values/errors.ts';
import type { Month } from '../../values/month.ts';
import type { LakeContext } from '../../engines/lake/lake-context.ts';
import type { PublishedTable } from '../../ports/table-registry.ts';
import { periodOf } from '../../engines/lake/lake-tables.ts';
import { pointerOf, readTable } from '../../engines/lake/table-pointers.ts';

/** What a real read of a table gave: its rows, or that its current state cannot be read. */
export type Probe = { readonly rows: number } | { readonly fault: Error };

/**
 * Reads a column of a table's rows: counting alone is answered from metadata, and would not notice files that are gone.
 *
 * @param months null for the whole table.
 * @throws the engine's error when it is not about the table: the engine is down, credentials have expired.
 * @example
 * const probe = await probeTable(lake, table, ['2026-05']);
 */
export async function probeTable(
  lake: Pick<LakeContext, 'sql' | 'database'>,
  table: PublishedTable,
  months: readonly Month[] | null,
): Promise<Probe> {
  const where = months === null ? '' : ` where ${toPeriodCondition(periodOf(table, months), table.table.columns, '')}`;
  const [column] = table.table.key;
  try {
    const { rows } = await sql
      .raw<{ n: bigint }>(
        `select count(*) as n, count(distinct ${column}) as kinds from ${toQueryName({ database: lake.database, name: table.table.name })}${where}`,
      )
      .execute(lake.sql.db);
    return { rows: Number(rows[0]?.n ?? 0n) };
  } catch (fault) {
    if (fault instanceof Error && brokenState.test(fault.message)) return { fault };
    throw fault;
  }
}

/** Trino's and Athena's names for an Iceberg state whose files are missing or cut. */
const brokenState =
  /ICEBERG_(MISSING_METADATA|INVALID_METADATA|CANNOT_OPEN_SPLIT|MISSING_DATA|BAD_DATA|CURSOR_ERROR|FILESYSTEM_ERROR)/;

/**
 * Makes sure that a table can be read, and sets it back to the state before when it cannot: a commit whose answer was
 * lost can have its own files deleted by the engine (trinodb/trino#26853).
 *
 * @param before the metadata file that the table had when it was last known to be readable.
 * @returns its rows, and whether it was set back.
 * @throws {StoreError} when it cannot be read even so.
 * @example
 * const { isRestored } = await repairTable(lake, table, ['2026-05'], before);
 */
export async function repairTable(
  lake: Pick<LakeContext, 'sql' | 'database' | 'glue'>,
  table: PublishedTable,
  months: readonly Month[] | null,
  before: string,
): Promise<{ readonly rows: number; readonly isRestored: boolean }> {
  const probe = await probeTable(lake, table, months);
  if ('rows' in probe) return { rows: probe.rows, isRestored: false };
  await movePointer(lake, table.table.name, before);
  const again = await probeTable(lake, table, months);
  if ('rows' in again) return { rows: again.rows, isRestored: true };
  throw new StoreError(
    `The table ${lake.database}.${table.table.name} cannot be read, and neither can its state before (${before}): ${again.fault.message} Go to an older release with "tickerlake rollback --to", or restore its files from S3's versions.`,
    { path: before, cause: again.fault },
  );
}

const moves = 5;

/**
 * Sets a table to one of its metadata files, guarded by Glue's version: a concurrent commit is never overwritten.
 *
 * @throws whatever Glue throws, five times in a row.
 * @example
 * await movePointer(lake, 'bars', 's3://lake/tables/bars/metadata/00006-....metadata.json');
 */
export async function movePointer(
  lake: Pick<LakeContext, 'glue' | 'database'>,
  name: string,
  metadataLocation: string,
): Promise<void> {
  for (let nth = 1; ; nth += 1) {
    const table = await readTable(lake, name);
    // Also when an earlier try did it and its answer was lost.
    if (pointerOf(table) === metadataLocation) return;
    try {
      await lake.glue.updateTable(toPointerUpdate({ ...table, DatabaseName: lake.database }, metadataLocation));
      return;
    } catch (cause) {
      if (nth === moves) throw cause;
    }
  }
}

import { optimizeTable, readGluePages, vacuumTable } from '@tickerlake/athena-sql';
import type { TidyOptions, TidyResult } from '../../ports/warehouse.ts';
import { keptReleases } from '../../storage/releases/release-list.ts';
import { commitGuarded } from './commit-guarded.ts';
import { publishesPerCompaction, readDebt, writeDebt } from './compaction.ts';
import { keptSnapshotSeconds } from './ensure-tables.ts';
import type { LakeContext } from '../../engines/lake/lake-context.ts';
import { isMissingInGlue } from '../../engines/lake/lake-glue.ts';
import { attemptOf, attemptsFolder, stagingFolder } from '../../storage/objects/lake-layout.ts';
import { createLakeReleaseStore, type LakeRelease } from '../../storage/releases/lake-release-store.ts';
import { publishedTables } from '../../ports/table-registry.ts';
import { periodOf } from '../../engines/lake/lake-tables.ts';
import { attemptNameIn } from '../../build/iceberg/open-attempt.ts';
import { type HeldLock, withPublishLock } from './publish-lock.ts';
import { probeTable } from './repair-table.ts';

/** How long an attempt of an unknown run may still be active: many times the longest query that Athena allows. */
const attemptGraceMs = 24 * 3_600_000;

/**
 * Keeps the newest releases, always the current one; removes the staging tables and folders of runs that are published,
 * or that began more than a day ago and are not to be resumed; compacts what ten publishes have scattered; removes snapshots
 * that no kept release needs. Landing is never touched, nor anything outside the lake's folder and database.
 *
 * @throws {RunLockedError} when another publisher holds the lock.
 * @example
 * const { files, bytes } = await tidyLake(lake, { keepReleases: 5 });
 */
export function tidyLake(lake: LakeContext, options: TidyOptions): Promise<TidyResult> {
  return options.dryRun === true
    ? findLeftovers(lake, options).then(({ result }) => result)
    : withPublishLock(lake, 'tidy', async (lock) => {
        const { result, kept, keys, tables } = await findLeftovers(lake, options);
        if (kept === null) return result;
        // Records first: a crash in between leaves snapshots without a release, never a release without its snapshot.
        await createLakeReleaseStore(lake.objects).remove(result.releases);
        for (const name of tables) await dropStage(lake, name);
        await lake.objects.remove(keys);
        await compact(lake, lock, kept);
        return result;
      });
}

async function findLeftovers(lake: LakeContext, options: TidyOptions) {
  const store = createLakeReleaseStore(lake.objects);
  const [list, current] = await Promise.all([store.list(), store.current()]);
  const { kept, gone, notes } = keptReleases(list, current, options.keepReleases, () => []);
  if (kept === null) return { result: { releases: [], files: 0, bytes: 0, kept: notes }, kept, keys: [], tables: [] };
  const now = lake.clock.now().getTime();
  const isLeft = (keyOrTable: string): boolean => {
    const owner = attemptOf(keyOrTable);
    if (owner === null || options.resumableRunIds?.some((runId) => owner.isOf(runId)) === true) return false;
    return (
      list.readable.some((release) => owner.isOf(release.runId)) || owner.startedAt.getTime() < now - attemptGraceMs
    );
  };
  const objects = [
    ...(await lake.objects.list(stagingFolder)).filter(({ key }) => isLeft(key)),
    ...(await attemptRecords(lake, isLeft)),
  ];
  const result = { releases: gone, files: objects.length, bytes: objects.reduce((sum, { bytes }) => sum + bytes, 0) };
  return { result, kept, keys: objects.map(({ key }) => key), tables: (await stageTables(lake)).filter(isLeft) };
}

/** The records of attempts that are left. */
async function attemptRecords(
  { objects }: LakeContext,
  isLeft: (keyOrTable: string) => boolean,
): Promise<{ key: string; bytes: number }[]> {
  const left: { key: string; bytes: number }[] = [];
  for (const record of await objects.list(attemptsFolder)) {
    const name = await attemptNameIn(objects, record.key);
    if (name !== null && isLeft(`${stagingFolder}${name}/`)) left.push(record);
  }
  return left;
}

async function stageTables({ glue, database }: LakeContext): Promise<string[]> {
  const names: string[] = [];
  const stages = { DatabaseName: database, Expression: 'stage_.*' };
  for await (const { TableList = [] } of readGluePages((page) => glue.getTables({ ...stages, ...page })))
    names.push(...TableList.flatMap(({ Name }) => (Name === undefined ? [] : [Name])));
  return names;
}

async function dropStage({ glue, database }: LakeContext, name: string): Promise<void> {
  await glue.deleteTable({ DatabaseName: database, Name: name }).catch((cause: unknown) => {
    if (!isMissingInGlue(cause)) throw cause;
  });
}

/** Together with compacting, every ten publishes: then it is known that the tables are readable. */
async function compact(lake: LakeContext, lock: HeldLock, kept: readonly LakeRelease[]): Promise<void> {
  const debt = await readDebt(lake.objects);
  if (debt.publishes < publishesPerCompaction) return;
  for (const table of publishedTables.filter(({ scope }) => scope === 'months')) {
    const name = { database: lake.database, name: table.table.name };
    const sql = optimizeTable(lake.sql.engine, {
      table: name,
      columns: table.table.columns,
      period: periodOf(table, debt.months),
    });
    await commitGuarded(lake, lock, { table, months: debt.months, rows: null, sql });
  }
  await writeDebt(lake.objects, { publishes: 0, months: [] });
  await removeSnapshots(lake, lock, kept);
}

/** Snapshots older than every kept release; on Athena only while its fixed age spares the kept releases. */
async function removeSnapshots(lake: LakeContext, lock: HeldLock, kept: readonly LakeRelease[]): Promise<void> {
  const now = lake.clock.now().getTime();
  const oldestMs = Math.min(now, ...kept.map((release) => Date.parse(release.publishedAt)));
  const neededSeconds = Math.ceil((now - oldestMs) / 1_000) + attemptGraceMs / 1_000;
  if (lake.sql.engine.name === 'athena' && neededSeconds > keptSnapshotSeconds) return;
  for (const table of publishedTables) {
    if ('fault' in (await probeTable(lake, table, null))) continue;
    for (const statement of vacuumTable(
      lake.sql.engine,
      { database: lake.database, name: table.table.name },
      Math.max(neededSeconds, minSnapshotSeconds),
    )) {
      await lock.extend();
      await lake.sql.commit(statement);
    }
  }
}

/** Trino refuses less than `iceberg.expire-snapshots.min-retention`, 7 days by default. */
const minSnapshotSeconds = 7 * 86_400;

import { optimizeTable, readGluePages, vacuumTable } from '@tickerlake/athena-sql';
import type { TidyOptions, TidyResult } from '../../ports/warehouse.ts';
import { keptReleases } from '../../storage/releases/release-list.ts';
import { commitGuarded } from './commit-guarded.ts';
import { publishesPerCompaction, readDebt, writeDebt } from './compaction.ts';
import { keptSnapshotSeconds } from './ensure-tables.ts';
import type { LakeGround } from '../../engines/lake/lake-context.ts';
import { isMissingInGlue } from '../../engines/lake/lake-glue.ts';
import { attemptOf, attemptsFolder, stagingFolder } from '../../storage/objects/lake-layout.ts';
import { createLakeReleaseStore, type LakeRelease } from '../../storage/releases/lake-release-store.ts';
import { publishedTables } from '../../ports/table-registry.ts';
import { periodOf } from '../../engines/lake/lake-tables.ts';
import { attemptNameIn } from '../../build/iceberg/open-attempt.ts';
import { type HeldLock, withPublishLock } from './publish-lock.ts';
import { probeTable } from './repair-table.ts';

/** An attempt of a run that nobody has heard of may be at work for so long: the longest that Athena lets a query run, many times over. */
const attemptGraceMs = 24 * 3_600_000;

/**
 * Keeps the newest releases, always the current one; removes the staging tables and folders of runs that are published,
 * or that began more than a day ago and are not to be resumed; compacts what ten publishes have scattered; removes snapshots
 * that no kept release needs. Landing is never touched, nor anything outside the lake's folder and database.
 *
 * @throws {RunLockedError} when somebody else publishes.
 * @example
 * const { files, bytes } = await tidyLake(ground, { keepReleases: 5 });
 */
export function tidyLake(ground: LakeGround, options: TidyOptions): Promise<TidyResult> {
  return options.dryRun === true
    ? findLeftovers(ground, options).then(({ result }) => result)
    : withPublishLock(ground, 'tidy', async (lock) => {
        const { result, kept, keys, tables } = await findLeftovers(ground, options);
        if (kept === null) return result;
        // Records first: a crash in between leaves snapshots without a release, never a release without its snapshot.
        await createLakeReleaseStore(ground.objects).remove(result.releases);
        for (const name of tables) await dropStage(ground, name);
        await ground.objects.remove(keys);
        await compact(ground, lock, kept);
        return result;
      });
}

async function findLeftovers(ground: LakeGround, options: TidyOptions) {
  const store = createLakeReleaseStore(ground.objects);
  const [list, current] = await Promise.all([store.list(), store.current()]);
  const { kept, gone, notes } = keptReleases(list, current, options.keepReleases, () => []);
  if (kept === null) return { result: { releases: [], files: 0, bytes: 0, kept: notes }, kept, keys: [], tables: [] };
  const now = ground.clock.now().getTime();
  const isLeft = (keyOrTable: string): boolean => {
    const owner = attemptOf(keyOrTable);
    if (owner === null || options.resumableRunIds?.some((runId) => owner.isOf(runId)) === true) return false;
    return (
      list.readable.some((release) => owner.isOf(release.runId)) || owner.startedAt.getTime() < now - attemptGraceMs
    );
  };
  const objects = [
    ...(await ground.objects.list(stagingFolder)).filter(({ key }) => isLeft(key)),
    ...(await attemptRecords(ground, isLeft)),
  ];
  const result = { releases: gone, files: objects.length, bytes: objects.reduce((sum, { bytes }) => sum + bytes, 0) };
  return { result, kept, keys: objects.map(({ key }) => key), tables: (await stageTables(ground)).filter(isLeft) };
}

/** The records of attempts that are left. */
async function attemptRecords(
  { objects }: LakeGround,
  isLeft: (keyOrTable: string) => boolean,
): Promise<{ key: string; bytes: number }[]> {
  const left: { key: string; bytes: number }[] = [];
  for (const record of await objects.list(attemptsFolder)) {
    const name = await attemptNameIn(objects, record.key);
    if (name !== null && isLeft(`${stagingFolder}${name}/`)) left.push(record);
  }
  return left;
}

async function stageTables({ glue, database }: LakeGround): Promise<string[]> {
  const names: string[] = [];
  const stages = { DatabaseName: database, Expression: 'stage_.*' };
  for await (const { TableList = [] } of readGluePages((page) => glue.getTables({ ...stages, ...page })))
    names.push(...TableList.flatMap(({ Name }) => (Name === undefined ? [] : [Name])));
  return names;
}

async function dropStage({ glue, database }: LakeGround, name: string): Promise<void> {
  await glue.deleteTable({ DatabaseName: database, Name: name }).catch((cause: unknown) => {
    if (!isMissingInGlue(cause)) throw cause;
  });
}

/** Together with compacting, every ten publishes: then it is known that the tables are readable. */
async function compact(ground: LakeGround, lock: HeldLock, kept: readonly LakeRelease[]): Promise<void> {
  const debt = await readDebt(ground.objects);
  if (debt.publishes < publishesPerCompaction) return;
  for (const table of publishedTables.filter(({ scope }) => scope === 'months')) {
    const name = { database: ground.database, name: table.table.name };
    const sql = optimizeTable(ground.sql.engine, {
      table: name,
      columns: table.table.columns,
      period: periodOf(table, debt.months),
    });
    await commitGuarded(ground, lock, { table, months: debt.months, rows: null, sql });
  }
  await writeDebt(ground.objects, { publishes: 0, months: [] });
  await removeSnapshots(ground, lock, kept);
}

/** Snapshots older than every kept release; on Athena only while its fixed age spares the kept releases. */
async function removeSnapshots(ground: LakeGround, lock: HeldLock, kept: readonly LakeRelease[]): Promise<void> {
  const now = ground.clock.now().getTime();
  const oldestMs = Math.min(now, ...kept.map((release) => Date.parse(release.publishedAt)));
  const neededSeconds = Math.ceil((now - oldestMs) / 1_000) + attemptGraceMs / 1_000;
  if (ground.sql.engine.name === 'athena' && neededSeconds > keptSnapshotSeconds) return;
  for (const table of publishedTables) {
    if ('fault' in (await probeTable(ground, table, null))) continue;
    for (const statement of vacuumTable(
      ground.sql.engine,
      { database: ground.database, name: table.table.name },
      Math.max(neededSeconds, minSnapshotSeconds),
    )) {
      await lock.extend();
      await ground.sql.commit(statement);
    }
  }
}

/** Trino refuses less than `iceberg.expire-snapshots.min-retention`, 7 days by default. */
const minSnapshotSeconds = 7 * 86_400;

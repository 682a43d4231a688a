import { mergePublish, type TableName } from '@tickerlake/athena-sql';
import { hourlyVolatilityTable } from '@tickerlake/record-schema';
import { sql } from 'kysely';
import type { Month } from '../../values/month.ts';
import type { Release, ReleaseFacts, StagedBuild, TablePart } from '../../ports/warehouse.ts';
import { noRelease } from '../../storage/releases/release-fields.ts';
import { mapConcurrently } from '../../storage/map-concurrently.ts';
import { newestDatesOf, releaseIdOf } from '../next-release.ts';
import { commitGuarded } from './commit-guarded.ts';
import { countPublish } from './compaction.ts';
import { ensureTables } from './ensure-tables.ts';
import { ensureViews } from './ensure-views.ts';
import type { LakeContext } from '../../engines/lake/lake-context.ts';
import {
  createLakeReleaseStore,
  type LakeRelease,
  type PendingPublish,
  type TableState,
} from '../../storage/releases/lake-release-store.ts';
import { partOf } from '../../ports/part-of.ts';
import { type PublishedTable, publishedTables } from '../../ports/table-registry.ts';
import { periodOf, stagedTable } from '../../engines/lake/lake-tables.ts';
import { type HeldLock, withPublishLock } from './publish-lock.ts';
import { repairTable } from './repair-table.ts';
import { readPointers, type TablePointers, toState } from '../../engines/lake/table-pointers.ts';

/** What a run publishes. */
export interface LakePublish {
  readonly facts: ReleaseFacts;
  readonly staged: readonly StagedBuild[];
  readonly resultsPart: TablePart;
  readonly at: Date;
}

/**
 * Publishes the builds: one MERGE for each table (one for each 100 months), one publisher at a time, and the record of the
 * release last. What the tables were before is noted first, so that a publisher that died can be tidied up after. Called
 * again for the same run it finishes the same release: a table that was already merged gets no new snapshot.
 *
 * @throws {RunLockedError} when another publisher holds the lock.
 * @throws as `commitGuarded`.
 * @example
 * const release = await publishLakeRelease(lake, { facts, staged, resultsPart, at: new Date() });
 */
export async function publishLakeRelease(lake: LakeContext, publish: LakePublish): Promise<Release | 'stale'> {
  const { facts, staged } = publish;
  const store = createLakeReleaseStore(lake.objects);
  // Also when this run's release is there already: a publisher that died afterwards has left its lock.
  return withPublishLock(lake, facts.runId, async (lock) => {
    const [current, releases, found] = await Promise.all([store.current(), store.list(), store.pending()]);
    if (current?.runId === facts.runId) return current;
    await ensureTables(lake, current);
    const pointers = await readPointers(lake);
    // A publisher that wrote its record was done, whether or not it could say so.
    const open =
      found !== null && releases.readable.some((release) => release.runId === found.runId && release.id === current?.id)
        ? null
        : found;
    if (staged.some((build) => !isBuiltOn(build, facts.runId, open, toState(pointers)))) return 'stale';
    if (current !== null && open === null && !staged.some((build) => build.isChanged)) return current;
    const before = open?.runId === facts.runId ? open.before : pointers;
    await store.setPending({ runId: facts.runId, token: lock.token, since: lake.clock.now().toISOString(), before });
    if (before !== pointers) await repairChanged(lake, facts.runId, before, pointers);
    const [last, others] = [publishedTables.filter(isLast), publishedTables.filter((table) => !isLast(table))];
    for (const group of [others, last])
      await mapConcurrently(group, group.length, (table) => publishTable(lake, lock, table, { ...publish, before }));
    await ensureViews({ ...lake, sql: lake.sql.within(`views of ${facts.runId}`) }, facts);
    await countPublish(
      lake.objects,
      facts.runId,
      staged.flatMap((build) => build.months),
    );
    const release: LakeRelease = {
      ...facts,
      id: releaseIdOf(facts.runId, releases, await store.newestId()),
      parentId: current?.id ?? null,
      publishedAt: publish.at.toISOString(),
      newestDates: newestDatesOf(current, staged),
      tables: await readStates(lake, facts.runId),
    };
    await lock.extend();
    if (current === null) await store.point(noRelease);
    await store.write(release);
    await store.point(release.id);
    await store.setPending(null);
    return release;
  });
}

/** A publisher that died may have left a state that cannot be read (trinodb/trino#26853): the next MERGE would fail on it. */
async function repairChanged(
  lake: LakeContext,
  runId: string,
  before: TablePointers,
  now: TablePointers,
): Promise<void> {
  for (const table of publishedTables) {
    const [old, present] = [before[table.table.name], now[table.table.name]];
    if (old !== undefined && old !== present)
      await repairTable({ ...lake, sql: lake.sql.within(`look of ${runId} at ${present}`) }, table, null, old);
  }
}

/** What people look at comes last. */
const isLast = ({ table }: PublishedTable): boolean => table.name === hourlyVolatilityTable.name;

/** On what readers see, or on what they saw before this same run began to publish and was killed. */
function isBuiltOn(build: StagedBuild, runId: string, open: PendingPublish | null, state: string): boolean {
  return build.builtOn === state || (open?.runId === runId && build.builtOn === toState(open.before));
}

async function publishTable(
  lake: LakeContext,
  lock: HeldLock,
  table: PublishedTable,
  { facts, staged, resultsPart, before }: LakePublish & { readonly before: TablePointers },
): Promise<void> {
  const merge = (build: TableName, months: readonly Month[], rows: number): Promise<void> =>
    commitGuarded(lake, lock, {
      table,
      months,
      rows,
      key: `publish of ${facts.runId} on ${before[table.table.name]}`,
      sql: mergePublish({
        target: { database: lake.database, name: table.table.name },
        build,
        columns: table.table.columns,
        key: table.table.key,
        // A build keeps the published row where nothing changed, so that these differ only with the values.
        provenance: [],
        period: periodOf(table, months),
      }),
    });
  if (table.scope === 'whole') return merge(stagedTable(resultsPart.path), [], resultsPart.rows);
  for (const build of staged) {
    const part = partOf(build, table.table);
    await merge(stagedTable(part.path), build.months, part.rows);
  }
}

/**
 * The states of all tables, as a release records them.
 *
 * @example
 * const tables = await readStates(lake, runId);
 */
async function readStates(lake: LakeContext, runId: string): Promise<Record<string, TableState>> {
  const pointers = await readPointers(lake);
  const snapshots = await readSnapshots({
    ...lake,
    sql: lake.sql.within(`states of ${runId} ${toState(pointers)}`),
  });
  const states = publishedTables.map(({ table }) => {
    const state: TableState = {
      snapshotId: snapshots.get(table.name) ?? null,
      metadataLocation: pointers[table.name] ?? '',
      columns: table.columns.map((column) => column.name),
    };
    return [table.name, state] as const;
  });
  return Object.fromEntries(states);
}

/**
 * The snapshots that readers see, by table; none of a table that nothing was ever written to.
 *
 * @example
 * (await readSnapshots(lake)).get('bars'); // '3191474196145190330'
 */
export async function readSnapshots(lake: Pick<LakeContext, 'sql' | 'database'>): Promise<ReadonlyMap<string, string>> {
  const texts = publishedTables.map(
    ({ table }) =>
      `select '${table.name}' as name, snapshot_id as id from "${lake.database}"."${table.name}$refs" where name = 'main'`,
  );
  const { rows } = await sql.raw<{ name: string; id: bigint }>(texts.join(' union all ')).execute(lake.sql.db);
  return new Map(rows.map(({ name, id }) => [name, String(id)]));
}

import { join } from 'node:path';
import { barsTable, hourlyVolatilityTable } from '@tickerlake/record-schema';
import { ulid } from 'ulid';
import { RequestError, StoreError } from '../../../values/errors.ts';
import { partOf } from '../../../ports/part-of.ts';
import type { TablePart } from '../../../ports/warehouse.ts';
import { startDuckDb } from '../../../engines/duckdb/duckdb-session.ts';
import { readReceipts, receiptsOf } from '../../../ingest/landing-files/landing-receipts.ts';
import { moveOldBuilds } from '../../../release/manifest/move-old-builds.ts';
import { linkRelease, showRelease } from '../../../release/manifest/release-folder.ts';
import type { StorePaths } from '../../../storage/files/store-paths.ts';
import { assertFiles, filesOf, findLostFiles, type LostFile } from '../../../release/manifest/release-files.ts';
import { createReleaseStore, type LocalRelease } from '../../../storage/releases/release-store.ts';
import { buildMonth, type MonthBuilt } from './build-month.ts';
import { checkMonths } from './check-months.ts';
import type { Rebuild, RebuildReport } from './rebuild.ts';
import { findTarget, monthsToBuild } from './rebuild-target.ts';
import { rebuiltRelease } from './rebuilt-release.ts';

/**
 * Rebuilds damaged months of the current release from the landed bars, run by run in the order in which they were published, so that
 * the rows are those that were lost; then checks them and publishes them as a new release. When the current manifest is lost, the
 * bars of its runs are built on top of the newest release that can be read.
 *
 * @throws {StoreError} when landed bars are lost too and `acceptsLoss` is false: what cannot be rebuilt. Nothing is published.
 * @throws {QualityGateError} when the checks fail; nothing is published.
 * @throws {RequestError} when there is nothing to build from.
 * @example
 * const { releaseId, months } = await rebuildRelease({ paths, calendars, clock, rules, acceptsLoss: false, signal, onProgress });
 */
export async function rebuildRelease(rebuild: Rebuild): Promise<RebuildReport> {
  const { paths } = rebuild;
  const store = createReleaseStore(paths);
  await moveOldBuilds(paths, store);
  const { readable, unreadable } = await readReceipts(paths);
  const target = await findTarget(rebuild, readable);
  const lost = target.base === null ? [] : await findLostFiles(paths, target.base, true);
  const runs = receiptsOf(target, readable);
  const months = monthsToBuild(rebuild, target, lost, runs);
  const hasLostResults = lost.some(({ table }) => table === 'quality_results');
  if (months.length === 0 && !hasLostResults) {
    if (target.base === null)
      throw new RequestError(
        `${paths.root} holds neither a readable release nor landed bars of published runs, so there is nothing to rebuild from. Run "tickerlake run".`,
      );
    if (!target.isCurrent) await store.point(target.base.id);
    await showRelease(paths, target.base);
    return { releaseId: target.base.id, months: [], losses: [] };
  }
  const runId = `rebuild-${ulid(rebuild.clock.now().getTime())}`;
  const engine = await startDuckDb({
    tempDirectory: join(paths.scratch, 'duckdb'),
    ...(rebuild.memoryLimit !== undefined && { memoryLimit: rebuild.memoryLimit }),
  });
  try {
    const losses = unreadable.map(({ reason }) => reason);
    const built: MonthBuilt[] = [];
    for (const [index, month] of months.entries()) {
      rebuild.signal.throwIfAborted();
      rebuild.onProgress(`${index + 1}/${months.length} ${month}`);
      built.push(await buildMonth(engine, rebuild, { target, lost, runs, all: readable, runId, month }, losses));
    }
    if (losses.length > 0 && !rebuild.acceptsLoss) {
      throw new StoreError(
        `Not everything can be rebuilt from the landed bars: ${losses.slice(0, 5).join(' ')}${losses.length > 5 ? ` And ${losses.length - 5} more.` : ''} Nothing was published. "tickerlake rebuild --accept-loss" publishes the rest; a run over these days then fetches what is missing.`,
        { path: paths.landing },
      );
    }
    const checked = await checkMonths(engine, rebuild, runId, built, hasLostResults ? target : null);
    const id = Math.max(target.id, await store.newestId()) + 1;
    const release = rebuiltRelease(rebuild, target, { runId, id, built, runs, ...checked });
    await assertFiles(paths, release);
    rebuild.signal.throwIfAborted();
    await store.write(release);
    await linkRelease(paths, release);
    await store.point(release.id);
    await showRelease(paths, release);
    if (!target.isCurrent) await store.remove(target.id);
    if (losses.length === 0) await repairOlder(paths, store, lost, release);
    return {
      releaseId: release.id,
      months: built.map(({ month, build }) => ({
        month,
        bars: build === null ? 0 : partOf(build, barsTable).rows,
        hours: build === null ? 0 : partOf(build, hourlyVolatilityTable).rows,
      })),
      losses,
    };
  } finally {
    engine.close();
  }
}

/** Older releases that named a lost file get the new one, which has the same rows. */
async function repairOlder(
  paths: StorePaths,
  store: ReturnType<typeof createReleaseStore>,
  lost: readonly LostFile[],
  made: LocalRelease,
): Promise<void> {
  const gone = new Set(lost.map(({ path }) => path));
  const repair = (table: string, month: string, parts: readonly TablePart[]): readonly TablePart[] =>
    parts.some(({ path }) => gone.has(path)) ? (made.tables[table]?.[month] ?? parts) : parts;
  for (const release of (await store.list()).readable) {
    if (release.id === made.id || !filesOf(release).some(({ path }) => gone.has(path))) continue;
    const tables = Object.entries(release.tables).map(([table, months]) => [
      table,
      Object.fromEntries(Object.entries(months).map(([month, parts]) => [month, repair(table, month, parts)])),
    ]);
    const repaired = { ...release, tables: Object.fromEntries(tables) };
    await store.write(repaired);
    await linkRelease(paths, repaired);
  }
}

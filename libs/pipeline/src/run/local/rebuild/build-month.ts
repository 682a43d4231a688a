import { join } from 'node:path';
import type { StageTables } from '@tickerlake/market-sql';
import { barsTable } from '@tickerlake/record-schema';
import type { Month } from '../../../values/month.ts';
import { partOf } from '../../../ports/part-of.ts';
import type { StagedBuild } from '../../../ports/warehouse.ts';
import type { DuckDbEngine } from '../../../engines/duckdb/duckdb-session.ts';
import type { LandingReceipts } from '../../../ingest/landing-files/landing-receipts.ts';
import { isSuperseded } from '../../../ingest/landing-files/superseded.ts';
import { sourceNamed } from '../../../sources/sources.ts';
import { stagePeriod } from '../../../build/duckdb/stage-period.ts';
import type { LostFile } from '../../../release/manifest/release-files.ts';
import { findRot } from '../../../storage/files/check-file.ts';
import { builderOf } from '../../../storage/files/store-paths.ts';
import type { LocalRelease } from '../../../storage/releases/release-store.ts';
import { emptyRelease, type Rebuild } from './rebuild.ts';
import type { RebuildTarget } from './rebuild-target.ts';

/** A month that was built again. */
export interface MonthBuilt {
  readonly month: Month;
  /** Null when none of its bars are landed any more. */
  readonly build: StagedBuild | null;
  /** The last run with bars of it. */
  readonly newest: LandingReceipts | undefined;
}

/** Which month to build, and the facts of its runs. */
export interface MonthRequest {
  readonly target: RebuildTarget;
  readonly lost: readonly LostFile[];
  /** The runs whose bars are part of the release. */
  readonly runs: readonly LandingReceipts[];
  readonly all: readonly LandingReceipts[];
  readonly runId: string;
  readonly month: Month;
}

/**
 * Builds one month from the landed bars of its runs, in the order in which they were published.
 *
 * @param losses gets a sentence for everything of the month that is lost for good.
 * @example
 * const built = await buildMonth(engine, rebuild, { target, lost, runs, all, runId, month: '2026-05' }, losses);
 */
export async function buildMonth(
  engine: DuckDbEngine,
  rebuild: Rebuild,
  request: MonthRequest,
  losses: string[],
): Promise<MonthBuilt> {
  const { lost, runs, all, runId, month } = request;
  const { base } = request.target;
  const { paths, calendars } = rebuild;
  const isSound =
    base !== null &&
    rebuild.months === undefined &&
    rebuild.tables === undefined &&
    !lost.some((file) => file.month === month);
  let release: LocalRelease | null = isSound ? base : null;
  let build: StagedBuild | null = null;
  const mine = runs.filter(
    (run) => run.release > (isSound ? base.id : 0) && run.files.some((file) => (file.rowsByMonth[month] ?? 0) > 0),
  );
  for (const [index, run] of mine.entries()) {
    rebuild.signal.throwIfAborted();
    const landedFiles: string[] = [];
    for (const file of run.files.filter(({ rowsByMonth }) => (rowsByMonth[month] ?? 0) > 0)) {
      const fault = await findRot(paths.root, file, rebuild.signal);
      if (fault === null) landedFiles.push(file.path);
      else if (!isSuperseded(run, all)) losses.push(`${join(paths.root, file.path)} ${fault}.`);
    }
    if (landedFiles.length === 0) continue;
    const session = await engine.connect<StageTables>();
    build = await stagePeriod(
      session.db,
      { paths, calendars, release },
      { runId: `${runId}-${index + 1}`, month, landedFiles, isPartial: sourceNamed(run.source).isRecording },
    ).finally(() => session.close());
    release = {
      ...emptyRelease,
      ...base,
      tables: Object.fromEntries(Object.entries(build.tables).map(([table, part]) => [table, { [month]: [part] }])),
    };
  }
  if (!isSound) losses.push(...missingRows(base, month, build, mine));
  return { month, build, newest: mine.at(-1) };
}

/** Compared with the manifest: if landed bars were removed, the build has fewer rows. */
function missingRows(
  base: LocalRelease | null,
  month: Month,
  build: StagedBuild | null,
  runs: readonly LandingReceipts[],
): string[] {
  const [part] = base?.tables['bars']?.[month] ?? [];
  if (part === undefined) return [];
  const rows = build === null ? 0 : partOf(build, barsTable).rows;
  if (rows < part.rows)
    return [
      `Only ${rows} of the ${part.rows} bars of ${month} are landed: the landed bars of older runs were removed.`,
    ];
  const builder = builderOf(part.path);
  const isLanded = builder.startsWith('rebuild-') || runs.some((run) => run.runId === builder);
  return isLanded ? [] : [`The landed bars of run ${builder}, which made the last changes to ${month}, were removed.`];
}

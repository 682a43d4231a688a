import type { QualityResult } from '@tickerlake/data-quality';
import { partOf } from '../../../ports/part-of.ts';
import type { TablePart } from '../../../ports/warehouse.ts';
import type { LandingReceipts } from '../../../ingest/landing-files/landing-receipts.ts';
import { newestDatesOf, withdrawnBy } from '../../../release/next-release.ts';
import type { LocalRelease } from '../../../storage/releases/release-store.ts';
import { summarise } from '../../build-and-publish.ts';
import type { MonthBuilt } from './build-month.ts';
import { emptyRelease, type Rebuild, rebuiltTables } from './rebuild.ts';
import type { RebuildTarget } from './rebuild-target.ts';

/** What a rebuild made. */
export interface Rebuilt {
  readonly runId: string;
  readonly id: number;
  readonly built: readonly MonthBuilt[];
  readonly runs: readonly LandingReceipts[];
  readonly results: readonly QualityResult[];
  readonly parts: readonly TablePart[];
}

/**
 * The release that a rebuild publishes.
 *
 * @example
 * await store.write(rebuiltRelease(rebuild, target, { runId, id, built, runs, results, parts }));
 */
export function rebuiltRelease(
  { clock, tables = rebuiltTables }: Pick<Rebuild, 'clock' | 'tables'>,
  target: RebuildTarget,
  { runId, id, built, runs, results, parts }: Rebuilt,
): LocalRelease {
  const { base } = target;
  const newer = runs.filter(({ release }) => release > (base?.id ?? 0)).at(-1);
  const withdrawn = withdrawnBy(target, id);
  const { source, tickers, from, to, absences = [] } = newer ?? base ?? emptyRelease;
  return {
    runId,
    id,
    parentId: base?.id ?? null,
    publishedAt: clock.now().toISOString(),
    source,
    tickers,
    absences,
    from,
    to,
    newestDates: newestDatesOf(
      base,
      built.flatMap(({ build }) => build ?? []),
    ),
    quality: parts.length > 0 ? summarise(results) : (base?.quality ?? emptyRelease.quality),
    ...(withdrawn.length > 0 && { withdrawn }),
    tables: {
      ...base?.tables,
      ...Object.fromEntries(tables.map((name) => [name, withMonths(base?.tables[name], name, built)])),
      ...(parts.length > 0 && { quality_results: { latest: parts } }),
    },
  };
}

function withMonths(
  before: LocalRelease['tables'][string] | undefined,
  name: string,
  built: readonly MonthBuilt[],
): LocalRelease['tables'][string] {
  const months = { ...before };
  for (const { month, build } of built) {
    if (build === null) delete months[month];
    else months[month] = [partOf(build, { name })];
  }
  return months;
}

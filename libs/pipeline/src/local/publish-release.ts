import type { Release, ReleaseFacts, StagedPeriod, TableFile } from '../ports/warehouse.ts';
import type { ReleaseStore } from './release-store.ts';

/**
 * Publishes the staged periods: a manifest that names every file of the new state is written beside the old ones, then
 * the pointer is renamed onto it. Called again for the same run after a crash, it finishes the same release. When no
 * period differs from what is published, the current release stays.
 *
 * @example
 * const release = await publishRelease(releases, facts, staged, resultsFile, new Date());
 */
export async function publishRelease(
  releases: ReleaseStore, facts: ReleaseFacts, staged: readonly StagedPeriod[], resultsFile: TableFile, at: Date,
): Promise<Release> {
  const current = await releases.current();
  if (current?.runId === facts.runId) return current;
  if (current !== null && !staged.some((period) => period.isChanged)) return current;
  const all = await releases.list();
  const written = all.find((release) => release.runId === facts.runId);
  const release: Release = {
    ...facts,
    id: written?.id ?? Math.max(0, ...all.map((other) => other.id)) + 1,
    parentId: current?.id ?? null,
    publishedAt: at.toISOString(),
    newestDates: mergeNewest(current, staged),
    tables: mergeTables(current, staged, resultsFile),
  };
  await releases.write(release);
  await releases.point(release.id);
  return release;
}

function mergeTables(current: Release | null, staged: readonly StagedPeriod[], resultsFile: TableFile): Release['tables'] {
  const replaced = (name: keyof StagedPeriod['tables']) => ({
    ...current?.tables[name],
    ...Object.fromEntries(staged.map((period) => [period.month, [period.tables[name]]])),
  });
  return {
    sessions: replaced('sessions'),
    bars: replaced('bars'),
    hourly_volatility: replaced('hourly_volatility'),
    quality_results: { latest: [resultsFile] },
  };
}

function mergeNewest(current: Release | null, staged: readonly StagedPeriod[]): Release['newestDates'] {
  const newest: Record<string, string> = { ...current?.newestDates };
  for (const [ticker, date] of staged.flatMap((period) => Object.entries(period.newestDates))) {
    if (date > (newest[ticker] ?? '')) newest[ticker] = date;
  }
  return newest;
}

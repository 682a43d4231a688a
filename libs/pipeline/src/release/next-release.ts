import type { Release, StagedBuild } from '../ports/warehouse.ts';

/**
 * The id under which a run publishes: its own again if it wrote its manifest before a crash, otherwise the next one.
 *
 * @example
 * releaseIdOf('01J...', await releases.list(), await releases.newestId());
 */
export function releaseIdOf(
  runId: string,
  { readable }: { readonly readable: readonly Pick<Release, 'id' | 'runId'>[] },
  newestId: number,
): number {
  return readable.find((release) => release.runId === runId)?.id ?? newestId + 1;
}

/**
 * The newest trading date of each ticker, once builds are published on top of a release.
 *
 * @example
 * newestDatesOf({ newestDates: { AAPL: '2026-05-28' } }, [{ newestDates: { AAPL: '2026-05-29' } }]); // { AAPL: '2026-05-29' }
 */
export function newestDatesOf(
  current: Pick<Release, 'newestDates'> | null,
  builds: readonly Pick<StagedBuild, 'newestDates'>[],
): Release['newestDates'] {
  const newest: Record<string, string> = { ...current?.newestDates };
  for (const [ticker, date] of builds.flatMap((build) => Object.entries(build.newestDates)))
    if (date > (newest[ticker] ?? '')) newest[ticker] = date;
  return newest;
}

/**
 * The releases whose bars are not in the next one: everything between the release it builds on, such as after a rollback, and itself.
 *
 * @example
 * withdrawnBy({ id: 2, withdrawn: [] }, 5); // [3, 4]
 */
export function withdrawnBy(
  base: { readonly id: number; readonly withdrawn?: readonly number[] | undefined } | null,
  id: number,
): number[] {
  if (base === null) return [];
  const between = Array.from({ length: Math.max(0, id - base.id - 1) }, (_, index) => base.id + 1 + index);
  return [...(base.withdrawn ?? []), ...between];
}

import type { Release, StagedBuild } from '../ports/warehouse.ts';
import type { ReleaseList } from '../storage/releases/release-list.ts';

/**
 * The id of the next release: one above every release that is kept, damaged ones included.
 *
 * @param atLeast an id that is taken although its manifest is lost.
 * @example
 * nextReleaseId({ readable: [{ id: 2 }], unreadable: [{ id: 3 }] }); // 4
 */
export function nextReleaseId(
  {
    readable,
    unreadable,
  }: { readonly readable: readonly { readonly id: number }[]; readonly unreadable: readonly { readonly id: number }[] },
  atLeast = 0,
): number {
  return Math.max(atLeast, ...[...readable, ...unreadable].map(({ id }) => id)) + 1;
}

/**
 * The id under which a run publishes: its own again if it wrote its manifest before a crash, otherwise the next one.
 *
 * @example
 * releaseIdOf('01J...', await releases.list(), await releases.newestId());
 */
export function releaseIdOf(runId: string, { readable }: ReleaseList<Release>, newestId: number): number {
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

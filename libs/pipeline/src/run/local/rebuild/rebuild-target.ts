import { RequestError } from '../../../values/errors.ts';
import type { Month } from '../../../values/month.ts';
import type { LandingReceipts } from '../../../ingest/landing-files/landing-receipts.ts';
import type { LostFile } from '../../../release/manifest/release-files.ts';
import { createReleaseStore, type LocalRelease } from '../../../storage/releases/release-store.ts';
import { type Rebuild, rebuiltTables } from './rebuild.ts';

/** The release to start from, and the one that readers are to see again. */
export interface RebuildTarget {
  /** Null when no manifest can be read. */
  readonly base: LocalRelease | null;
  readonly id: number;
  readonly withdrawn: readonly number[];
  readonly isCurrent: boolean;
}

/**
 * Finds the release to rebuild: the current one, or if its manifest is lost, the newest readable one before it.
 *
 * @example
 * const target = await findTarget(rebuild, receipts);
 */
export async function findTarget(
  { paths }: Pick<Rebuild, 'paths'>,
  receipts: readonly LandingReceipts[],
): Promise<RebuildTarget> {
  const store = createReleaseStore(paths);
  const releases = await store.list();
  const pointedId = await store.pointedId();
  const id = pointedId ?? Math.max(await store.newestId(), ...receipts.map(({ release }) => release));
  const current = releases.readable.find((release) => release.id === id);
  if (current !== undefined)
    return { base: current, id, withdrawn: current.withdrawn ?? [], isCurrent: pointedId === id };
  const withdrawn = receipts.find(({ release }) => release === id)?.withdrawn;
  const base =
    releases.readable.filter((release) => release.id < id && withdrawn?.includes(release.id) !== true).at(-1) ?? null;
  return { base, id, withdrawn: withdrawn ?? base?.withdrawn ?? [], isCurrent: false };
}

/**
 * The months to build: those that were requested, otherwise those that are damaged or that runs brought after the newest readable
 * release.
 *
 * @throws {RequestError} when a requested month was never landed or published.
 * @example
 * const months = monthsToBuild(rebuild, target, lostFiles, runs);
 */
export function monthsToBuild(
  rebuild: Pick<Rebuild, 'months' | 'tables'>,
  { base }: Pick<RebuildTarget, 'base'>,
  lost: readonly LostFile[],
  runs: readonly LandingReceipts[],
): Month[] {
  const known = new Set([
    ...Object.keys(base?.tables['bars'] ?? {}),
    ...runs.flatMap((run) => run.files.flatMap((file) => Object.keys(file.rowsByMonth))),
  ]);
  const missing = rebuild.months?.find((month) => !known.has(month));
  if (missing !== undefined)
    throw new RequestError(
      `Month ${missing} was never landed or published. Months that can be built: ${[...known].sort().join(', ')}.`,
    );
  if (rebuild.months !== undefined) return [...rebuild.months].sort();
  if (rebuild.tables !== undefined && base !== null && !lost.some(isOfTables(rebuild))) return [...known].sort();
  const later = runs
    .filter(({ release }) => release > (base?.id ?? 0))
    .flatMap((run) => run.files.flatMap((file) => Object.keys(file.rowsByMonth)));
  return [...new Set([...lost.filter(isOfTables(rebuild)).map(({ month }) => month), ...later])].sort();
}

const isOfTables =
  ({ tables = rebuiltTables }: Pick<Rebuild, 'tables'>) =>
  ({ table }: LostFile): boolean =>
    tables.some((name) => name === table);

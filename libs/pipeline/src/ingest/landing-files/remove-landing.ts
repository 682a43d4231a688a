import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { receiptsName } from './landing-receipts.ts';
import type { StorePaths } from '../../storage/files/store-paths.ts';

/** Which landed files may go. */
export interface OldLanding {
  /** Arrival dates before this one, `YYYY-MM-DD` in UTC. */
  readonly before: string;
  /** Runs that may still be resumed: theirs stay, however old. */
  readonly resumableRunIds: readonly string[];
  /** Only say what would go. */
  readonly dryRun?: boolean;
}

/**
 * Removes what old runs landed: the evidence of what the vendor sent, which no table needs any more. Only a person requests that;
 * a run never does. Only the holder of the run lock may call it.
 *
 * @example
 * const { runs, bytes } = await removeLanding(paths, { before: '2026-01-01', resumableRunIds: [] });
 */
export async function removeLanding(
  paths: StorePaths,
  what: OldLanding,
): Promise<{ runs: number; files: number; bytes: number }> {
  const dates = (await foldersOf(paths.landing)).filter(
    (name) => name.startsWith('dt=') && name.slice('dt='.length) < what.before,
  );
  const runs = (
    await Promise.all(
      dates.map(async (date) => (await foldersOf(join(paths.landing, date))).map((name) => ({ date, name }))),
    )
  ).flat();
  const gone = runs.filter(({ name }) => !what.resumableRunIds.includes(name.slice('run='.length)));
  const sizes: number[] = [];
  for (const { date, name } of gone) {
    const folder = join(paths.landing, date, name);
    const entries = (await readdir(folder, { recursive: true, withFileTypes: true })).filter(
      (entry) => entry.isFile() && entry.name !== receiptsName,
    );
    for (const entry of entries) sizes.push((await stat(join(entry.parentPath, entry.name))).size);
    if (what.dryRun === true) continue;
    await rm(folder, { recursive: true, force: true });
    if ((await readdir(join(paths.landing, date))).length === 0)
      await rm(join(paths.landing, date), { recursive: true });
  }
  return { runs: gone.length, files: sizes.length, bytes: sizes.reduce((sum, size) => sum + size, 0) };
}

async function foldersOf(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

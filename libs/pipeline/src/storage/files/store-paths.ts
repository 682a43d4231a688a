import { basename, join } from 'node:path';

const buildsFolder = '.builds';
const oldBuildsFolder = 'warehouse';

/**
 * The path of a build of one month of a table, inside the store.
 *
 * @example
 * buildPath('bars', '2026-05', '01J...'); // '.builds/bars/2026-05/01J....data'
 */
export const buildPath = (table: string, month: string, name: string): string =>
  join(buildsFolder, table, month, `${name}.data`);

/**
 * The present path of a build that an older version wrote; null for any other path.
 *
 * @example
 * movedBuildPath('warehouse/bars/2026-05/01J....parquet'); // '.builds/bars/2026-05/01J....data'
 */
export function movedBuildPath(path: string): string | null {
  const [folder, table, month, file, ...more] = path.split(/[\\/]/);
  if (folder !== oldBuildsFolder || table === undefined || month === undefined || file === undefined || more.length > 0)
    return null;
  return buildPath(table, month, file.replace(/\.parquet$/, ''));
}

/**
 * The run that wrote a build.
 *
 * @example
 * builderOf('.builds/bars/2026-05/01J...-merged.data'); // '01J...'
 */
export const builderOf = (path: string): string => basename(path).replace(/(-merged)?\.(data|parquet)$/, '');

/**
 * The paths of a store, below its folder.
 *
 * @example
 * storePaths('.tickerlake/simulated').journal('01J...'); // '.tickerlake/simulated/runs/01J....jsonl'
 */
export function storePaths(root: string) {
  return {
    root,
    landing: join(root, 'landing', 'raw_bars'),
    /** Files that never change, among them refused builds: a reader's `*.parquet` matches none of them. */
    builds: join(root, buildsFolder),
    /** The folder of builds in older versions. */
    oldBuilds: join(root, oldBuildsFolder),
    releases: join(root, 'releases'),
    /** Links to the files of one release for other tools: `<table>/<month>-r<id>-<hash>.parquet`. */
    releaseFolder: (id: number) => join(root, 'releases', String(id)),
    /** The link to the folder of the current release. */
    current: join(root, 'current'),
    currentRelease: join(root, 'releases', 'current.json'),
    splits: join(root, 'splits.json'),
    instruments: join(root, 'instruments.json'),
    ledger: join(root, 'ledger.json'),
    totals: join(root, 'totals'),
    /** What `reconcile` recorded: numbered folders, of which the last counts. */
    reconciliations: join(root, 'reconciliations'),
    accepted: join(root, 'accepted.json'),
    runs: join(root, 'runs'),
    history: join(root, 'history'),
    journal: (runId: string) => join(root, 'runs', `${runId}.jsonl`),
    scratch: join(root, 'scratch'),
    locks: join(root, 'locks'),
  };
}

/** The paths of one store. */
export type StorePaths = ReturnType<typeof storePaths>;

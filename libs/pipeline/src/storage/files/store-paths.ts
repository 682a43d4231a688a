import { join } from 'node:path';

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
    warehouse: join(root, 'warehouse'),
    releases: join(root, 'releases'),
    currentRelease: join(root, 'releases', 'current.json'),
    splits: join(root, 'splits.json'),
    instruments: join(root, 'instruments.json'),
    ledger: join(root, 'ledger.json'),
    runs: join(root, 'runs'),
    history: join(root, 'history'),
    journal: (runId: string) => join(root, 'runs', `${runId}.jsonl`),
    scratch: join(root, 'scratch'),
    locks: join(root, 'locks'),
  };
}

/** The paths of one store. */
export type StorePaths = ReturnType<typeof storePaths>;

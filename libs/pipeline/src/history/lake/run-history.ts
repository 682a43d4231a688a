import type { RunFacts } from '../run-rows.ts';
import type { ObjectStore } from '../../storage/objects/object-store.ts';
import { recordLakeRun } from './record-lake-run.ts';

/** Where the ends of runs are written down for the dashboards. */
export interface RunHistory {
  /** Once at the end of a run, also of one that failed; the same run again replaces its rows. */
  record(run: RunFacts): Promise<void>;
}

/**
 * The history of a lake.
 *
 * @throws {StoreError} by its calls.
 * @example
 * await createLakeHistory(objects).record(run);
 */
export const createLakeHistory = (objects: Pick<ObjectStore, 'location' | 'read' | 'write'>): RunHistory => ({
  record: (run) => recordLakeRun(objects, run),
});

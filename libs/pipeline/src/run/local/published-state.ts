import { basename } from 'node:path';
import type { StorePaths } from '../../storage/files/store-paths.ts';
import { listSegments } from '../../history/local/history-segments.ts';
import { currentReconciliation } from '../../reconcile/reconciliation-files.ts';
import { createRunJournal } from '../../history/local/run-journal.ts';

/** More journals than runs leave at a time: only a store of an older program has them, until its next run. */
const maxJournals = 8;

/**
 * Names what readers of a store see now: another text when another release is current, a run has started or ended,
 * or sources were compared.
 *
 * @example
 * if ((await publishedState(paths, release)) !== reader.state) await reader.close();
 */
export async function publishedState(paths: StorePaths, release: { readonly id: number }): Promise<string> {
  const journal = createRunJournal(paths);
  const ids = await journal.ids();
  const newest = await Promise.all(ids.slice(-maxJournals).map((id) => journal.read(id)));
  const { current } = await listSegments(paths);
  const runs = newest.map((run) => (run === null ? '' : `${run.runId} ${run.outcome ?? 'open'}`));
  const reconciliation = basename((await currentReconciliation(paths)) ?? '0');
  return [release.id, current.at(-1)?.last ?? 0, reconciliation, ids.length, ...runs].join(' ');
}

import { foldJournals } from '../history/local/fold-journals.ts';
import { createRunJournal, type JournaledRun } from '../history/local/run-journal.ts';
import type { StorePaths } from '../storage/files/store-paths.ts';

const hourMs = 3_600_000;

/**
 * Gives a store a past of hourly runs, the newest an hour before the template: written by what folds the journals of real runs, without
 * the journals.
 *
 * @param template a run as read from its journal; all past runs did and found the same.
 * @param segmentRuns runs in one segment, as many as in a real store by default.
 * @example
 * await plantPastRuns(storePaths('/data/bench/simulated'), template, 88_000);
 */
export async function plantPastRuns(
  paths: StorePaths,
  template: JournaledRun,
  count: number,
  segmentRuns?: number,
): Promise<void> {
  const startedMs = Date.parse(template.startedAt);
  const ids = Array.from({ length: count }, (_, index) => `PAST${String(index).padStart(8, '0')}`);
  const journal = {
    ...createRunJournal(paths),
    ids: async () => ids,
    async read(runId: string): Promise<JournaledRun> {
      const at = new Date(startedMs - (count - Number(runId.slice('PAST'.length))) * hourMs).toISOString();
      return {
        ...template,
        runId,
        startedAt: at,
        endedAt: at,
        steps: template.steps.map((one) =>
          one.step.stage === 'check' && one.step.part === 'time' ? { ...one, result: at } : one,
        ),
      };
    },
    remove: async () => {},
  };
  await foldJournals(paths, journal, segmentRuns);
}

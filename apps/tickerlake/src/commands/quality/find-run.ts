import { type CheckedRun, RequestError } from '@tickerlake/pipeline';

/**
 * The run of an id, or of a part of it that no other run has.
 *
 * @param runs newest first.
 * @throws {RequestError} when none or several are meant.
 * @example
 * findRun(runs, '01JT2K').runId; // '01JT2KXN8PZ..'
 */
export function findRun(runs: readonly CheckedRun[], text: string): CheckedRun {
  const exact = runs.find(({ runId }) => runId === text);
  const meant = exact === undefined ? runs.filter(({ runId }) => runId.includes(text)) : [exact];
  const [run] = meant;
  if (run !== undefined && meant.length === 1) return run;
  const newest = runs.slice(0, 5).map(({ runId, checkedAt }) => `${runId} (${checkedAt.toISOString()})`);
  throw new RequestError(
    `${meant.length === 0 ? 'No run' : `${meant.length} runs`} with quality results ${meant.length === 0 ? 'has' : 'have'} "${text}" in the id. The newest: ${newest.join(', ') || 'none, because no run has reached its checks yet'}.`,
  );
}

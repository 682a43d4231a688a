import { type Kysely, sql } from 'kysely';
import type { AcceptedObservation } from '../../values/accepted-observation.ts';
import type { LookBack } from '../../ports/quality-memory.ts';
import { lookBack, type MeasuredRule, seriesIn } from '../look-back.ts';
import type { StorePaths } from '../../storage/files/store-paths.ts';
import { openAcceptedFile } from './accepted-file.ts';
import { withStoreHistory } from './with-store-history.ts';

/** More than any rule looks back; a year of hourly runs has 8,760. */
const mostRuns = 10_000;

/**
 * The memory of the rules of a store.
 *
 * @param beforeRun the run that published what is checked; it does not count.
 * @throws {StoreError} when a file of the history is damaged.
 * @example
 * const history = await readStoreLookBack(paths, release.runId);
 */
export async function readStoreLookBack(paths: StorePaths, beforeRun = ''): Promise<LookBack> {
  const { known } = await openAcceptedFile(paths);
  return withStoreHistory(paths, (db) => selectLookBack(db, known ?? [], beforeRun));
}

/** Values of runs that published nothing count only where a person has accepted them. */
async function selectLookBack(
  db: Kysely<unknown>,
  accepted: readonly AcceptedObservation[],
  beforeRun: string,
): Promise<LookBack> {
  const acceptedRuns = sql.join(['', ...accepted.map(({ runId }) => runId)]);
  const { rows } = await sql<Omit<MeasuredRule, 'series'> & { readonly series: string }>`
    with published as (
      select run_id from runs where outcome in ('published', 'unchanged') and run_id <> ${beforeRun}
      order by started_at desc limit ${mostRuns}
    )
    select run_id as "runId", run_id in (select run_id from published) as "isPublished", checked_at as "checkedAt", dataset, rule, status, series,
      (select max(cast(range_to as varchar)) from runs where runs.run_id = quality_history.run_id) as "rangeTo"
    from quality_history
    where series is not null and run_id <> ${beforeRun}
      and (run_id in (select run_id from published) or run_id in (${acceptedRuns}))
    order by checked_at desc, run_id desc`.execute(db);
  return lookBack(
    rows.map((row) => ({ ...row, series: seriesIn(row.series) })),
    accepted,
  );
}

import { sql } from 'kysely';
import type { CheckedRun, QualityMemory, RecordedRule } from '../../ports/quality-memory.ts';
import type { StorePaths } from '../../storage/files/store-paths.ts';
import { seriesIn } from '../look-back.ts';
import { openAcceptedFile } from './accepted-file.ts';
import { withStoreHistory } from './with-store-history.ts';

/**
 * What the checks of a store's runs found.
 *
 * @throws {StoreError} by its calls, when a file is damaged.
 * @example
 * const [newest] = await createLocalQualityMemory(storePaths('.tickerlake/simulated')).runs();
 */
export const createLocalQualityMemory = (paths: StorePaths): QualityMemory => ({
  runs: () =>
    withStoreHistory(paths, async (db) => {
      const { rows } = await sql<CheckedRun>`
        select run_id as "runId", max(checked_at) as "checkedAt" from quality_history group by run_id
        order by "checkedAt" desc, run_id desc`.execute(db);
      return rows;
    }),
  rules: (runId) =>
    withStoreHistory(paths, async (db) => {
      const { rows } = await sql<Omit<RecordedRule, 'series'> & { readonly series: string | null }>`
        select run_id as "runId", checked_at as "checkedAt", dataset, rule_id as "ruleId", rule, severity, status, observed,
          coalesce(expected, '') as expected, series
        from quality_history where run_id = ${runId} order by dataset, rule`.execute(db);
      return rows.map((row) => ({ ...row, series: seriesIn(row.series) }));
    }),
  openAccepted: () => openAcceptedFile(paths),
});

import { toJsonValue } from '@tickerlake/data-quality';
import type { JsonRow, qualityHistoryTable } from '@tickerlake/record-schema';
import * as z from 'zod';
import type { RunFacts } from './run-rows.ts';

/** The stored part of the step `check`. */
const checkSchema = z.object({
  results: z.array(
    z.object({
      dataset: z.string(),
      rules: z.array(
        z.object({
          id: z.string(),
          dqdl: z.string(),
          severity: z.string(),
          status: z.string(),
          observed: z.number().nullable().catch(null),
          expected: z.string(),
          message: z.string(),
          sample: z.array(z.record(z.string(), z.unknown())),
          // Absent in the journal of an older version.
          series: z.record(z.string(), z.number()).optional().catch(undefined),
        }),
      ),
    }),
  ),
});

/**
 * The rule results of each run, as rows of `quality_history`. A run that checked again, because others had published, counts with
 * its last check.
 *
 * @example
 * const rows = qualityHistoryRows(await createRunJournal(paths).runs());
 */
export function qualityHistoryRows(runs: readonly RunFacts[]): JsonRow<typeof qualityHistoryTable>[] {
  return runs.flatMap(({ runId, steps }) => {
    const last = steps.findLast(({ step }) => step.stage === 'check' && step.part === undefined);
    const time = steps.find(
      ({ step }) => step.stage === 'check' && step.part === 'time' && (step.round ?? 1) === (last?.step.round ?? 1),
    );
    const checkedAt = z.string().safeParse(time?.result).data;
    const check = checkSchema.safeParse(last?.result).data;
    if (checkedAt === undefined || check === undefined) return [];
    return check.results.flatMap(({ dataset, rules }) =>
      rules.map((rule) => ({
        run_id: runId,
        checked_at: checkedAt,
        dataset,
        rule_id: rule.id,
        rule: rule.dqdl,
        severity: rule.severity,
        // The word of older versions.
        status: rule.status === 'skipped' ? 'not_evaluated' : rule.status,
        observed: rule.observed,
        expected: rule.expected,
        message: rule.message,
        failing_rows: rule.sample.length === 0 ? null : JSON.stringify(rule.sample, toJsonValue),
        series: Object.keys(rule.series ?? {}).length === 0 ? null : JSON.stringify(rule.series),
      })),
    );
  });
}

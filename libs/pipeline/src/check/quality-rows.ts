import type { QualityResult } from '@tickerlake/data-quality';
import type { JsonRow, qualityResultsTable } from '@tickerlake/record-schema';

/**
 * Check results as rows of `quality_results`.
 *
 * @example
 * const rows = qualityRows('01J...', new Date(), results);
 */
export function qualityRows(
  runId: string,
  checkedAt: Date,
  results: readonly QualityResult[],
): JsonRow<typeof qualityResultsTable>[] {
  return results.flatMap((result) =>
    result.rules.map((rule) => ({
      run_id: runId,
      checked_at: checkedAt.toISOString(),
      dataset: result.dataset,
      rule_id: rule.id,
      rule: rule.dqdl,
      severity: rule.severity,
      status: rule.status,
      observed: rule.observedText,
      expected: rule.expected,
      message: rule.message,
    })),
  );
}

import type { QualityResult, RuleStatus } from '../quality-result.ts';

/** Glue knows three results: what was not evaluated is not a pass, and says why. */
const results: Record<RuleStatus, 'PASS' | 'FAIL' | 'ERROR'> = {
  pass: 'PASS',
  warn: 'FAIL',
  fail: 'FAIL',
  error: 'ERROR',
  not_evaluated: 'ERROR',
};

/**
 * Results as AWS Glue's `BatchGetDataQualityResult` answers them, with its fields only, for programs that read that. `Score` is
 * Glue's: passed over all rules.
 *
 * Source: https://docs.aws.amazon.com/glue/latest/webapi/API_BatchGetDataQualityResult.html
 *
 * @example
 * JSON.parse(toGlue([result])).Results[0].RuleResults[0].Result; // 'PASS'
 */
export const toGlue = (checked: readonly QualityResult[]): string =>
  `${JSON.stringify({ Results: checked.map(resultJson) }, null, 2)}\n`;

function resultJson(result: QualityResult): Readonly<Record<string, unknown>> {
  const { rules } = result;
  const passed = rules.filter(({ status }) => status === 'pass').length;
  return {
    Score: rules.length === 0 ? 0 : passed / rules.length,
    RulesetName: result.file,
    EvaluationContext: result.dataset,
    CompletedOn: result.evaluatedAt.getTime() / 1000,
    RuleResults: rules.map(({ name, dqdl, status, message, metrics, labels }) => ({
      Name: name,
      Description: dqdl,
      ...(message === '' ? {} : { EvaluationMessage: message }),
      Result: results[status],
      EvaluatedMetrics: metrics,
      EvaluatedRule: dqdl,
      Labels: labels,
    })),
    AnalyzerResults: result.analyzers.map(({ dqdl, message, metrics }, index) => ({
      Name: `Analyzer_${index + 1}`,
      Description: dqdl,
      ...(message === '' ? {} : { EvaluationMessage: message }),
      EvaluatedMetrics: metrics,
    })),
  };
}

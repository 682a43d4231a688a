import type { QualityResult, RuleResult, RuleStatus } from './quality-result.ts';

const awsResults: Record<RuleStatus, 'PASS' | 'FAIL' | 'ERROR'> = { pass: 'PASS', skipped: 'PASS', warn: 'FAIL', fail: 'FAIL', error: 'ERROR' };

/**
 * A result as JSON text in the shape of AWS Glue's `GetDataQualityResult` (`Score`, `RuleResults` with `Name`,
 * `Description`, `EvaluatedMetrics`, `EvaluatedRule`, `Result`, `EvaluationMessage`, `Labels`). What AWS has no place for
 * stands beside it in lower camel case, so nothing is lost.
 *
 * @example
 * JSON.parse(toJson(result)).RuleResults[0].Result; // 'PASS'
 */
export function toJson(result: QualityResult): string {
  const document = {
    Score: result.score,
    DataSource: { dataset: result.dataset },
    CompletedOn: result.evaluatedAt.toISOString(),
    RulesetName: result.file,
    RuleResults: result.rules.map(ruleJson),
    AnalyzerResults: Object.keys(result.metrics).length === 0 ? [] : [{ EvaluatedMetrics: result.metrics }],
  };
  return `${JSON.stringify(document, (_, value: unknown) => (typeof value === 'bigint' ? value.toString() : value), 2)}\n`;
}

function ruleJson(rule: RuleResult): Readonly<Record<string, unknown>> {
  return {
    Name: rule.name,
    Description: rule.dqdl,
    EvaluatedMetrics: rule.metrics,
    EvaluatedRule: rule.dqdl,
    Result: awsResults[rule.status],
    ...(rule.message === '' ? {} : { EvaluationMessage: rule.message }),
    Labels: rule.labels,
    id: rule.id,
    status: rule.status,
    severity: rule.severity,
    observed: rule.observed,
    observedText: rule.observedText,
    expected: rule.expected,
    rows: rule.rows,
    sample: rule.sample,
    at: { file: rule.file, line: rule.at.line, column: rule.at.column },
  };
}

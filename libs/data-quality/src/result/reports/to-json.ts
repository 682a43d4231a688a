import { countRules } from '../count-rules.ts';
import { nextStep } from '../next-step.ts';
import type { AnalyzerResult, QualityResult, RuleResult, RuleStatus } from '../quality-result.ts';
import { toJsonValue } from '../to-json-value.ts';

/** AWS has no status for a rule that was not evaluated, and no other status fits. */
const awsResults: Record<RuleStatus, string> = {
  pass: 'PASS',
  not_evaluated: 'NOT_EVALUATED',
  warn: 'FAIL',
  fail: 'FAIL',
  error: 'ERROR',
};

/**
 * Results as one JSON document: `summary` counts the rules of all, `results` has one object per dataset in the shape of AWS
 * Glue's `GetDataQualityResult` (`Score`, `RuleResults` with `Name`, `Description`, `EvaluatedMetrics`, `EvaluatedRule`,
 * `Result`, `EvaluationMessage`, `Labels`). Fields that AWS lacks have names in lower camel case, so nothing is lost.
 * NaN and the infinities are texts.
 *
 * @example
 * JSON.parse(toJson([result])).results[0].RuleResults[0].Result; // 'PASS'
 */
export function toJson(results: readonly QualityResult[]): string {
  return `${JSON.stringify({ summary: countRules(results), results: results.map(resultJson) }, toJsonValue, 2)}\n`;
}

function resultJson(result: QualityResult): Readonly<Record<string, unknown>> {
  return {
    Score: result.score,
    DataSource: { dataset: result.dataset },
    CompletedOn: result.evaluatedAt.toISOString(),
    clock: result.clock,
    RulesetName: result.file,
    RuleResults: result.rules.map(ruleJson),
    AnalyzerResults: result.analyzers.map(analyzerJson),
  };
}

function analyzerJson(
  { dqdl, status, metrics, message }: AnalyzerResult,
  index: number,
): Readonly<Record<string, unknown>> {
  return {
    Name: `Analyzer_${index + 1}`,
    Description: dqdl,
    EvaluatedMetrics: metrics,
    ...(message === '' ? {} : { EvaluationMessage: message }),
    status,
  };
}

function ruleJson(rule: RuleResult): Readonly<Record<string, unknown>> {
  return {
    Name: rule.name,
    Description: rule.dqdl,
    EvaluatedMetrics: rule.metrics,
    EvaluatedRule: rule.dqdl,
    Result: awsResults[rule.status],
    ...(rule.message === '' ? {} : { EvaluationMessage: rule.message }),
    ...(nextStep(rule) === '' ? {} : { nextStep: nextStep(rule) }),
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

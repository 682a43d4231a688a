export type {
  Analyzer,
  CompositeRule,
  Condition,
  ConditionType,
  Constant,
  Label,
  NumberOperand,
  Parameter,
  Rule,
  Ruleset,
  SimpleRule,
} from './dqdl/ast.ts';
export type { HistoryPoint, MetricHistory } from './history/metric-history.ts';
export { seriesOf } from './history/series-of.ts';
export type { ParseOptions } from './dqdl/cursor.ts';
export { DqdlSyntaxError } from './dqdl/dqdl-syntax-error.ts';
export { parseDqdl } from './dqdl/parse-dqdl.ts';
export type { Position } from './dqdl/position.ts';
export { printDqdl, printRule } from './dqdl/print-dqdl.ts';
export { toReferenceAst } from './dqdl/reference-ast.ts';
export { type RuleType, ruleTypes } from './dqdl/rule-types.ts';
export { type LintFinding, type LintRuleName, lintDqdl } from './lint/lint-dqdl.ts';
export { assertGate, stopsTheRun } from './result/assert-gate.ts';
export { countRules, countsText, type RuleCounts } from './result/count-rules.ts';
export { QualityGateError } from './result/quality-gate-error.ts';
export type {
  AnalyzerResult,
  OnNoHistory,
  PastValue,
  QualityResult,
  RowCounts,
  RuleResult,
  RuleStatus,
  SampleRow,
  SampleValue,
  Severity,
} from './result/quality-result.ts';
export type { FileFacts, FilePort, HashAlgorithm } from './files/file-port.ts';
export type { ColumnType, DatasetColumn, Reference } from './plan/plan-context.ts';
export type { OwnRule, OwnRuleType } from './plan/plan-context.ts';
export { type CheckOptions, checkRules } from './run/check-rules.ts';
export { describeColumns } from './run/describe-columns.ts';
export { explainRules } from './run/explain-rules.ts';
export { toJsonValue } from './result/to-json-value.ts';
export { toHtml } from './result/reports/to-html.ts';
export { nextStep } from './result/next-step.ts';
export { toGlue } from './result/reports/to-glue.ts';
export { toJson } from './result/reports/to-json.ts';
export { toMarkdown } from './result/reports/to-markdown.ts';
export { toJUnit } from './result/reports/to-junit.ts';
export { toText } from './result/reports/to-text.ts';
export { plainDatabase, type PlainQuery } from './sql/plain-database.ts';
export { printProposals } from './suggest/print-proposals.ts';
export { profileTable, type ProfileOptions } from './suggest/profile-table.ts';
export type { Proposal } from './suggest/proposal.ts';
export { seriesOfProfile, type SuggestOptions, suggestRules } from './suggest/suggest-rules.ts';
export type { ColumnProfile, TableProfile } from './suggest/table-profile.ts';
export {
  type ChangedOutcome,
  diffRules,
  type FoundRule,
  type MovedMetric,
  type RulesDiff,
} from './result/diff-rules.ts';
export { countText, readable } from './plan/numbers/number-text.ts';
export type { PlannedStatement } from './run/plan-check.ts';
export type { ScanCosts } from './run/scan-costs.ts';
export { ScanLimitError } from './run/scan-limit-error.ts';

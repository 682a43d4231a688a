import type { QualityResult, RuleResult } from '../result/quality-result.ts';

/** A passed rule, with fields replaced. */
export function ruleResult(over: Partial<RuleResult>): RuleResult {
  return {
    id: '0123456789abcdef',
    name: 'Rule_1',
    dqdl: 'RowCount > 0',
    file: 'hourly.dqdl',
    at: { offset: 14, line: 2, column: 5 },
    labels: {},
    severity: 'error',
    status: 'pass',
    metrics: { 'Dataset.*.RowCount': 2 },
    observed: 2,
    observedText: '2 rows',
    expected: '> 0',
    rows: null,
    sample: [],
    message: '',
    series: {},
    ...over,
  };
}

/** A result of some rules, with fields replaced. */
export function qualityResult(rules: readonly RuleResult[], over: Partial<QualityResult> = {}): QualityResult {
  return {
    dataset: 'hourly',
    file: 'hourly.dqdl',
    evaluatedAt: new Date('2026-05-29T21:00:00Z'),
    rules,
    clock: 'the clock of this machine',
    analyzers: [{ dqdl: 'RowCount', status: 'measured', metrics: { 'Dataset.*.RowCount': 2 }, message: '' }],
    score: 0.25,
    statements: [],
    ...over,
  };
}

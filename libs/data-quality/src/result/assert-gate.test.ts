import { expect, it } from 'vitest';
import { qualityResult, ruleResult } from '../testing/quality-results.ts';
import { assertGate } from './assert-gate.ts';
import { QualityGateError } from './quality-gate-error.ts';
import type { RuleResult } from './quality-result.ts';

it.each<{ name: string; rule: Partial<RuleResult>; stops: boolean }>([
  { name: 'a rule that passed', rule: { status: 'pass' }, stops: false },
  { name: 'a rule that failed', rule: { status: 'fail' }, stops: true },
  { name: 'a rule that could not be evaluated', rule: { status: 'error' }, stops: true },
  { name: 'a rule that had nothing to say', rule: { status: 'not_evaluated' }, stops: false },
  { name: 'a rule that only warns', rule: { status: 'warn', severity: 'warn' }, stops: false },
  { name: 'a warning that could not be evaluated', rule: { status: 'error', severity: 'warn' }, stops: false },
])('$name stops the run: $stops', ({ rule, stops }) => {
  const gate = () => assertGate([qualityResult([ruleResult({})]), qualityResult([ruleResult(rule)])]);

  if (stops) expect(gate).toThrow(QualityGateError);
  else expect(gate).not.toThrow();
});

it('the error carries the rules that stopped it, is not worth a retry, and names each with its dataset', () => {
  const failed = ruleResult({
    status: 'fail',
    observedText: '6 distinct values',
    expected: '>= 7',
    sample: [{ ticker: 'AAPL' }],
    message: 'Too few.',
  });
  const broken = ruleResult({ status: 'error', dqdl: 'IsComplete "x"', message: 'There is no column "x".' });
  const results = [qualityResult([failed]), qualityResult([ruleResult({}), broken], { dataset: 'daily' })];

  expect(() => assertGate(results)).toThrow(
    expect.objectContaining({
      name: 'QualityGateError',
      transient: false,
      failures: [failed, broken],
      results,
      message: `2 quality rules stopped the run.
hourly:
  FAIL RowCount > 0 (hourly.dqdl:2:5)
    observed 6 distinct values, expected >= 7
    Too few.
    row: ticker=AAPL
    next: Look at the rows that failed, then correct the data or the rule at hourly.dqdl:2:5.
daily:
  ERROR IsComplete "x" (hourly.dqdl:2:5)
    observed 2 rows, expected > 0
    There is no column "x".
    next: Correct what the message names, or the rule at hourly.dqdl:2:5.
Correct the data, or change the rule and say why.`,
    }),
  );
});

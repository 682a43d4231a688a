import { QualityGateError } from './quality-gate-error.ts';
import type { QualityResult, RuleResult } from './quality-result.ts';
import { ruleLines } from './rule-lines.ts';

/**
 * Stops the run unless the data may be published. A rule of severity error stops it if it failed or is in error. A rule that
 * was not evaluated does not stop it, or a rule with `last()` could never get its first history, unless `onNoHistory` is `fail`; it
 * never counts as passed.
 *
 * @throws {QualityGateError} naming each such rule with its observed value, expected value and sample rows.
 * @example
 * assertGate([await checkRules({ db, dataset: 'staging_hourly', columns, ruleset, now })]);
 */
export function assertGate(results: readonly QualityResult[]): void {
  const stopping = results
    .map((result) => ({ result, failures: result.rules.filter(stopsTheRun) }))
    .filter(({ failures }) => failures.length > 0);
  if (stopping.length === 0) return;
  const failures = stopping.flatMap((one) => one.failures);
  const lines = stopping.flatMap((one) => [
    `${one.result.dataset}:`,
    ...one.failures.flatMap(ruleLines).map((line) => `  ${line}`),
  ]);
  const count = failures.length === 1 ? '1 quality rule' : `${failures.length} quality rules`;
  throw new QualityGateError(
    `${count} stopped the run.\n${lines.join('\n')}\nCorrect the data, or change the rule and say why.`,
    {
      failures,
      results,
    },
  );
}

/**
 * Whether a rule keeps the data from being published.
 *
 * @example
 * result.rules.some(stopsTheRun); // exit code 3
 */
export function stopsTheRun(rule: RuleResult): boolean {
  if (rule.severity === 'warn') return false;
  return rule.status === 'fail' || rule.status === 'error' || rule.onNoHistory === 'fail';
}

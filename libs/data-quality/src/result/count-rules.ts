import type { QualityResult, RuleStatus } from './quality-result.ts';

/** How many rules of some results have which status. */
export interface RuleCounts {
  readonly rules: number;
  readonly passed: number;
  readonly warned: number;
  readonly failed: number;
  readonly errors: number;
  readonly notEvaluated: number;
  /** Passed over evaluated, from 0 to 1; null where none was evaluated. */
  readonly score: number | null;
}

/**
 * Counts rules by what became of them.
 *
 * @example
 * countRules(results).notEvaluated; // 1
 */
export function countRules(results: readonly Pick<QualityResult, 'rules'>[]): RuleCounts {
  const statuses = results.flatMap((result) => result.rules.map(({ status }) => status));
  const count = (status: RuleStatus): number => statuses.filter((one) => one === status).length;
  const [passed, notEvaluated] = [count('pass'), count('not_evaluated')];
  const evaluated = statuses.length - notEvaluated;
  return {
    rules: statuses.length,
    passed,
    warned: count('warn'),
    failed: count('fail'),
    errors: count('error'),
    notEvaluated,
    score: evaluated === 0 ? null : passed / evaluated,
  };
}

/**
 * The counts as text.
 *
 * @example
 * countsText(countRules(results)); // '12 of 14 rules passed, 1 warned, 1 not evaluated'
 */
export function countsText({ rules, passed, warned, failed, errors, notEvaluated }: RuleCounts): string {
  const others = [
    [warned, 'warned'],
    [failed, 'failed'],
    [errors, 'in error'],
    [notEvaluated, 'not evaluated'],
  ] as const;
  return [
    `${passed} of ${rules} rules passed`,
    ...others.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`),
  ].join(', ');
}

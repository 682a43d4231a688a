import type { QualityResult, RuleResult } from './quality-result.ts';

/**
 * Checked data is not good enough to be published. `failures` are the rules that stopped it, `results` everything that
 * was checked. Not worth a retry: the data or the rules have to change.
 *
 * @example
 * try { assertGate([result]); } catch (error) { if (error instanceof QualityGateError) console.error(error.failures.length); }
 */
export class QualityGateError extends Error {
  override readonly name = 'QualityGateError';
  readonly transient = false;
  readonly failures: readonly RuleResult[];
  readonly results: readonly QualityResult[];

  constructor(message: string, facts: { failures: readonly RuleResult[]; results: readonly QualityResult[] }) {
    super(message);
    this.failures = facts.failures;
    this.results = facts.results;
  }
}

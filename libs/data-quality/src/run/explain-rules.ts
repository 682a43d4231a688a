import { planRules } from '../plan/plan-rules.ts';
import { type CheckOptions, toPlanContext } from './check-rules.ts';
import { type PlannedStatement, planStatements } from './plan-check.ts';
import { createQueryRunner } from './query-runner.ts';

/**
 * The statements of a check, with their rules, bytes and dollars, without running any. Rules with `last(k)` are planned without a history.
 *
 * @example
 * explainRules({ db, dataset: 'staging_hourly', columns, ruleset, now })[0].text; // 'SELECT COUNT(*) AS "m0", ...'
 */
export function explainRules<Database>(options: CheckOptions<Database>): readonly PlannedStatement[] {
  const context = toPlanContext(options, () => ({ points: [] }));
  return planStatements(planRules(options.ruleset, context), context, createQueryRunner(options.db), {
    sizeOf: () => null,
    ...options.costs,
  });
}

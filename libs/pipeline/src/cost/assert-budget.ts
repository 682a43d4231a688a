import type { CostEstimate } from './estimate-cost.ts';

/**
 * A run that would cost more than its budget. Nothing was started.
 *
 * @example
 * try { assertBudget(estimate, 0.5); } catch (error) { if (error instanceof BudgetError)
 * console.error(error.estimateUsd); }
 */
export class BudgetError extends Error {
  override readonly name = 'BudgetError';
  readonly transient = false;
  readonly estimateUsd: number;
  readonly budgetUsd: number;

  constructor(message: string, facts: { readonly estimateUsd: number; readonly budgetUsd: number }) {
    super(message);
    this.estimateUsd = facts.estimateUsd;
    this.budgetUsd = facts.budgetUsd;
  }
}

/**
 * Rejects a run that would cost more than the budget, in US dollars; null means no budget.
 *
 * @throws {BudgetError} with the most expensive line, when the estimate exceeds the budget.
 * @example
 * assertBudget(estimateRun(workload), config.budgetUsd);
 */
export function assertBudget(estimate: CostEstimate, budgetUsd: number | null): void {
  if (budgetUsd === null || estimate.dollars <= budgetUsd) return;
  const largest = estimate.lines.reduce((most, line) => (line.dollars > most.dollars ? line : most));
  throw new BudgetError(
    `This would cost about $${estimate.dollars.toFixed(4)}, over the budget of $${budgetUsd}. Most of it: ${largest.what}, $${largest.dollars.toFixed(4)}. Request fewer tickers or sessions, or raise the budget. Nothing was started.`,
    { estimateUsd: estimate.dollars, budgetUsd },
  );
}

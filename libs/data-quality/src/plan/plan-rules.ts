import type { Rule, Ruleset } from '../dqdl/ast.ts';
import { type LeafPlan, toFinding } from './leaf-plan.ts';
import type { PlanContext } from './plan-context.ts';
import { NoHistoryError, PlanError } from './plan-error.ts';
import { planAnalyzer, planLeaf } from './rules/index.ts';

/** A rule with the plans of its simple rules. */
export type RulePlan =
  | { readonly kind: 'leaf'; readonly plan: LeafPlan }
  | { readonly kind: 'composite'; readonly operator: 'AND' | 'OR'; readonly left: RulePlan; readonly right: RulePlan };

/** Everything that is to be measured. */
export interface RunPlan {
  readonly rules: readonly { readonly rule: Rule; readonly plan: RulePlan }[];
  readonly analyzers: readonly LeafPlan[];
}

/**
 * Plans a ruleset. A rule that cannot be run becomes a finding of status `error` or `skipped`, and never throws.
 *
 * @example
 * planRules(ruleset, context).rules.length;
 */
export function planRules(ruleset: Ruleset, context: PlanContext): RunPlan {
  return {
    rules: ruleset.rules.map((rule) => ({ rule, plan: planRule(rule, ruleset.file, context) })),
    analyzers: (ruleset.analyzers ?? []).map((analyzer) => withoutThrowing(() => planAnalyzer(analyzer, context), ruleset.file)),
  };
}

/** The simple plans of a rule, from left to right. */
export function leavesOf(plan: RulePlan): readonly LeafPlan[] {
  return plan.kind === 'leaf' ? [plan.plan] : [...leavesOf(plan.left), ...leavesOf(plan.right)];
}

function planRule(rule: Rule, file: string, context: PlanContext): RulePlan {
  if (rule.kind === 'rule') return { kind: 'leaf', plan: withoutThrowing(() => planLeaf(rule, context), file) };
  const { operator } = rule;
  return { kind: 'composite', operator, left: planRule(rule.left, file, context), right: planRule(rule.right, file, context) };
}

function withoutThrowing(plan: () => LeafPlan, file: string): LeafPlan {
  try {
    return plan();
  } catch (error) {
    if (error instanceof NoHistoryError) return decided('skipped', error.message);
    if (error instanceof PlanError) return decided('error', `${error.message} (${file}:${error.at.line}:${error.at.column})`);
    throw error;
  }
}

function decided(status: 'skipped' | 'error', message: string): LeafPlan {
  return { kind: 'decided', finding: toFinding({ status, expected: 'a rule that can be evaluated', message }) };
}

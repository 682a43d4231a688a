import type { Analyzer, Rule, Ruleset, SimpleRule } from '../dqdl/ast.ts';
import { printRule } from '../dqdl/print-dqdl.ts';
import { seriesOf, watchedRule } from '../history/series-of.ts';
import { planCompositeRowRule, type RowTree } from './composite-row-rule.ts';
import { type LeafPlan, toFinding } from './leaf-plan.ts';
import type { PlanContext } from './plan-context.ts';
import { PlanError } from './plan-error.ts';
import { planAnalyzer } from './rules/plan-analyzer.ts';
import { planLeaf } from './rules/index.ts';

/** A rule with the plans of its simple rules. */
export type RulePlan =
  /** `series`: what its observed value is a point of. */
  | { readonly kind: 'leaf'; readonly plan: LeafPlan; readonly series: string | null }
  | { readonly kind: 'composite'; readonly operator: 'AND' | 'OR'; readonly left: RulePlan; readonly right: RulePlan };

/** Everything to measure. */
export interface RunPlan {
  readonly rules: readonly { readonly rule: Rule; readonly plan: RulePlan }[];
  readonly analyzers: readonly AnalyzerPlan[];
}

/** An analyzer with what it measures. */
export interface AnalyzerPlan {
  readonly analyzer: Analyzer;
  readonly leaves: readonly LeafPlan[];
}

/**
 * Plans a ruleset. A rule that cannot be run becomes a finding of status `error`, and never throws.
 *
 * @example
 * planRules(ruleset, context).rules.length;
 */
export function planRules(ruleset: Ruleset, context: PlanContext): RunPlan {
  return {
    rules: ruleset.rules.map((rule) => ({ rule, plan: planRule(rule, ruleset.file, context) })),
    analyzers: (ruleset.analyzers ?? []).map((analyzer) => ({
      analyzer,
      leaves: withoutThrowing(() => planAnalyzer(analyzer, context), ruleset.file),
    })),
  };
}

/**
 * The simple plans of a rule, from left to right.
 *
 * @example
 * leavesOf(plan).length; // 2 for a rule joined by AND
 */
export function leavesOf(plan: RulePlan): readonly LeafPlan[] {
  return plan.kind === 'leaf' ? [plan.plan] : [...leavesOf(plan.left), ...leavesOf(plan.right)];
}

/** In row mode a whole composite becomes one row rule, unless a part of it is about the table. */
function planRule(rule: Rule, file: string, context: PlanContext): RulePlan {
  if (rule.kind === 'rule')
    return {
      kind: 'leaf',
      plan: planLeafSafely(rule, file, context),
      series: seriesOf(rule.type === 'DetectAnomalies' ? watchedRule(rule) : rule),
    };
  const { operator } = rule;
  const composite = {
    kind: 'composite',
    operator,
    left: planRule(rule.left, file, context),
    right: planRule(rule.right, file, context),
  } as const;
  const tree = context.composites === 'row' ? rowTreeOf(composite) : null;
  return tree === null
    ? composite
    : {
        kind: 'leaf',
        plan: planCompositeRowRule(tree, printRule(rule, { resolved: true, labels: false })),
        series: null,
      };
}

/** The rule's tree, if all its simple rules can be evaluated row by row. */
function rowTreeOf(plan: RulePlan): RowTree | null {
  if (plan.kind === 'composite') {
    const [left, right] = [rowTreeOf(plan.left), rowTreeOf(plan.right)];
    return left === null || right === null ? null : { operator: plan.operator, left, right };
  }
  const leaf = plan.plan;
  return leaf.kind === 'scan' && leaf.isByRow === true && leaf.failing !== undefined ? { failing: leaf.failing } : null;
}

function planLeafSafely(rule: SimpleRule, file: string, context: PlanContext): LeafPlan {
  const [plan = decided('The rule has no plan.')] = withoutThrowing(() => [planLeaf(rule, context)], file);
  return plan;
}

function withoutThrowing(plan: () => readonly LeafPlan[], file: string): readonly LeafPlan[] {
  try {
    return plan();
  } catch (error) {
    if (error instanceof PlanError) return [decided(`${error.message} (${file}:${error.at.line}:${error.at.column})`)];
    throw error;
  }
}

function decided(message: string): LeafPlan {
  return {
    kind: 'decided',
    finding: toFinding({ status: 'error', expected: 'a rule that can be evaluated', message }),
  };
}

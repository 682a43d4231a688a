import type { Rule, SimpleRule } from '../dqdl/ast.ts';

/** The simple rules in a list of rules, from left to right. */
export function leafRules(rules: readonly Rule[]): SimpleRule[] {
  return rules.flatMap((rule) => (rule.kind === 'rule' ? [rule] : leafRules([rule.left, rule.right])));
}

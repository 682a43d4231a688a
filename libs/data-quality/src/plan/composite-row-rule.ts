import { sql } from 'kysely';
import { always, type Predicate } from '../sql/predicate.ts';
import { type LeafPlan } from './leaf-plan.ts';
import { planRowRule } from './row-rule.ts';

/** Rules joined by AND and OR, evaluated per row. */
export type RowTree =
  | { readonly failing: Predicate }
  | { readonly operator: 'AND' | 'OR'; readonly left: RowTree; readonly right: RowTree };

/**
 * Plans joined row rules as one row rule: a row passes an OR if it passes either side. A row that a side's filter leaves
 * out passes that side.
 *
 * @example
 * planCompositeRowRule({ operator: 'OR', left: { failing: one }, right: { failing: other } }, '(..) OR (..)');
 */
export function planCompositeRowRule(tree: RowTree, text: string): LeafPlan {
  return planRowRule({
    filter: always,
    condition: sql<boolean>`NOT (${failureOf(tree)})`,
    expected: `that meets ${text}`,
    threshold: null,
    compliance: 'Dataset.*.CompositeRule.Compliance',
  });
}

function failureOf(tree: RowTree): Predicate {
  if ('failing' in tree) return sql<boolean>`COALESCE(${tree.failing}, FALSE)`;
  return sql<boolean>`(${failureOf(tree.left)}) ${sql.raw(tree.operator === 'AND' ? 'OR' : 'AND')} (${failureOf(tree.right)})`;
}

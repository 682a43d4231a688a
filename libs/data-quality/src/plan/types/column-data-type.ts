import { sql } from 'kysely';
import type { SimpleRule } from '../../dqdl/ast.ts';
import { isNotNull, type Predicate, unmet } from '../../sql/predicate.ts';
import type { LeafPlan } from '../leaf-plan.ts';
import { thresholdOf } from '../threshold-of.ts';
import { columnAt, filterOf, optionsOf, type PlanContext } from '../plan-context.ts';
import { PlanError } from '../plan-error.ts';
import { planRowRule } from '../row-rule.ts';
import { datePattern } from './date-pattern.ts';
import { isOfType, readDataType } from './is-of-type.ts';

/**
 * `ColumnDataType`: every value, or a share of them, can be read as the type; with `!=` none can. NULL cannot be read.
 *
 * @throws {PlanError} for a type or a format that AWS does not have.
 * @example
 * planColumnDataType(rule, context); // regexp_matches("text", '..')
 */
export function planColumnDataType(rule: SimpleRule, context: PlanContext): LeafPlan {
  const column = columnAt(rule, 0, context);
  const { format } = optionsOf(rule, ['format']);
  const { condition } = rule;
  const [operand] = condition.type === 'string' ? condition.operands : [];
  if (condition.type !== 'string' || (condition.op !== '=' && condition.op !== '!=') || operand?.kind !== 'string')
    throw new PlanError('ColumnDataType is = or != one type, as in = "DATE".', rule.at);
  const type = readDataType(operand);
  const pattern = format === undefined ? undefined : datePattern(format);
  if (pattern === null || (pattern !== undefined && type.name !== 'DATE'))
    throw new PlanError(
      `"${format}" is not a format: of a DATE it is yyyy-MM-dd, dd-MM-yyyy, MM-dd-yyyy or a part of one, with - or /.`,
      rule.at,
    );
  const isType = isOfType(column, type, pattern, context.dialect);
  const isMet: Predicate = condition.op === '=' ? sql<boolean>`${isNotNull(column.sql)} AND ${isType}` : unmet(isType);
  return planRowRule({
    filter: filterOf(rule),
    condition: isMet,
    expected: `with a value of ${column.name} that is ${condition.op === '=' ? '' : 'not '}a ${operand.value}${format === undefined ? '' : ` as ${format}`}`,
    threshold: thresholdOf(rule, context),
    compliance: `Column.${column.name}.ColumnDataType.Compliance`,
  });
}

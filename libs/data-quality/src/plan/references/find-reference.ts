import type { Parameter, SimpleRule } from '../../dqdl/ast.ts';
import { closestName } from '../../dqdl/closest-name.ts';
import type { Column, PlanContext, Reference } from '../plan-context.ts';
import { isNumeric } from '../plan-context.ts';
import { PlanError } from '../plan-error.ts';

/**
 * The table behind an alias; `primary` is the checked one.
 *
 * @param places what AWS's message of the rule type calls the other tables.
 * @throws {PlanError} for an alias that was not given.
 * @example
 * findReference('coverage', rule.parameters[0], context).dataset;
 */
export function findReference(
  alias: string,
  at: Parameter,
  { dataset, columns, references }: PlanContext,
  places = 'additional sources',
): Reference {
  const reference = Object.hasOwn(references, alias) ? references[alias] : undefined;
  if (reference !== undefined) return reference;
  if (alias === 'primary') return { dataset, columns };
  const names = Object.keys(references);
  const closest = closestName(alias, names);
  const known = names.length === 0 ? 'none was given' : `there are ${names.join(', ')}`;
  throw new PlanError(
    `The table "${alias}" was not found in ${places}: ${known}.${closest === null ? '' : ` Did you mean "${closest}"?`}`,
    at.at,
  );
}

/**
 * @throws {PlanError} for columns whose values cannot be equal: numbers equal numbers, other types their own.
 *
 * @example
 * requireSameKind(rule, own, other);
 */
export function requireSameKind(rule: SimpleRule, own: Column, other: Column): void {
  if (own.type === other.type || (isNumeric(own.type) && isNumeric(other.type))) return;
  throw new PlanError(
    `"${own.name}" is of type ${own.type} and "${other.name}" of type ${other.type}: they cannot be compared.`,
    rule.at,
  );
}

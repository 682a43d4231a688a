import { type RawBuilder, sql } from 'kysely';
import type { TextCondition, TextOperand } from '../../dqdl/ast.ts';
import type { Dialect } from '../../sql/dialect.ts';
import { allOf, anyOf, isNotNull, isNull, type Predicate } from '../../sql/predicate.ts';
import { PlanError } from '../plan-error.ts';

const onlyBlanks = '\\A\\s+\\z';

/**
 * The condition on a text in a row. NULL meets none but `!=`, `not in` and those that name NULL. A pattern has to match
 * the whole value.
 *
 * @throws {PlanError} for a pattern that RE2 (DuckDB) cannot run.
 * @example
 * textPredicate(condition, column.sql, false, dialect); // "ticker" = 'AAPL'
 */
export function textPredicate(
  condition: TextCondition,
  value: RawBuilder<unknown>,
  ignoreCase: boolean,
  dialect: Dialect,
): Predicate {
  const { op, operands, at } = condition;
  switch (op) {
    case '=':
    case 'in': {
      const texts = operands.map((operand) => (operand.kind === 'string' ? operand.value : null));
      if (!ignoreCase && texts.length > 1 && texts.every((text) => text !== null)) return dialect.isOneOf(value, texts);
      return anyOf(nonEmpty(operands.map((operand) => isEqual(operand, value, ignoreCase, dialect))));
    }
    case '!=':
    case 'not in': {
      const hasNull = operands.some(isNullKeyword);
      const others = operands.filter((operand) => !isNullKeyword(operand));
      const different = others.map((operand) => sql<boolean>`NOT (${isEqual(operand, value, ignoreCase, dialect)})`);
      if (hasNull) return allOf([isNotNull(value), ...different]);
      return anyOf([isNull(value), allOf(different)]);
    }
    case 'matches':
    case 'not matches': {
      const whole = matchesWhole(operands[0], value, ignoreCase, dialect);
      return op === 'matches' ? whole : sql<boolean>`NOT (${whole})`;
    }
    default:
      throw new PlanError(`Texts have no order: ${op} takes numbers or dates.`, at);
  }
}

const isNullKeyword = (operand: TextOperand) => operand.kind === 'keyword' && operand.value === 'NULL';

function isEqual(operand: TextOperand, value: RawBuilder<unknown>, ignoreCase: boolean, dialect: Dialect): Predicate {
  if (operand.kind === 'string') {
    return ignoreCase
      ? sql<boolean>`LOWER(${value}) = LOWER(${operand.value})`
      : sql<boolean>`${value} = ${operand.value}`;
  }
  switch (operand.value) {
    case 'NULL':
      return isNull(value);
    case 'EMPTY':
      return sql<boolean>`${value} = ''`;
    case 'WHITESPACES_ONLY':
      return dialect.matchesPart(value, onlyBlanks);
  }
}

function matchesWhole(
  operand: TextOperand | undefined,
  value: RawBuilder<unknown>,
  ignoreCase: boolean,
  dialect: Dialect,
): Predicate {
  if (operand?.kind !== 'string')
    throw new PlanError('A pattern is needed.', operand?.at ?? { offset: 0, line: 1, column: 1 });
  const pattern = operand.value;
  const foreign = /\(\?(?:[=!>]|<[=!])|(?<!\\)(?:\\\\)*\\[1-9]/.exec(pattern);
  if (foreign !== null) {
    throw new PlanError(
      `The pattern uses ${foreign[0]} (lookaround, an atomic group or a back-reference), which DuckDB's RE2 cannot run.`,
      operand.at,
    );
  }
  const fault = faultOfPattern(pattern);
  if (fault !== null) throw new PlanError(`The pattern ${pattern} cannot be run: ${fault}.`, operand.at);
  return dialect.matchesPart(value, `${ignoreCase ? '(?i)' : ''}\\A(?:${pattern})\\z`);
}

/**
 * JavaScript's reason why no engine can read a pattern; null for a good one. An engine's own message would quote the pattern with what is
 * added around it. Syntax that only RE2 and Java have (flags, names with P, quoting) is removed first.
 */
function faultOfPattern(pattern: string): string | null {
  if (pattern.includes('\\Q')) return null;
  try {
    new RegExp(pattern.replace(/\(\?[a-zA-Z]+\)/g, '').replace(/\(\?(?:P(?=<)|[a-zA-Z]+(?=:))/g, '(?'));
    return null;
  } catch (error) {
    const [, reason] =
      /: ((?:Unterminated|Unmatched|Nothing to repeat|numbers out of order|Range out of order|\\ at end).*)$/.exec(
        error instanceof Error ? error.message : '',
      ) ?? [];
    return reason === undefined ? null : reason.replace(/^./, (first) => first.toLowerCase());
  }
}

function nonEmpty(predicates: readonly Predicate[]): [Predicate, ...Predicate[]] {
  const [first = sql<boolean>`FALSE`, ...rest] = predicates;
  return [first, ...rest];
}

import type { Comparison, Condition, ConditionType, NumberCondition, TextOperand } from '../ast.ts';
import { classifyCondition, type Comparand } from './classify-condition.ts';
import { type Cursor, describe } from '../cursor.ts';
import { type Operand, parseOperand } from './parse-operand.ts';
import { takeConstantName } from './parse-text.ts';

const symbols = ['=', '!=', '>=', '<=', '>', '<'] as const;
const words = ['between', 'in', 'matches'] as const;

/**
 * Parses the condition of a rule, `none` where there is none.
 *
 * @example
 * parseCondition(new Cursor('> 7', {}), 'RowCount', ['number']); // { type: 'number', op: '>', .. }
 */
export function parseCondition(cursor: Cursor, rule: string, allowed: readonly ConditionType[]): Condition {
  const start = cursor.peek();
  const op = takeOperator(cursor);
  if (op === null) {
    if (allowed.includes('none')) return { type: 'none' };
    cursor.fail(`${rule} needs a condition, for example ${rule} ... ${exampleOf(allowed)}; found ${describe(start)}.`);
  }
  if (!allowed.some((type) => type !== 'none'))
    cursor.fail(`${rule} is true or false by itself and takes no condition.`, start);
  return classifyCondition(cursor, parseComparand(cursor, op, cursor.position(start)), allowed, rule);
}

/**
 * Parses the condition after `with threshold`.
 *
 * @example
 * parseThreshold(new Cursor('> 0.9', {})).op; // '>'
 */
export function parseThreshold(cursor: Cursor): NumberCondition {
  const condition = parseCondition(cursor, 'with threshold', ['number']);
  if (condition.type !== 'number') cursor.fail('A threshold compares with a number.');
  return condition;
}

function takeOperator(cursor: Cursor): Comparison | null {
  const symbol = symbols.find((candidate) => cursor.takeSymbol(candidate));
  if (symbol !== undefined) return symbol;
  const negated = cursor.takeWord('not');
  const word = words.find((candidate) => cursor.takeWord(candidate));
  if (word !== undefined) return negated ? `not ${word}` : word;
  if (negated) cursor.fail('Expected between, in or matches after not.');
  return null;
}

function parseComparand(cursor: Cursor, op: Comparison, at: Comparand['at']): Comparand {
  if (op === 'in' || op === 'not in') return { op, at, ...parseList(cursor, op) };
  if (op.endsWith('matches') && cursor.isSymbol('$'))
    cursor.fail(`${op} takes the pattern itself in double quotes: a constant cannot stand for it.`);
  const first = parseOperand(cursor);
  if (op !== 'between' && op !== 'not between') return { op, at, operands: [first] };
  if (!cursor.takeWord('and') && !cursor.takeWord('AND'))
    cursor.fail(`Expected and between the two bounds of ${op}, found ${describe(cursor.peek())}.`);
  return { op, at, operands: [first, parseOperand(cursor)] };
}

function parseList(cursor: Cursor, op: Comparison): { operands: readonly Operand[]; list?: string } {
  if (cursor.isSymbol('$')) return listConstant(cursor);
  cursor.expectSymbol('[', `or $constant after ${op}`);
  const operands: Operand[] = [];
  do operands.push(...parseListItem(cursor));
  while (cursor.takeSymbol(','));
  cursor.expectSymbol(']', 'or , in the list');
  return { operands };
}

/** A constant that is a list adds all its texts. */
function parseListItem(cursor: Cursor): readonly Operand[] {
  const isList = cursor.isSymbol('$') && cursor.constants.get(cursor.peek(1).text)?.list === true;
  return isList ? listConstant(cursor).operands : [parseOperand(cursor)];
}

function listConstant(cursor: Cursor): { operands: readonly TextOperand[]; list: string } {
  const { name, at } = takeConstantName(cursor);
  const constant = cursor.constants.get(name);
  if (constant === undefined)
    cursor.fail(`The constant ${name} is not defined: put ${name} = ["...", "..."] above the rules.`, at);
  return { operands: constant.values, list: name };
}

function exampleOf(allowed: readonly ConditionType[]): string {
  switch (allowed[0]) {
    case 'duration':
      return '<= 12 hours';
    case 'string':
      return '= "DATE"';
    case 'size':
      return '> 5 KB';
    case 'date':
      return '> (now() - 3 days)';
    default:
      return '> 0.9';
  }
}

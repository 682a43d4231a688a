import type {
  DateOperand,
  DurationOperand,
  DurationUnit,
  NumberOperand,
  SizeOperand,
  SizeUnit,
  TextOperand,
} from '../ast.ts';
import type { Cursor } from '../cursor.ts';
import { parseNumber } from './parse-number.ts';
import { takeConstantName, takeKeyword, takeTextConstant, toQuotedText } from './parse-text.ts';

/** What a condition compares with, before it is clear of which type the condition is. */
export type Operand = NumberOperand | TextOperand | DateOperand | DurationOperand | SizeOperand;

const durationUnits: readonly string[] = ['days', 'hours', 'minutes'] satisfies DurationUnit[];
const sizeUnits: readonly string[] = ['B', 'KB', 'MB', 'GB', 'TB'] satisfies SizeUnit[];

const isDurationUnit = (text: string): text is DurationUnit => durationUnits.includes(text);
const isSizeUnit = (text: string): text is SizeUnit => sizeUnits.includes(text);

/**
 * Parses one operand of a condition.
 *
 * @example
 * parseOperand(new Cursor('(now() - 3 days)', {})).kind; // 'now-offset'
 */
export function parseOperand(cursor: Cursor): Operand {
  const token = cursor.peek();
  if (token.kind === 'string') return { kind: 'string', ...toQuotedText(cursor, cursor.take()) };
  if (cursor.isSymbol('$') && cursor.constants.has(cursor.peek(1).text)) return takeConstant(cursor);
  if (isCalculated(cursor)) return parseNumber(cursor);
  const keyword = takeKeyword(cursor);
  if (keyword !== null) return keyword;
  if (cursor.isWord('now') && cursor.isSymbol('(', 1)) return parseNow(cursor);
  if (cursor.isSymbol('(') && cursor.isWord('now', 1) && cursor.isSymbol('(', 2)) return parseMovedNow(cursor);
  return withUnit(cursor, parseNumber(cursor));
}

/** A text, or the keyword that the constant stands for. */
function takeConstant(cursor: Cursor): TextOperand {
  const [value] = cursor.constants.get(cursor.peek(1).text)?.values ?? [];
  if (value?.kind !== 'keyword') return { kind: 'string', ...takeTextConstant(cursor) };
  const { at } = takeConstantName(cursor);
  return { ...value, at: cursor.position(at) };
}

/** `NULL + 1`: AWS's parser takes NULL for a number. */
const isCalculated = (cursor: Cursor): boolean =>
  (cursor.isWord('NULL') || cursor.isWord('null')) && ['+', '-', '*', '/'].some((symbol) => cursor.isSymbol(symbol, 1));

function parseNow(cursor: Cursor): DateOperand {
  const at = cursor.position(cursor.take());
  cursor.expectSymbol('(', 'after now');
  cursor.expectSymbol(')', 'after now(');
  if (cursor.isSymbol('+') || cursor.isSymbol('-'))
    cursor.fail('Put a moved moment into parentheses: (now() - 3 days).', at);
  return { kind: 'now', at };
}

function parseMovedNow(cursor: Cursor): DateOperand {
  const at = cursor.position(cursor.take());
  cursor.take();
  cursor.take();
  cursor.expectSymbol(')', 'after now(');
  const sign = cursor.isSymbol('-') ? '-' : '+';
  if (!cursor.takeSymbol('-')) cursor.expectSymbol('+', 'or - after now()');
  const amount = cursor.peek();
  if (amount.kind !== 'number' || amount.text.includes('.'))
    cursor.fail('Expected a whole number of days, hours or minutes, as in (now() - 3 days).');
  cursor.take();
  const unit = cursor.peek().text;
  if (!isDurationUnit(unit)) cursor.fail('Expected days, hours or minutes, as in (now() - 3 days).');
  cursor.take();
  cursor.expectSymbol(')', `after ${unit}`);
  return { kind: 'now-offset', sign, amount: amount.text, unit, at };
}

function withUnit(cursor: Cursor, operand: NumberOperand): Operand {
  const unit = cursor.peek();
  if (unit.kind !== 'word' || operand.kind !== 'number' || !/^\d+$/.test(operand.text)) return operand;
  const { text: amount, at } = operand;
  if (isDurationUnit(unit.text)) {
    cursor.take();
    return { kind: 'duration', amount, unit: unit.text, at };
  }
  if (!isSizeUnit(unit.text)) return operand;
  cursor.take();
  return { kind: 'size', amount, unit: unit.text, at };
}

import type { ArithmeticOperator, NumberOperand } from '../ast.ts';
import { type Cursor, describe } from '../cursor.ts';
import { takeConstantName } from './parse-text.ts';

const tight: readonly ArithmeticOperator[] = ['*', '/'];
const loose: readonly ArithmeticOperator[] = ['+', '-'];

/**
 * Parses a number or an expression of numbers: `7`, `-0.5`, `0.9 * avg(last(10))`, `(1 + 2) / $parts`.
 *
 * @throws {DqdlSyntaxError} for anything else.
 * @example
 * parseNumber(new Cursor('1 + 2 * 3', {})).kind; // 'binary'
 */
export function parseNumber(cursor: Cursor): NumberOperand {
  if (cursor.compat === 'aws') return parseChain(cursor, [...tight, ...loose], parseAtom);
  return parseChain(cursor, loose, (next) => parseChain(next, tight, parseAtom));
}

function parseChain(
  cursor: Cursor,
  operators: readonly ArithmeticOperator[],
  parseOperand: (cursor: Cursor) => NumberOperand,
): NumberOperand {
  let left = parseOperand(cursor);
  for (;;) {
    const op = operators.find((operator) => cursor.isSymbol(operator));
    if (op === undefined) return left;
    cursor.take();
    cursor.countTerm();
    left = { kind: 'binary', op, left, right: parseOperand(cursor), parens: false, at: left.at };
  }
}

function parseAtom(cursor: Cursor): NumberOperand {
  const token = cursor.peek();
  if (cursor.takeSymbol('(')) {
    const inner = cursor.nest(() => parseNumber(cursor));
    cursor.expectSymbol(')', 'to close the parenthesis');
    return inner.kind === 'binary' ? { ...inner, parens: true } : inner;
  }
  if (cursor.isSymbol('-') && cursor.peek(1).kind === 'number') {
    cursor.take();
    return { kind: 'number', text: `-${cursor.take().text}`, at: cursor.position(token) };
  }
  if (token.kind === 'number') return { kind: 'number', text: cursor.take().text, at: cursor.position(token) };
  if (cursor.isSymbol('$')) return parseParameter(cursor);
  if (cursor.takeWord('NULL') || cursor.takeWord('null')) return { kind: 'null', at: cursor.position(token) };
  if (token.kind === 'word' && cursor.isSymbol('(', 1)) return parseCall(cursor);
  if (token.kind === 'word' && /^[\d.]/.test(token.text)) {
    cursor.fail(`${token.text} is not a number here: write digits with an optional fraction, as in 12 or 0.5.`);
  }
  cursor.fail(`Expected a number, found ${describe(token)}.`);
}

function parseCall(cursor: Cursor): NumberOperand {
  const name = cursor.take();
  if (name.text === 'now')
    cursor.fail('now() is an instant, but a number is expected here. Shift an instant with (now() - 3 days).', name);
  cursor.expectSymbol('(', `after ${name.text}`);
  const args: NumberOperand[] = [];
  if (!cursor.isSymbol(')')) {
    do {
      cursor.countTerm();
      args.push(cursor.nest(() => parseNumber(cursor)));
    } while (cursor.takeSymbol(','));
  }
  cursor.expectSymbol(')', `to close ${name.text}(`);
  return { kind: 'call', name: name.text, args, at: cursor.position(name) };
}

function parseParameter(cursor: Cursor): NumberOperand {
  const { name, at } = takeConstantName(cursor);
  if (cursor.constants.has(name))
    cursor.fail(`The constant ${name} is a text, but a number is expected here: constants hold no numbers.`, at);
  if (!cursor.allowParameters) {
    cursor.fail(
      `A number is expected here, and DQDL's constants are texts. To pass ${name} when the rules run, parse with allowParameters.`,
      at,
    );
  }
  return { kind: 'parameter', name, at: cursor.position(at) };
}

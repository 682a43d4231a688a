import type { Expression, When } from './ast.ts';
import { parseExpressions } from './parse-expressions.ts';
import { parseNamed, plainCall } from './parse-named.ts';
import { parseType } from './parse-type.ts';
import type { QueryTokens } from './query-tokens.ts';
import { notServed } from '../refusal.ts';
import { unquote } from './unquote.ts';

const comparisons: readonly string[] = ['=', '<>', '!=', '<=', '>=', '<', '>'];
/**
 * Parses an expression of Trino's grammar.
 *
 * @throws {EngineFailure} `SYNTAX_ERROR`.
 * @example
 * parseExpression(createQueryTokens('a + 1', grammar)).kind; // 'operation'
 */
export function parseExpression(tokens: QueryTokens): Expression {
  return parseLogical(tokens, 'or', () => parseLogical(tokens, 'and', () => parseNot(tokens)));
}

function parseLogical(tokens: QueryTokens, operator: 'and' | 'or', read: () => Expression): Expression {
  const at = tokens.at();
  const operands = [read()];
  while (tokens.take(operator)) operands.push(read());
  const [only] = operands;
  return only !== undefined && operands.length === 1 ? only : { kind: 'logical', at, operator, operands };
}

function parseNot(tokens: QueryTokens): Expression {
  const at = tokens.at();
  if (tokens.take('not')) return { kind: 'unary', at, operator: 'not', operand: parseNot(tokens) };
  return parsePredicate(tokens);
}

/** Trino takes one predicate only: `a = b = c` is refused. */
function parsePredicate(tokens: QueryTokens): Expression {
  const left = parseValue(tokens);
  const at = tokens.at();
  const operator = comparisons.find((symbol) => tokens.take(symbol));
  if (operator !== undefined) {
    if (['all', 'any', 'some'].some((word) => tokens.is(word, '(')))
      throw notServed('A comparison with ALL, ANY or SOME');
    return { kind: 'comparison', at, operator: operator === '!=' ? '<>' : operator, left, right: parseValue(tokens) };
  }
  if (tokens.take('is')) {
    const negated = tokens.take('not');
    if (tokens.take('null')) return { kind: 'is-null', at, operand: left, negated };
    tokens.need('distinct', 'from');
    return { kind: 'distinct-from', at, left, right: parseValue(tokens), negated };
  }
  const negated = ['between', 'in', 'like'].some((word) => tokens.is('not', word)) && tokens.take('not');
  if (tokens.take('between')) {
    const low = parseValue(tokens);
    tokens.need('and');
    return { kind: 'between', at, operand: left, low, high: parseValue(tokens), negated };
  }
  if (tokens.take('like')) {
    const pattern = parseValue(tokens);
    return {
      kind: 'like',
      at,
      operand: left,
      pattern,
      escape: tokens.take('escape') ? parseValue(tokens) : null,
      negated,
    };
  }
  if (!tokens.take('in')) return left;
  tokens.need('(');
  const query = parseNestedQuery(tokens);
  if (query !== null) return { kind: 'in-query', at, operand: left, query, negated };
  const items = parseExpressions(tokens);
  tokens.need(')');
  return { kind: 'in', at, operand: left, items, negated };
}

/** A query and its closing bracket; null when there is no query here. */
function parseNestedQuery(tokens: QueryTokens) {
  if (!['select', 'with', 'values', 'table', '('].some((head) => tokens.is(head))) return null;
  const read = () => {
    const query = tokens.grammar.query(tokens);
    tokens.need(')');
    return query;
  };
  return tokens.is('(') ? tokens.attempt(read) : read();
}

function parseValue(tokens: QueryTokens): Expression {
  return parseOperations(tokens, ['||'], () =>
    parseOperations(tokens, ['+', '-'], () => parseOperations(tokens, ['*', '/', '%'], () => parseUnary(tokens))),
  );
}

function parseOperations(tokens: QueryTokens, operators: readonly string[], read: () => Expression): Expression {
  let left = read();
  for (;;) {
    const at = tokens.at();
    const operator = operators.find((symbol) => tokens.take(symbol));
    if (operator === undefined) return left;
    left = { kind: 'operation', at, operator, left, right: read() };
  }
}

function parseUnary(tokens: QueryTokens): Expression {
  const at = tokens.at();
  if (tokens.is('-') && tokens.peek(1)?.kind === 'number') {
    tokens.advance();
    const number = parsePrimary(tokens);
    return parsePostfix(tokens, number.kind === 'number' ? { ...number, at, text: `-${number.text}` } : number);
  }
  if (tokens.take('-')) return { kind: 'unary', at, operator: '-', operand: parseUnary(tokens) };
  if (tokens.take('+')) return { kind: 'unary', at, operator: '+', operand: parseUnary(tokens) };
  return parsePostfix(tokens, parsePrimary(tokens));
}

function parsePostfix(tokens: QueryTokens, start: Expression): Expression {
  let found = start;
  for (;;) {
    const at = tokens.at();
    if (tokens.take('[')) {
      found = { kind: 'subscript', at, of: found, index: parseValue(tokens) };
      tokens.need(']');
    } else if (tokens.is('at', 'time', 'zone')) {
      tokens.take('at', 'time', 'zone');
      found = { kind: 'at-zone', at, operand: found, zone: parsePrimary(tokens) };
    } else if (tokens.take('.')) {
      const name = tokens.name();
      found =
        found.kind === 'column' ? { ...found, parts: [...found.parts, name] } : { kind: 'field', at, of: found, name };
    } else return found;
  }
}

function parsePrimary(tokens: QueryTokens): Expression {
  const at = tokens.at();
  const text = tokens.takeKind('string');
  if (text !== null) return { kind: 'string', at, value: unquote(text) };
  const number = tokens.takeKind('number');
  if (number !== null) {
    // 0x1F and 1_000 are numbers in Trino; here they would be a number and a name.
    const next = tokens.peek();
    if (next?.kind === 'word' && next.start === at + number.length)
      throw notServed(`The number ${number}${next.text}`, 'write its decimal digits alone');
    return { kind: 'number', at, text: number };
  }
  if (tokens.take('null')) return { kind: 'null', at };
  if (tokens.take('true')) return { kind: 'boolean', at, value: true };
  if (tokens.take('false')) return { kind: 'boolean', at, value: false };
  if (tokens.take('case')) return parseCase(tokens, at);
  if (tokens.take('exists', '('))
    return { kind: 'exists', at, query: parseNestedQuery(tokens) ?? tokens.fail('<query>') };
  for (const [word, isTry] of [
    ['cast', false],
    ['try_cast', true],
  ] as const)
    if (tokens.take(word, '(')) return parseCast(tokens, at, isTry);
  if (tokens.take('extract', '(')) {
    const unit = tokens.name().toLowerCase();
    tokens.need('from');
    return closed(tokens, { kind: 'extract', at, unit, operand: parseExpression(tokens) });
  }
  if (tokens.take('array', '[') || tokens.take('[')) {
    const items = tokens.is(']') ? [] : parseExpressions(tokens);
    tokens.need(']');
    return { kind: 'array', at, items };
  }
  if (tokens.take('row', '(')) return closed(tokens, { kind: 'row', at, items: parseExpressions(tokens) });
  if (tokens.is('interval') && ['string', 'symbol'].includes(tokens.peek(1)?.kind ?? ''))
    return parseInterval(tokens, at);
  if (tokens.is('(')) return parseBrackets(tokens, at);
  if (tokens.take('position', '(')) return parsePosition(tokens, at);
  return parseNamed(tokens, at);
}

function closed(tokens: QueryTokens, found: Expression): Expression {
  tokens.need(')');
  return found;
}

/** A lambda, a query, a row, or an expression in brackets. */
function parseBrackets(tokens: QueryTokens, at: number): Expression {
  const parameters = tokens.attempt(() => {
    tokens.need('(');
    const names = [tokens.name().toLowerCase()];
    while (tokens.take(',')) names.push(tokens.name().toLowerCase());
    tokens.need(')');
    tokens.need('->');
    return names;
  });
  if (parameters !== null) return { kind: 'lambda', at, parameters, body: parseExpression(tokens) };
  tokens.need('(');
  const query = parseNestedQuery(tokens);
  if (query !== null) return { kind: 'query', at, query };
  const items = parseExpressions(tokens);
  tokens.need(')');
  const [only] = items;
  return only !== undefined && items.length === 1 ? only : { kind: 'row', at, items };
}

function parsePosition(tokens: QueryTokens, at: number): Expression {
  const part = parseValue(tokens);
  tokens.need('in');
  return closed(tokens, { kind: 'call', at, name: 'strpos', call: plainCall([parseValue(tokens), part]) });
}

function parseCase(tokens: QueryTokens, at: number): Expression {
  const operand = tokens.is('when') ? null : parseExpression(tokens);
  const whens: When[] = [];
  while (tokens.take('when')) {
    const when = parseExpression(tokens);
    tokens.need('then');
    whens.push({ when, then: parseExpression(tokens) });
  }
  if (whens.length === 0) tokens.fail("'WHEN'");
  const otherwise = tokens.take('else') ? parseExpression(tokens) : null;
  tokens.need('end');
  return { kind: 'case', at, operand, whens, otherwise };
}

function parseCast(tokens: QueryTokens, at: number, isTry: boolean): Expression {
  const operand = parseExpression(tokens);
  tokens.need('as');
  return closed(tokens, { kind: 'cast', at, operand, type: parseType(tokens), isTry });
}

function parseInterval(tokens: QueryTokens, at: number): Expression {
  tokens.take('interval');
  const sign = tokens.take('-') ? -1 : (tokens.take('+'), 1);
  const text = unquote(tokens.takeKind('string') ?? tokens.fail('<string>'));
  const unit = tokens.name().toLowerCase();
  if (tokens.is('to'))
    throw notServed('An interval from one unit to another', "use one unit, as in INTERVAL '90' MINUTE");
  return { kind: 'interval', at, text, unit, sign };
}

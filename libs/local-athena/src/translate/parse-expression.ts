import type { Call, Expression, When } from './ast.ts';
import { parseType } from './parse-type.ts';
import { parseSortKeys, parseWindowSpec } from './parse-window.ts';
import type { QueryTokens } from './query-tokens.ts';
import { notServed } from './refusal.ts';

const comparisons: readonly string[] = ['=', '<>', '!=', '<=', '>=', '<', '>'];
/** Functions without brackets. */
const constants: readonly string[] = [
  'current_date',
  'current_timestamp',
  'current_time',
  'localtimestamp',
  'localtime',
  'current_user',
  'current_catalog',
  'current_schema',
];
/** Functions whose arguments are in a grammar of their own that is not served. */
const ownGrammar: readonly string[] = [
  'json_value',
  'json_query',
  'json_exists',
  'json_object',
  'json_array',
  'json_table',
  'normalize',
];

/**
 * Reads an expression by Trino's grammar.
 *
 * @throws {EngineFailure} `SYNTAX_ERROR`.
 * @example
 * parseExpression(createQueryTokens('a + 1', grammar)).kind; // 'operation'
 */
export function parseExpression(tokens: QueryTokens): Expression {
  return parseLogical(tokens, 'or', () => parseLogical(tokens, 'and', () => parseNot(tokens)));
}

/** Expressions with commas between. */
export function parseExpressions(tokens: QueryTokens): Expression[] {
  const found = [parseExpression(tokens)];
  while (tokens.take(',')) found.push(parseExpression(tokens));
  return found;
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

/** A query and its closing bracket; null when what stands there is none. */
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
    tokens.skip();
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

function parseNamed(tokens: QueryTokens, at: number): Expression {
  const token = tokens.peek();
  const word = token?.kind === 'word' ? token.text.toLowerCase() : '';
  if (constants.includes(word)) {
    tokens.skip();
    if (tokens.is('(')) throw notServed(`${word} with a precision`, 'leave the precision out');
    return { kind: 'call', at, name: word, call: plainCall([]) };
  }
  if (ownGrammar.includes(word) && tokens.peek(1)?.text === '(')
    throw notServed(`The function ${word}`, 'use json_extract or json_extract_scalar, or run it on Athena');
  if (word === 'trim' && tokens.is('trim', '(')) return parseTrim(tokens, at);
  if (word === 'position' && tokens.take('position', '(')) return parsePosition(tokens, at);
  if ((word === 'grouping' || word === 'listagg') && tokens.peek(1)?.text === '(') tokens.skip();
  else if (word === 'x' && tokens.peek(1)?.kind === 'string' && tokens.peek(1)?.start === token?.end) {
    tokens.skip();
    return { kind: 'binary', at, hex: unquote(tokens.takeKind('string') ?? '') };
  } else if (word === 'u' && tokens.is('u', '&')) throw notServed('A text with U&', 'write its characters themselves');
  else if (token?.kind === 'word' && tokens.peek(1)?.kind === 'string') {
    tokens.skip();
    return { kind: 'typed', at, type: word, text: unquote(tokens.takeKind('string') ?? '') };
  } else if (tokens.is('double', 'precision') && tokens.peek(2)?.kind === 'string') {
    tokens.take('double', 'precision');
    return { kind: 'typed', at, type: 'double', text: unquote(tokens.takeKind('string') ?? '') };
  } else {
    const name = tokens.name();
    if (!tokens.is('(')) {
      if (tokens.take('->'))
        return { kind: 'lambda', at, parameters: [name.toLowerCase()], body: parseExpression(tokens) };
      return { kind: 'column', at, parts: [name] };
    }
    return parseCall(tokens, at, name.toLowerCase());
  }
  return parseCall(tokens, at, word);
}

function parseCall(tokens: QueryTokens, at: number, name: string): Expression {
  tokens.need('(');
  const isStar = tokens.is('*', ')') && tokens.take('*');
  const distinct = !isStar && tokens.take('distinct');
  if (!distinct && !isStar) tokens.take('all');
  const args = isStar || tokens.is(')') || tokens.is('order', 'by') ? [] : parseArguments(tokens, name);
  let orderBy = tokens.take('order', 'by') ? parseSortKeys(tokens) : [];
  if (tokens.is('on', 'overflow')) throw notServed('ON OVERFLOW');
  let nulls: Call['nulls'] = 'respect';
  tokens.need(')');
  if (tokens.take('within', 'group', '(', 'order', 'by')) {
    orderBy = parseSortKeys(tokens);
    tokens.need(')');
  }
  let filter: Expression | null = null;
  if (tokens.take('filter', '(', 'where')) {
    filter = parseExpression(tokens);
    tokens.need(')');
  }
  if (tokens.take('ignore', 'nulls')) nulls = 'ignore';
  else tokens.take('respect', 'nulls');
  const over = tokens.take('over') ? (tokens.take('(') ? parseWindowSpec(tokens) : tokens.name().toLowerCase()) : null;
  return { kind: 'call', at, name, call: { args, isStar, distinct, orderBy, filter, nulls, over } };
}

/** `substring(x FROM a FOR b)` has words between. */
function parseArguments(tokens: QueryTokens, name: string): Expression[] {
  const first = parseExpression(tokens);
  if (name === 'substring' && tokens.take('from')) {
    const from = parseExpression(tokens);
    return tokens.take('for') ? [first, from, parseExpression(tokens)] : [first, from];
  }
  return tokens.take(',') ? [first, ...parseExpressions(tokens)] : [first];
}

function parseTrim(tokens: QueryTokens, at: number): Expression {
  tokens.take('trim', '(');
  const side = ['both', 'leading', 'trailing'].find((word) => tokens.take(word));
  if (side !== undefined && tokens.take('from')) return trimCall(tokens, at, side, [parseExpression(tokens)]);
  const first = parseExpression(tokens);
  if (tokens.take('from')) return trimCall(tokens, at, side ?? 'both', [parseExpression(tokens), first]);
  return trimCall(tokens, at, side ?? 'both', tokens.take(',') ? [first, parseExpression(tokens)] : [first]);
}

function trimCall(tokens: QueryTokens, at: number, side: string, args: readonly Expression[]): Expression {
  return closed(tokens, {
    kind: 'call',
    at,
    name: side === 'both' ? 'trim' : side === 'leading' ? 'ltrim' : 'rtrim',
    call: plainCall(args),
  });
}

function parsePosition(tokens: QueryTokens, at: number): Expression {
  const what = parseValue(tokens);
  tokens.need('in');
  return closed(tokens, { kind: 'call', at, name: 'strpos', call: plainCall([parseValue(tokens), what]) });
}

const plainCall = (args: readonly Expression[]): Call => ({
  args,
  isStar: false,
  distinct: false,
  orderBy: [],
  filter: null,
  nulls: 'respect',
  over: null,
});

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

function unquote(text: string): string {
  return text.slice(1, -1).replaceAll("''", "'");
}

import type { Call, Expression } from './ast.ts';
import { parseExpressions } from './parse-expressions.ts';
import { parseSortKeys, parseWindowSpec } from './parse-window.ts';
import type { QueryTokens } from './query-tokens.ts';
import { notServed } from '../refusal.ts';
import { unquote } from './unquote.ts';

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
/** Functions with a special argument grammar that is not supported. */
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
 * Reads what starts with a name: a column, a call, a constant function, a typed literal or a lambda with one parameter.
 *
 * @param at the offset of the name.
 * @throws {EngineFailure} `SYNTAX_ERROR`, or when Trino has it and this translator does not.
 * @example
 * parseNamed(createQueryTokens('upper(a)', grammar), 0).kind; // 'call'
 */
export function parseNamed(tokens: QueryTokens, at: number): Expression {
  const token = tokens.peek();
  const word = token?.kind === 'word' ? token.text.toLowerCase() : '';
  if (constants.includes(word)) {
    tokens.advance();
    if (tokens.is('(')) throw notServed(`${word} with a precision`, 'leave the precision out');
    return { kind: 'call', at, name: word, call: plainCall([]) };
  }
  if (ownGrammar.includes(word) && tokens.peek(1)?.text === '(')
    throw notServed(`The function ${word}`, 'use json_extract or json_extract_scalar, or run it on Athena');
  if (word === 'trim' && tokens.is('trim', '(')) return parseTrim(tokens, at);
  if ((word === 'grouping' || word === 'listagg') && tokens.peek(1)?.text === '(') tokens.advance();
  else if (word === 'x' && tokens.peek(1)?.kind === 'string' && tokens.peek(1)?.start === token?.end) {
    tokens.advance();
    return { kind: 'binary', at, hex: unquote(tokens.takeKind('string') ?? '') };
  } else if (word === 'u' && tokens.is('u', '&')) throw notServed('A text with U&', 'write its characters themselves');
  else if (token?.kind === 'word' && tokens.peek(1)?.kind === 'string') {
    tokens.advance();
    return { kind: 'typed', at, type: word, text: unquote(tokens.takeKind('string') ?? '') };
  } else if (tokens.is('double', 'precision') && tokens.peek(2)?.kind === 'string') {
    tokens.take('double', 'precision');
    return { kind: 'typed', at, type: 'double', text: unquote(tokens.takeKind('string') ?? '') };
  } else {
    const name = tokens.name();
    if (!tokens.is('(')) {
      if (tokens.take('->'))
        return { kind: 'lambda', at, parameters: [name.toLowerCase()], body: tokens.grammar.expression(tokens) };
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
    filter = tokens.grammar.expression(tokens);
    tokens.need(')');
  }
  if (tokens.take('ignore', 'nulls')) nulls = 'ignore';
  else tokens.take('respect', 'nulls');
  const over = tokens.take('over') ? (tokens.take('(') ? parseWindowSpec(tokens) : tokens.name().toLowerCase()) : null;
  return { kind: 'call', at, name, call: { args, isStar, distinct, orderBy, filter, nulls, over } };
}

/** Arguments; those of `substring(x FROM a FOR b)` are separated by words. */
function parseArguments(tokens: QueryTokens, name: string): Expression[] {
  const first = tokens.grammar.expression(tokens);
  if (name === 'substring' && tokens.take('from')) {
    const from = tokens.grammar.expression(tokens);
    return tokens.take('for') ? [first, from, tokens.grammar.expression(tokens)] : [first, from];
  }
  return tokens.take(',') ? [first, ...parseExpressions(tokens)] : [first];
}

function parseTrim(tokens: QueryTokens, at: number): Expression {
  tokens.take('trim', '(');
  const side = ['both', 'leading', 'trailing'].find((word) => tokens.take(word));
  if (side !== undefined && tokens.take('from')) return trimCall(tokens, at, side, [tokens.grammar.expression(tokens)]);
  const first = tokens.grammar.expression(tokens);
  if (tokens.take('from')) return trimCall(tokens, at, side ?? 'both', [tokens.grammar.expression(tokens), first]);
  return trimCall(tokens, at, side ?? 'both', tokens.take(',') ? [first, tokens.grammar.expression(tokens)] : [first]);
}

function trimCall(tokens: QueryTokens, at: number, side: string, args: readonly Expression[]): Expression {
  tokens.need(')');
  const name = side === 'both' ? 'trim' : side === 'leading' ? 'ltrim' : 'rtrim';
  return { kind: 'call', at, name, call: plainCall(args) };
}

/**
 * A call with arguments only.
 *
 * @example
 * plainCall([]).isStar; // false
 */
export const plainCall = (args: readonly Expression[]): Call => ({
  args,
  isStar: false,
  distinct: false,
  orderBy: [],
  filter: null,
  nulls: 'respect',
  over: null,
});

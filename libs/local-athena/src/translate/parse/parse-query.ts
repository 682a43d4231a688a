import type { GroupItem, Query, QueryBody, Relation, Select, SelectItem, SortKey, WindowSpec } from './ast.ts';
import { parseExpression } from './parse-expression.ts';
import { parseExpressions } from './parse-expressions.ts';
import { parseSortKeys, parseWindowSpec } from './parse-window.ts';
import { createQueryTokens, type QueryTokens } from './query-tokens.ts';
import { notServed } from '../refusal.ts';

/** Words that follow a relation and are therefore no alias of it. */
const afterRelation: readonly string[] = ['limit', 'offset', 'fetch', 'window', 'tablesample', 'match_recognize'];

/** LIMIT, OFFSET and FETCH may be aliases too: what follows them tells. */
const startsRange = (tokens: QueryTokens): boolean =>
  ['limit', 'offset', 'fetch'].some((word) => tokens.is(word)) &&
  (tokens.peek(1)?.kind === 'number' || ['all', 'first', 'next'].includes(tokens.peek(1)?.text.toLowerCase() ?? ''));

/**
 * Reads a whole statement that is a query by Trino's grammar.
 *
 * @throws {EngineFailure} `SYNTAX_ERROR`, or `NOT_SUPPORTED` for grammar that is not served (MATCH_RECOGNIZE, WITH RECURSIVE ...).
 * @example
 * parseWholeQuery('SELECT 1').body.kind; // 'select'
 */
export function parseWholeQuery(sql: string): Query {
  const tokens = createQueryTokens(sql, { query: parseQuery, expression: parseExpression });
  const query = parseQuery(tokens);
  if (tokens.peek() !== undefined) tokens.fail('<EOF>');
  return query;
}

/** Reads a query, up to where it ends. */
export function parseQuery(tokens: QueryTokens): Query {
  const at = tokens.at();
  const names: Query['with'][number][] = [];
  if (tokens.take('with')) {
    if (tokens.is('recursive')) throw notServed('WITH RECURSIVE');
    do names.push(parseNamedQuery(tokens));
    while (tokens.take(','));
  }
  const body = parseBody(tokens);
  const orderBy = tokens.take('order', 'by') ? parseSortKeys(tokens) : [];
  return { at, with: names, body, ...parseRange(tokens, orderBy) };
}

function parseNamedQuery(tokens: QueryTokens): Query['with'][number] {
  const name = tokens.name().toLowerCase();
  const columns = tokens.is('(') ? parseNames(tokens) : null;
  tokens.need('as');
  tokens.need('(');
  const query = parseQuery(tokens);
  tokens.need(')');
  return { name, columns, query };
}

function parseNames(tokens: QueryTokens): string[] {
  tokens.need('(');
  const names = [tokens.name()];
  while (tokens.take(',')) names.push(tokens.name());
  tokens.need(')');
  return names;
}

/** OFFSET comes before LIMIT or FETCH, as in Trino. */
function parseRange(tokens: QueryTokens, orderBy: readonly SortKey[]): Pick<Query, 'orderBy' | 'offset' | 'limit'> {
  const count = (): string =>
    (/^\d+$/.test(tokens.peek()?.text ?? '') ? tokens.takeKind('number') : null) ?? tokens.fail('<integer>');
  let offset: string | null = null;
  if (tokens.take('offset')) {
    offset = count();
    if (!tokens.take('row')) tokens.take('rows');
  }
  if (tokens.take('limit')) return { orderBy, offset, limit: tokens.take('all') ? null : count() };
  if (!tokens.take('fetch')) return { orderBy, offset, limit: null };
  if (!tokens.take('first')) tokens.need('next');
  const limit = tokens.is('row') || tokens.is('rows') ? '1' : count();
  if (!tokens.take('row')) tokens.need('rows');
  if (tokens.is('with', 'ties')) throw notServed('FETCH FIRST ... WITH TIES', 'number the rows with rank() and filter');
  tokens.need('only');
  return { orderBy, offset, limit };
}

/** INTERSECT binds tighter than UNION and EXCEPT. */
function parseBody(tokens: QueryTokens): QueryBody {
  return parseSet(tokens, ['union', 'except'], () => parseSet(tokens, ['intersect'], () => parseTerm(tokens)));
}

function parseSet(tokens: QueryTokens, operators: readonly string[], read: () => QueryBody): QueryBody {
  let left = read();
  for (;;) {
    const at = tokens.at();
    const operator = operators.find((word) => tokens.take(word));
    if (operator === undefined) return left;
    const isAll = tokens.take('all');
    if (!isAll) tokens.take('distinct');
    left = { kind: 'set', at, operator, isAll, left, right: read() };
  }
}

function parseTerm(tokens: QueryTokens): QueryBody {
  const at = tokens.at();
  if (tokens.take('select')) return { kind: 'select', at, select: parseSelect(tokens) };
  if (tokens.take('values')) return { kind: 'values', at, rows: parseExpressions(tokens) };
  if (tokens.take('table')) return { kind: 'table', at, name: parseTableName(tokens) };
  tokens.need('(');
  const query = parseQuery(tokens);
  tokens.need(')');
  return { kind: 'nested', at, query };
}

function parseSelect(tokens: QueryTokens): Select {
  const distinct = tokens.take('distinct');
  if (!distinct) tokens.take('all');
  const items = [parseItem(tokens)];
  while (tokens.take(',')) items.push(parseItem(tokens));
  const from = tokens.take('from') ? parseRelations(tokens) : null;
  const where = tokens.take('where') ? parseExpression(tokens) : null;
  const groupBy = tokens.take('group', 'by') ? parseGroups(tokens) : [];
  const having = tokens.take('having') ? parseExpression(tokens) : null;
  const windows: { name: string; spec: WindowSpec }[] = [];
  if (tokens.take('window')) {
    do {
      const name = tokens.name().toLowerCase();
      tokens.need('as');
      tokens.need('(');
      windows.push({ name, spec: parseWindowSpec(tokens) });
    } while (tokens.take(','));
  }
  return { distinct, items, from, where, groupBy, having, windows };
}

function parseItem(tokens: QueryTokens): SelectItem {
  const at = tokens.at();
  if (tokens.take('*')) return { kind: 'all', of: null, at };
  if (tokens.peek(1)?.text === '.' && tokens.peek(2)?.text === '*') {
    const of = tokens.name().toLowerCase();
    tokens.take('.', '*');
    return { kind: 'all', of, at };
  }
  const value = parseExpression(tokens);
  const alias = tokens.take('as') || (tokens.isName() && !startsRange(tokens)) ? tokens.name() : null;
  return { kind: 'item', value, alias };
}

function parseGroups(tokens: QueryTokens): GroupItem[] {
  if (!tokens.take('all')) tokens.take('distinct');
  const items: GroupItem[] = [];
  do items.push(parseGroup(tokens));
  while (tokens.take(','));
  return items;
}

function parseGroup(tokens: QueryTokens): GroupItem {
  for (const mode of ['rollup', 'cube'] as const) {
    if (tokens.take(mode, '(')) {
      const sets = [parseGroupSet(tokens)];
      while (tokens.take(',')) sets.push(parseGroupSet(tokens));
      tokens.need(')');
      return { kind: 'sets', mode, sets };
    }
  }
  if (tokens.take('grouping', 'sets', '(')) {
    const sets = [parseGroupSet(tokens)];
    while (tokens.take(',')) sets.push(parseGroupSet(tokens));
    tokens.need(')');
    return { kind: 'sets', mode: 'grouping sets', sets };
  }
  return { kind: 'one', keys: parseGroupSet(tokens) };
}

function parseGroupSet(tokens: QueryTokens) {
  if (tokens.take('(', ')')) return [];
  const key = parseExpression(tokens);
  return key.kind === 'row' ? key.items : [key];
}

function parseRelations(tokens: QueryTokens): Relation {
  let left = parseJoins(tokens);
  while (tokens.is(',')) {
    const at = tokens.at();
    tokens.take(',');
    left = { kind: 'join', at, type: 'cross', left, right: parseJoins(tokens), on: null, using: null };
  }
  return left;
}

function parseJoins(tokens: QueryTokens): Relation {
  let left = parseSampled(tokens);
  for (;;) {
    const at = tokens.at();
    if (tokens.is('natural')) throw notServed('A NATURAL join', 'name the columns with USING');
    if (tokens.take('cross', 'join')) {
      left = { kind: 'join', at, type: 'cross', left, right: parseSampled(tokens), on: null, using: null };
      continue;
    }
    const type = parseJoinType(tokens);
    if (type === null) return left;
    const right = parseSampled(tokens);
    if (tokens.take('using'))
      left = {
        kind: 'join',
        at,
        type,
        left,
        right,
        on: null,
        using: parseNames(tokens).map((name) => name.toLowerCase()),
      };
    else {
      tokens.need('on');
      left = { kind: 'join', at, type, left, right, on: parseExpression(tokens), using: null };
    }
  }
}

function parseJoinType(tokens: QueryTokens): 'inner' | 'left' | 'right' | 'full' | null {
  for (const type of ['left', 'right', 'full'] as const) {
    if (!tokens.take(type)) continue;
    tokens.take('outer');
    tokens.need('join');
    return type;
  }
  return tokens.take('inner', 'join') || tokens.take('join') ? 'inner' : null;
}

function parseSampled(tokens: QueryTokens): Relation {
  const at = tokens.at();
  const of = parseAliased(tokens);
  if (tokens.is('match_recognize', '(')) throw notServed('MATCH_RECOGNIZE');
  if (!tokens.take('tablesample')) return of;
  if (!tokens.take('bernoulli')) throw notServed('TABLESAMPLE SYSTEM', 'use TABLESAMPLE BERNOULLI');
  tokens.need('(');
  const percent = tokens.takeKind('number') ?? tokens.fail('<number>');
  tokens.need(')');
  return { kind: 'sample', at, of, percent };
}

function parseAliased(tokens: QueryTokens): Relation {
  const at = tokens.at();
  const of = parseRelation(tokens);
  if (tokens.is('for', 'version') || tokens.is('for', 'timestamp'))
    throw notServed('Time travel', 'the current release is what is served');
  const isAlias = tokens.take('as') || (tokens.isName() && !afterRelation.some((word) => tokens.is(word)));
  if (!isAlias) return of;
  const name = tokens.name().toLowerCase();
  return { kind: 'alias', at, of, name, columns: tokens.is('(') ? parseNames(tokens) : null };
}

function parseRelation(tokens: QueryTokens): Relation {
  const at = tokens.at();
  if (tokens.take('lateral', '(')) return parseQueryRelation(tokens, at, true);
  if (tokens.take('unnest', '(')) {
    const lists = parseExpressions(tokens);
    tokens.need(')');
    return { kind: 'unnest', at, lists, withOrdinality: tokens.take('with', 'ordinality') };
  }
  if (tokens.is('table', '(')) throw notServed('A table function');
  if (!tokens.take('(')) return { kind: 'table', at, name: parseTableName(tokens) };
  const query = tokens.attempt(() => parseQueryRelation(tokens, at, false));
  if (query !== null) return query;
  const isQuery = ['select', 'with', 'values', 'table'].some((head) => tokens.is(head));
  if (isQuery) return parseQueryRelation(tokens, at, false);
  const relation = parseRelations(tokens);
  tokens.need(')');
  return relation;
}

function parseQueryRelation(tokens: QueryTokens, at: number, isLateral: boolean): Relation {
  const query = parseQuery(tokens);
  tokens.need(')');
  return { kind: 'query', at, query, isLateral };
}

function parseTableName(tokens: QueryTokens): string[] {
  const name = [tokens.name().toLowerCase()];
  while (tokens.take('.')) name.push(tokens.name().toLowerCase());
  if (tokens.is('(')) tokens.fail("'.', <EOF>");
  return name;
}

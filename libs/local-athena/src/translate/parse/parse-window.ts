import type { Expression, FrameBound, SortKey, WindowSpec } from './ast.ts';
import type { QueryTokens } from './query-tokens.ts';

/** The keys of ORDER BY, behind its words. */
export function parseSortKeys(tokens: QueryTokens): SortKey[] {
  const keys: SortKey[] = [];
  do {
    const key = tokens.grammar.expression(tokens);
    const isDescending = tokens.take('desc') || (tokens.take('asc'), false);
    const nulls = tokens.take('nulls') ? (tokens.take('first') ? 'first' : (tokens.need('last'), 'last')) : 'last';
    keys.push({ key, isDescending, nulls });
  } while (tokens.take(','));
  return keys;
}

/** A window in its brackets, behind the first of them. */
export function parseWindowSpec(tokens: QueryTokens): WindowSpec {
  const isBase = tokens.isName() && !['partition', 'rows', 'range', 'groups'].some((word) => tokens.is(word));
  const base = isBase ? tokens.name().toLowerCase() : null;
  const partitionBy = tokens.take('partition', 'by') ? parseKeys(tokens) : [];
  const orderBy = tokens.take('order', 'by') ? parseSortKeys(tokens) : [];
  const mode = ['rows', 'range', 'groups'].find((word) => tokens.take(word));
  let frame: WindowSpec['frame'] = null;
  if (mode !== undefined) {
    const isBetween = tokens.take('between');
    const start = parseBound(tokens);
    if (isBetween) tokens.need('and');
    frame = { mode, start, end: isBetween ? parseBound(tokens) : null };
  }
  tokens.need(')');
  return { base, partitionBy, orderBy, frame };
}

function parseKeys(tokens: QueryTokens): Expression[] {
  const keys: Expression[] = [];
  do keys.push(tokens.grammar.expression(tokens));
  while (tokens.take(','));
  return keys;
}

function parseBound(tokens: QueryTokens): FrameBound {
  if (tokens.take('unbounded', 'preceding')) return { words: 'unbounded preceding', offset: null };
  if (tokens.take('unbounded', 'following')) return { words: 'unbounded following', offset: null };
  if (tokens.take('current', 'row')) return { words: 'current row', offset: null };
  const offset = tokens.grammar.expression(tokens);
  if (tokens.take('preceding')) return { words: 'preceding', offset };
  tokens.need('following');
  return { words: 'following', offset };
}

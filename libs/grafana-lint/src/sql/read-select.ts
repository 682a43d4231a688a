import { isWord, type Token, tokenize } from './tokenize.ts';

/** A column of a result. */
export interface SelectItem {
  /** Its name, in lower case; null when the engine chooses one. */
  readonly name: string | null;
  readonly tokens: readonly Token[];
}

/** What the lint understands of a query. */
export interface SelectParts {
  readonly tokens: readonly Token[];
  /** The columns of the outermost SELECT, of the first one where there is a UNION. */
  readonly items: readonly SelectItem[];
  /** The first key of the outermost ORDER BY, as its text in lower case; null without one. */
  readonly firstOrder: { readonly text: string; readonly isDescending: boolean } | null;
}

/**
 * Reads the outermost SELECT of a query: its columns and the first key of its order.
 *
 * @example
 * readSelect('select a as b from t order by 1').items[0]?.name; // 'b'
 */
export function readSelect(sql: string): SelectParts {
  const tokens = tokenize(sql);
  const start = tokens.findIndex((token) => token.depth === 0 && isWord(token, 'select'));
  const rest = start < 0 ? [] : tokens.slice(start + 1);
  const end = rest.findIndex((token) => token.depth === 0 && isWord(token, 'from', 'union', 'order', 'limit'));
  const list = rest.slice(isWord(rest[0], 'distinct') ? 1 : 0, end < 0 ? undefined : end);
  return {
    tokens,
    items: splitAtCommas(list).map((item) => ({ name: nameOf(item), tokens: item })),
    firstOrder: readOrder(tokens),
  };
}

const aggregates = [
  'count',
  'sum',
  'avg',
  'min',
  'max',
  'approx_distinct',
  'approx_percentile',
  'count_if',
  'max_by',
  'min_by',
  'arbitrary',
  'any_value',
];

/**
 * Whether the outermost SELECT gives one row: aggregates without GROUP BY, or LIMIT 1.
 *
 * @example
 * hasOneRow(readSelect('select max(a), count(*) from t')); // true
 */
export function hasOneRow({ tokens, items }: SelectParts): boolean {
  const outer = tokens.filter(({ depth }) => depth === 0);
  if (outer.some((token, index) => isWord(token, 'limit') && outer[index + 1]?.text === '1')) return true;
  if (outer.some((token) => isWord(token, 'group', 'union', 'over'))) return false;
  return items.some((item) =>
    item.tokens.some((token, index) => isWord(token, ...aggregates) && item.tokens[index + 1]?.text === '('),
  );
}

/**
 * A name as SQL compares it: without quotes, in lower case.
 *
 * @example
 * plainName('"Time"'); // 'time'
 */
export function plainName(text: string): string {
  return text.replace(/^"|"$/g, '').toLowerCase();
}

function splitAtCommas(tokens: readonly Token[]): Token[][] {
  const items: Token[][] = [[]];
  for (const token of tokens) {
    if (token.text === ',' && token.depth === 0) items.push([]);
    else items.at(-1)?.push(token);
  }
  return items.filter((item) => item.length > 0);
}

function nameOf(item: readonly Token[]): string | null {
  const last = item.at(-1);
  if (last?.kind !== 'word' && last?.kind !== 'name') return null;
  const before = item.at(-2);
  const isNamed =
    before === undefined ||
    before.text === '.' ||
    isWord(before, 'as') ||
    before.text === ')' ||
    ['word', 'name', 'number', 'text', 'variable'].includes(before.kind);
  return isNamed && !isWord(last, 'end', 'null', 'zone') ? plainName(last.text) : null;
}

function readOrder(tokens: readonly Token[]): SelectParts['firstOrder'] {
  const at = tokens.findLastIndex(
    (token, index) => token.depth === 0 && isWord(token, 'order') && isWord(tokens[index + 1], 'by'),
  );
  if (at < 0) return null;
  const [first = []] = splitAtCommas(tokens.slice(at + 2));
  const end = first.findIndex(
    (token) => token.depth === 0 && isWord(token, 'asc', 'desc', 'nulls', 'limit', 'offset', 'fetch'),
  );
  const key = first.slice(0, end < 0 ? undefined : end);
  return { text: key.map((token) => plainName(token.text)).join(' '), isDescending: isWord(first[end], 'desc') };
}

import type { SelectItem, SelectParts } from './read-select.ts';
import { plainName } from './read-select.ts';
import { isWord, type Token } from './tokenize.ts';
import { typeOf } from './type-of.ts';

/**
 * The column that Grafana takes for the time: the first that is one. A column counts as one when it is named `time` or its
 * expression gives a time; the SQL does not show the type of other columns.
 *
 * @example
 * timeColumn(readSelect('select v, t as time from x'))?.item.name; // 'time'
 */
export function timeColumn({
  items,
  tokens,
}: SelectParts): { readonly item: SelectItem; readonly ordinal: number } | null {
  const index = items.findIndex((item) => {
    const type = typeOf(definitionOf(item, tokens));
    return type === 'time' || (item.name === 'time' && type === 'unknown');
  });
  const item = items[index];
  return item === undefined ? null : { item, ordinal: index + 1 };
}

/**
 * The expression of a column: its own, or, when it only names a column of an inner query, the one that is named so there.
 *
 * @example
 * definitionOf(item, parts.tokens).map(({ text }) => text);
 */
export function definitionOf(item: SelectItem, tokens: readonly Token[]): readonly Token[] {
  const bare = withoutName(item);
  const source = bare.length === 1 || (bare.length === 3 && bare[1]?.text === '.') ? bare.at(-1) : undefined;
  if (source?.kind !== 'word' && source?.kind !== 'name') return bare;
  const wanted = plainName(source.text);
  const named = tokens.findIndex(
    (token, index) => isWord(token, 'as') && plainName(tokens[index + 1]?.text ?? '') === wanted && token.depth > 0,
  );
  if (named < 0) return bare;
  const depth = tokens[named]?.depth ?? 0;
  const start = tokens
    .slice(0, named)
    .findLastIndex((token) => token.depth === depth && (token.text === ',' || isWord(token, 'select')));
  return tokens.slice(start + 1, named);
}

/**
 * An item without the name that it is given.
 *
 * @example
 * withoutName(readSelect('select a + 1 as b').items[0]!).length; // 3
 */
export function withoutName({ tokens }: SelectItem): readonly Token[] {
  return isWord(tokens.at(-2), 'as') ? tokens.slice(0, -2) : tokens;
}

import { isWord, type Token, tokenize } from './tokenize.ts';

/**
 * The tokens that are values in an `IN (...)`: those of a subquery, or of a function inside, are not.
 *
 * @example
 * tokensInLists('a in (1, $b)').map(({ text }) => text); // ['1', ',', '$b']
 */
export function tokensInLists(sql: string): Token[] {
  const found: Token[] = [];
  const isList: boolean[] = [];
  const tokens = tokenize(sql);
  for (const [index, token] of tokens.entries()) {
    if (token.text === ')') isList.pop();
    else if (token.text === '(')
      isList.push(isWord(tokens[index - 1], 'in') && !isWord(tokens[index + 1], 'select', 'with'));
    else if (isList.at(-1) === true) found.push(token);
  }
  return found;
}

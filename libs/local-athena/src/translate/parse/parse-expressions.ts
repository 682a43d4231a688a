import type { Expression } from './ast.ts';
import type { QueryTokens } from './query-tokens.ts';

/**
 * Reads one or more expressions separated by commas.
 *
 * @throws {EngineFailure} `SYNTAX_ERROR`.
 * @example
 * parseExpressions(createQueryTokens('a, b + 1', grammar)).length; // 2
 */
export function parseExpressions(tokens: QueryTokens): Expression[] {
  const found = [tokens.grammar.expression(tokens)];
  while (tokens.take(',')) found.push(tokens.grammar.expression(tokens));
  return found;
}

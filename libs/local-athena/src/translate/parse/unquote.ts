/**
 * The value of a string literal as it is written in SQL.
 *
 * @example
 * unquote("'it''s'"); // "it's"
 */
export function unquote(literal: string): string {
  return literal.slice(1, -1).replaceAll("''", "'");
}

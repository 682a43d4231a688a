const maxCharacters = 300;

/**
 * The beginning of a statement for a message: without comments, with every text literal hidden, on one line, at most
 * 300 characters. It says what was done to which table, and none of the values.
 *
 * @example
 * toSqlExcerpt("select * from bars where ticker = 'AAPL'"); // "select * from bars where ticker = '…'"
 */
export function toSqlExcerpt(sql: string): string {
  const masked = sql.replace(/--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|"(?:[^"]|"")*"|'(?:[^']|'')*(?:'|$)/g, (token) => {
    if (token.startsWith("'")) return "'…'";
    return token.startsWith('"') ? token : ' ';
  });
  const line = masked.replace(/\s+/g, ' ').trim();
  return line.length <= maxCharacters ? line : `${line.slice(0, maxCharacters - 1)}…`;
}

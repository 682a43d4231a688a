/** Strings, quoted names, comments, the start of a comment without end, words, and everything else character by character. */
const parts = /'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\r\n]*|\/\*[^]*?\*\/|\/\*|[A-Za-z_][A-Za-z0-9_$]*|[^]/g;

/**
 * Why a piece of SQL cannot be embedded in a statement without changing the rest of it, or null if it can: an open
 * string, name, comment or parenthesis, or a second statement.
 *
 * @example
 * faultOfFragment("ticker = 'AAPL"); // 'a quote is not closed'
 */
export function faultOfFragment(fragment: string): string | null {
  let depth = 0;
  for (const [part] of fragment.matchAll(parts)) {
    if (part === "'" || part === '"') return 'a quote is not closed';
    if (part === '/*') return 'a comment is not closed';
    if (part === ';') return 'it holds a semicolon';
    if (part === '(') depth += 1;
    if (part === ')') depth -= 1;
    if (depth < 0) return 'a parenthesis is closed that was not opened';
  }
  return depth === 0 ? null : 'a parenthesis is not closed';
}

/**
 * Replaces the table name `primary` by a quoted name, but not in strings, quoted names and comments: `primary` is a
 * reserved word, so AWS's own examples do not run as they are. A trailing semicolon goes.
 *
 * @example
 * replacePrimary('SELECT COUNT(*) FROM primary', '"staging"'); // 'SELECT COUNT(*) FROM "staging"'
 */
export function replacePrimary(query: string, quotedName: string): string {
  return query.replace(/[;\s]+$/, '').replace(parts, (part) => (part.toLowerCase() === 'primary' ? quotedName : part));
}

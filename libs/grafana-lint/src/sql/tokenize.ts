/** A piece of SQL text; comments and white space are none. */
export interface Token {
  readonly kind: 'word' | 'name' | 'text' | 'variable' | 'number' | 'mark';
  readonly text: string;
  /** How many parentheses are open before it; a closing one counts as inside. */
  readonly depth: number;
}

const pattern =
  /--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'|"(?:[^"]|"")*"|\$\{[^}]*\}|\$\w+|\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?|\w+|\S/g;

/**
 * SQL as tokens: words, quoted names, texts, `$variables` and macros, numbers, marks.
 *
 * @example
 * tokenize('select 1 -- one').map(({ text }) => text); // ['select', '1']
 */
export function tokenize(sql: string): Token[] {
  const tokens: Token[] = [];
  let depth = 0;
  for (const [text] of sql.matchAll(pattern)) {
    // A semicolon ends the query: Athena takes one statement.
    if (text.startsWith('--') || text.startsWith('/*') || text === ';') continue;
    tokens.push({ kind: kindOf(text), text, depth });
    if (text === '(') depth += 1;
    if (text === ')') depth -= 1;
  }
  return tokens;
}

function kindOf(text: string): Token['kind'] {
  if (text.startsWith("'")) return 'text';
  if (text.startsWith('"')) return 'name';
  if (/^\$[\w{]/.test(text)) return 'variable';
  if (/^\.?\d/.test(text)) return 'number';
  return /^\w/.test(text) ? 'word' : 'mark';
}

/**
 * Whether a token is a word of SQL, whatever its case.
 *
 * @example
 * isWord(tokenize('SELECT')[0], 'select'); // true
 */
export function isWord(token: Token | undefined, ...words: readonly string[]): boolean {
  return token?.kind === 'word' && words.includes(token.text.toLowerCase());
}

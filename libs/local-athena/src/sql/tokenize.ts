import { RefusedStatement } from './refused-statement.ts';

/** A token of a statement with its position in the text; white space and comments are dropped. */
export interface Token {
  readonly kind: 'word' | 'number' | 'string' | 'quoted' | 'backquoted' | 'parameter' | 'symbol';
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Token patterns, matched where the last token ended. A quote ends with its own mark; a doubled mark is literal. */
const kinds: readonly [Token['kind'] | 'skipped', RegExp][] = [
  ['skipped', /\s+|--[^\n]*|\/\*[^]*?\*\//y],
  ['string', /'(?:[^']|'')*'/y],
  ['quoted', /"(?:[^"]|"")*"/y],
  ['backquoted', /`(?:[^`]|``)*`/y],
  ['number', /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y],
  ['word', /[\p{L}_][\p{L}\p{N}_$@]*/uy],
  ['parameter', /\?/y],
];

/**
 * Splits SQL into tokens: strings, quoted names and comments stay whole, so that nothing in them counts as a keyword.
 *
 * @throws {RefusedStatement} when a string, a quoted name or a comment does not end.
 * @example
 * tokenize("SELECT 'a;b' -- ;").map((token) => token.text); // ['SELECT', "'a;b'"]
 */
export function tokenize(sql: string): Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < sql.length;) {
    const [kind, text] = readToken(sql, at);
    if (kind !== 'skipped') tokens.push({ kind, text, start: at, end: at + text.length });
    at += text.length;
  }
  return tokens;
}

function readToken(sql: string, at: number): [Token['kind'] | 'skipped', string] {
  for (const [kind, pattern] of kinds) {
    pattern.lastIndex = at;
    const found = pattern.exec(sql);
    if (found !== null) return [kind, found[0]];
  }
  const symbol = String.fromCodePoint(sql.codePointAt(at) ?? 0);
  if (`'"\``.includes(symbol) || sql.startsWith('/*', at))
    throw new RefusedStatement(`${toPlace(sql, at)}: what starts with ${sql.slice(at, at + 2)} does not end.`);
  return ['symbol', symbol];
}

/** A position in a statement in Athena's format. */
function toPlace(sql: string, at: number): string {
  const before = sql.slice(0, at).split('\n');
  return `line ${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
}

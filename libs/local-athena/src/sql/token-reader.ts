import { RefusedStatement } from './refused-statement.ts';
import { type Token, tokenize } from './tokenize.ts';

/** Reads a statement from left to right. */
export interface TokenReader {
  /** Consumes the next words if they are these, in any case; returns whether they were. */
  take(...words: readonly string[]): boolean;
  /** Consumes these words or refuses the statement. */
  need(...words: readonly string[]): void;
  /** A name without quotes, in lower case as in Glue. */
  name(): string;
  /** A string literal's text. */
  string(): string;
  number(): number;
  /** The items of a comma-separated list in parentheses, as text. */
  list(): string[];
  /** The text within the next pair of parentheses. */
  group(): string;
  /** The remaining text. */
  rest(): string;
  isAtEnd(): boolean;
  /** Refuses the statement unless it ends here. */
  end(): void;
}

/**
 * Creates a reader at the start of a statement. Drops one `;` at the end.
 *
 * @throws {RefusedStatement} when the text has no statement, or several.
 * @example
 * const reader = createTokenReader('DROP TABLE `a`.b;');
 * reader.take('drop', 'table'); // true
 */
export function createTokenReader(sql: string): TokenReader {
  const tokens = oneStatement(tokenize(sql));
  const end = tokens.at(-1)?.end ?? 0;
  let at = 0;
  const fail = (wanted: string): never => {
    const found = tokens[at];
    throw new RefusedStatement(
      `mismatched input ${found === undefined ? "'<EOF>'" : `'${found.text}' at position ${found.start + 1}`}. Expecting: ${wanted}`,
    );
  };
  const matches = (words: readonly string[]): boolean => words.every((word, index) => isWord(tokens[at + index], word));
  const next = (kind: Token['kind'], wanted: string): string => {
    const token = tokens[at];
    if (token?.kind !== kind) return fail(wanted);
    at += 1;
    return token.text;
  };
  return {
    take(...words) {
      if (!matches(words)) return false;
      at += words.length;
      return true;
    },
    need(...words) {
      if (!matches(words)) fail(words.join(' '));
      at += words.length;
    },
    name() {
      const token = tokens[at];
      if (token === undefined || !['word', 'quoted', 'backquoted'].includes(token.kind)) return fail('a name');
      at += 1;
      return unquote(token.text).toLowerCase();
    },
    string: () => unquote(next('string', 'a string')),
    number: () => Number(next('number', 'a number')),
    list() {
      if (!isWord(tokens[at], '(')) fail("'('");
      const parts: string[] = [];
      let depth = 0;
      let from = tokens[at]?.end ?? 0;
      for (; at < tokens.length; at += 1) {
        const token = tokens[at];
        if (token === undefined) break;
        depth += '(<['.includes(token.text) ? 1 : ')>]'.includes(token.text) ? -1 : 0;
        if (depth === 0 || (depth === 1 && token.text === ',')) {
          parts.push(sql.slice(from, token.start).trim());
          from = token.end;
        }
        if (depth > 0) continue;
        at += 1;
        return parts;
      }
      return fail("')'");
    },
    group() {
      if (!isWord(tokens[at], '(')) fail("'('");
      const from = tokens[at]?.end ?? 0;
      for (let depth = 0; at < tokens.length; at += 1) {
        const token = tokens[at];
        if (token?.text === '(') depth += 1;
        if (token?.text !== ')' || (depth -= 1) > 0) continue;
        at += 1;
        return sql.slice(from, token.start).trim();
      }
      return fail("')'");
    },
    rest: () => sql.slice(tokens[at]?.start ?? end, end),
    isAtEnd: () => at >= tokens.length,
    end() {
      if (at < tokens.length) fail('the end of the statement');
    },
  };
}

function oneStatement(tokens: readonly Token[]): readonly Token[] {
  const last = tokens.findLastIndex((token) => token.text !== ';');
  if (last < 0) throw new RefusedStatement('Query string is empty.');
  const kept = tokens.slice(0, last + 1);
  if (kept.some((token) => token.text === ';'))
    throw new RefusedStatement('Only one sql statement is allowed. Run them one after the other.');
  return kept;
}

function isWord(token: Token | undefined, word: string): boolean {
  return (
    token !== undefined &&
    (token.kind === 'word' || token.kind === 'symbol') &&
    token.text.toLowerCase() === word.toLowerCase()
  );
}

function unquote(text: string): string {
  const mark = text.charAt(0);
  return `'"\``.includes(mark) ? text.slice(1, -1).replaceAll(mark + mark, mark) : text;
}

import { SqlCompileError } from '../sql/errors.ts';

/**
 * A regular expression that RE2 (DuckDB) and Joni (Trino, Athena) read the same way. A closing `$` becomes `\z`: Joni's also matches
 * before a last line break.
 *
 * @throws {SqlCompileError} for what RE2 lacks or reads otherwise (look-around, back references, possessive quantifiers, inner
 * `$`), and for anything but a regular expression.
 * @example
 * toPattern('^[A-Z]+$'); // '^[A-Z]+\\z'
 */
export function toPattern(pattern: string): string {
  const refused = unportable.find(({ test }) => test.test(pattern));
  if (refused !== undefined)
    throw new SqlCompileError(
      `The pattern ${pattern} has ${refused.what}, which engines reject or interpret differently.`,
    );
  const ended = pattern.replace(/(?<!\\)\$$/, '\\z');
  if (/(?<!\\)\$/.test(ended.replace(/\[[^\]]*\]/g, '')))
    throw new SqlCompileError(
      `The pattern ${pattern} has a $ inside, which is not the same everywhere: use it at the end only.`,
    );
  toJavaScript(pattern);
  return ended;
}

/**
 * Whether a pattern matches the empty text: what is replaced at such places differs.
 *
 * @example
 * matchesNothing('a*'); // true
 */
export function matchesNothing(pattern: string): boolean {
  return toJavaScript(pattern).test('');
}

const unportable = [
  { test: /\(\?[=!]|\(\?<[=!]/, what: 'a look-ahead or look-behind' },
  { test: /\(\?>/, what: 'an atomic group' },
  { test: /\(\?P?</, what: 'a named group' },
  { test: /(?<!\\)[*+?}]\+/, what: 'a possessive quantifier' },
  { test: /(?<!\\)(?:\\\\)*\\[1-9]/, what: 'a back reference' },
  { test: /(?<!\\)(?:\\\\)*\\[ZGhHRXK]/, what: 'an escape that RE2 lacks' },
  { test: /\[\[:|&&/, what: 'a class inside a class' },
] as const;

/** JavaScript knows no `(?i)`; the rest of what is left is its own. */
function toJavaScript(pattern: string): RegExp {
  const isAnyCase = pattern.startsWith('(?i)');
  try {
    return new RegExp(isAnyCase ? pattern.slice(4) : pattern, isAnyCase ? 'iu' : 'u');
  } catch (cause) {
    throw new SqlCompileError(
      `${pattern} is not a regular expression: ${cause instanceof Error ? cause.message : String(cause)}`,
    );
  }
}

import { type Expression, sql } from 'kysely';
import { SqlCompileError } from '../sql/errors.ts';
import { call } from './call.ts';
import { matchesNothing, toPattern } from './pattern.ts';

type Text = Expression<string | null>;

/**
 * Concatenated texts; NULL if one of them is (DuckDB's `concat` skips NULL).
 *
 * Shows: `(a || b)`
 *
 * @example
 * eb => concat(eb.ref('ticker'), sql.lit(':'), eb.ref('session'))
 */
export const concat = (...texts: readonly [Text, Text, ...(readonly Text[])]) =>
  sql<string | null>`(${sql.join(texts, sql` || `)})`;

/**
 * The number of characters (code points).
 *
 * @example
 * eb => textLength(eb.ref('ticker'))
 */
export const textLength = (text: Text) => call<bigint | null>('length', text);

/**
 * A part of a text, from a position (1 is the first) on; all of the rest without a length. Past the end: ''.
 *
 * @throws {SqlCompileError} for a start below 1 or a negative length, which each engine reads in its own way.
 * @example
 * eb => substring(eb.ref('ticker'), 3)
 */
export function substring(text: Text, start: number, length?: number) {
  if (!isLength(start) || start < 1)
    throw new SqlCompileError(`A part of a text starts at 1 or later, not at ${start}.`);
  if (length === undefined) return call<string | null>('substr_from', text, sql.lit(start));
  if (!isLength(length)) throw new SqlCompileError(`A part of a text has 0 or more characters, not ${length}.`);
  return call<string | null>('substr', text, sql.lit(start), sql.lit(length));
}

/**
 * A text without spaces around it; tabs and line breaks stay.
 *
 * @example
 * eb => trim(eb.ref('name'))
 */
export const trim = (text: Text) => call<string | null>('trim', text);

/**
 * A text without spaces before it.
 *
 * @example
 * eb => trimStart(eb.ref('name'))
 */
export const trimStart = (text: Text) => call<string | null>('trim_start', text);

/**
 * A text without spaces behind it.
 *
 * @example
 * eb => trimEnd(eb.ref('name'))
 */
export const trimEnd = (text: Text) => call<string | null>('trim_end', text);

/**
 * A text filled up in front to a length; a longer one is cut.
 *
 * @throws {SqlCompileError} for a filling of nothing or a negative length.
 * @example
 * eb => padStart(eb.ref('hour'), 2, '0')
 */
export function padStart(text: Text, length: number, filling: string) {
  if (filling === '' || !isLength(length))
    throw new SqlCompileError('A text is filled up with at least one character, to 0 or more.');
  return call<string | null>('pad_start', text, sql.lit(length), sql.lit(filling));
}

/**
 * A text with every occurrence of another replaced.
 *
 * @throws {SqlCompileError} for the empty text, which Trino finds between all characters and DuckDB nowhere.
 * @example
 * eb => replaceText(eb.ref('ticker'), 'X:', '')
 */
export function replaceText(text: Text, from: string, to: string) {
  if (from === '') throw new SqlCompileError('The empty text cannot be replaced.');
  return call<string | null>('replace', text, sql.lit(from), sql.lit(to));
}

/**
 * The position of a text in another, from 1; 0 where it is not.
 *
 * @example
 * eb => positionOf(eb.ref('ticker'), sql.lit(':'))
 */
export const positionOf = (text: Text, part: Expression<string>) => call<bigint | null>('position', text, part);

/**
 * Whether a text begins with another.
 *
 * @example
 * eb => startsWith(eb.ref('ticker'), sql.lit('X:'))
 */
export const startsWith = (text: Text, start: Expression<string>) => call<boolean | null>('starts_with', text, start);

/**
 * The n-th field (from 1) of a text with a separator; '' where it is empty, NULL where there is none.
 * DuckDB: `list_extract(string_split(...), n)`; Athena, Trino: `split_part(...)`.
 *
 * @throws {SqlCompileError} for an empty separator, or n below 1.
 * @example
 * eb => splitPart(eb.ref('ticker'), ':', 2)
 */
export function splitPart(text: Text, separator: string, n: number) {
  if (separator === '' || !Number.isSafeInteger(n) || n < 1)
    throw new SqlCompileError('A field needs a separator of at least one character, and a number from 1.');
  return call<string | null>('split_part', text, sql.lit(separator), sql.lit(n));
}

/**
 * Whether a regular expression matches a part of a text.
 *
 * @throws {SqlCompileError} for a pattern that is not the same everywhere (`toPattern`).
 * @example
 * eb => regexpLike(eb.ref('ticker'), '^[A-Z.]{1,6}$')
 */
export const regexpLike = (text: Text, pattern: string) =>
  call<boolean | null>('regexp_like', text, sql.lit(toPattern(pattern)));

/**
 * The first match of a regular expression, or one of its groups; NULL where nothing matches.
 *
 * @throws {SqlCompileError} for a pattern that is not the same everywhere, and a group that is not 0 to 9.
 * @example
 * eb => regexpExtract(eb.ref('path'), 'dt=([0-9-]+)', 1)
 */
export function regexpExtract(text: Text, pattern: string, group = 0) {
  if (!Number.isInteger(group) || group < 0 || group > 9) throw new SqlCompileError(`A group is 0 to 9, not ${group}.`);
  return call<string | null>('regexp_extract', text, sql.lit(toPattern(pattern)), sql.lit(group));
}

/**
 * A text with every match of a regular expression replaced; `$1` to `$9` in the replacement are its groups.
 *
 * @throws {SqlCompileError} for a pattern that is not the same everywhere or matches the empty text, and for a backslash in the replacement.
 * @example
 * eb => regexpReplace(eb.ref('ticker'), '^[A-Z]:', '')
 */
export function regexpReplace(text: Text, pattern: string, replacement: string) {
  if (matchesNothing(pattern))
    throw new SqlCompileError(
      `The pattern ${pattern} matches the empty text, which the engines replace at different places.`,
    );
  if (replacement.includes('\\') || /\$(?![1-9])/.test(replacement))
    throw new SqlCompileError('A replacement has text and $1 to $9, and neither a backslash nor another $.');
  return call<string | null>(
    'regexp_replace',
    text,
    sql.lit(toPattern(pattern)),
    sql.lit(replacement),
    sql.lit(replacement.replaceAll(/\$([1-9])/g, '\\$1')),
  );
}

/**
 * The text at a path of a JSON text (`$.a.b`, `$.l[0]`); NULL for everything that is not text there, and for what is not JSON.
 *
 * @example
 * eb => jsonText(eb.ref('payload'), '$.status')
 */
export const jsonText = (json: Text, path: string) => call<string | null>('json_text', json, sql.lit(toPath(path)));

/**
 * The number at a path of a JSON text, as a double; NULL for everything that is not a number there, and for what is not JSON.
 *
 * @example
 * eb => jsonNumber(eb.ref('payload'), '$.results[0].c')
 */
export const jsonNumber = (json: Text, path: string) => call<number | null>('json_number', json, sql.lit(toPath(path)));

/** What every engine takes: DuckDB has 32 bits for it. */
const isLength = (length: number): boolean => Number.isInteger(length) && length >= 0 && length < 2 ** 31;

function toPath(path: string): string {
  if (!/^\$(?:\.[A-Za-z_]\w*|\[\d+\])*$/.test(path))
    throw new SqlCompileError(`${path} is not a JSON path of names and positions: $.a.b[0].`);
  return path;
}

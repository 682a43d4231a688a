import type { QuotedText, TextOperand } from '../ast.ts';
import type { Cursor } from '../cursor.ts';
import type { Token } from '../tokenize.ts';

/**
 * Resolves the two escapes of DQDL, `\"` and `\\`; any other backslash stays, so that `"\d+"` is a pattern.
 *
 * @example
 * unescapeText('a\\"b'); // 'a"b'
 */
export function unescapeText(raw: string): string {
  return raw.replace(/\\(["\\])/g, '$1');
}

/**
 * The text of a string token.
 *
 * @example
 * toQuotedText(cursor, cursor.expectString('a filter')).value;
 */
export function toQuotedText(cursor: Cursor, token: Token): QuotedText {
  return { value: unescapeText(token.text), raw: token.text, at: cursor.position(token) };
}

const textKeywords = ['NULL', 'EMPTY', 'WHITESPACES_ONLY'] as const;

/**
 * NULL, EMPTY or WHITESPACES_ONLY, if it is next, in capitals or in small letters.
 *
 * @example
 * takeKeyword(new Cursor('NULL', {}))?.value; // 'NULL'
 */
export function takeKeyword(cursor: Cursor): (TextOperand & { kind: 'keyword' }) | null {
  const token = cursor.peek();
  if (token.kind !== 'word') return null;
  const value = textKeywords.find((keyword) => token.text === keyword || token.text === keyword.toLowerCase());
  if (value === undefined) return null;
  cursor.take();
  return { kind: 'keyword', value, at: cursor.position(token) };
}

/**
 * Takes `$name` and returns the name with the position of the `$`.
 *
 * @example
 * takeConstantName(new Cursor('$codes', {})).name; // 'codes'
 */
export function takeConstantName(cursor: Cursor): { name: string; at: Token } {
  const at = cursor.expectSymbol('$', 'before the name of a constant');
  const token = cursor.peek();
  if (token.kind !== 'word') cursor.fail('Expected the name of a constant right after $.');
  return { name: cursor.take().text, at };
}

/**
 * Takes `$name` where a text is needed, and resolves it.
 *
 * @example
 * takeTextConstant(cursor).value; // the text behind $name
 */
export function takeTextConstant(cursor: Cursor): QuotedText & { constant: string } {
  const { name, at } = takeConstantName(cursor);
  const constant = cursor.constants.get(name);
  if (constant === undefined)
    cursor.fail(`The constant ${name} is not defined: put ${name} = "..." above the rules.`, at);
  if (constant.list) cursor.fail(`The constant ${name} is a list, but a single text is expected here.`, at);
  const [value] = constant.values;
  if (value === undefined || value.kind !== 'string')
    cursor.fail(`The constant ${name} is ${value?.value}, but a quoted text is expected here.`, at);
  return { value: value.value, raw: value.raw, constant: name, at: cursor.position(at) };
}

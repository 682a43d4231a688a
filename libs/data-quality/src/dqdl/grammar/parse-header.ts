import type { Constant, Label, QuotedText, TextOperand } from '../ast.ts';
import { type Cursor, describe } from '../cursor.ts';
import { isKeyword } from './keywords.ts';
import { takeKeyword, toQuotedText } from './parse-text.ts';

/**
 * Parses `= { "Version": "1.0" }` after `Metadata`.
 *
 * @example
 * parseMetadata(new Cursor('= { "Version": "1.0" }', {})).length; // 1
 */
export function parseMetadata(cursor: Cursor): Label[] {
  const entries: Label[] = [];
  parseEntries(cursor, 'Metadata', (key) => {
    if (key.value !== 'Version') cursor.fail(`Metadata knows the key "Version", not "${key.value}".`, key.at);
    entries.push({ key, value: toQuotedText(cursor, cursor.expectString('a version')) });
  });
  return entries;
}

/**
 * Parses `= { "Primary": "..", "AdditionalDataSources": [ ".." ] }` after `DataSources`.
 *
 * @example
 * parseDataSources(new Cursor('= { "Primary": "orders" }', {})).primary?.value; // 'orders'
 */
export function parseDataSources(cursor: Cursor): { primary?: QuotedText; additionalDataSources?: QuotedText[] } {
  const sources: { primary?: QuotedText; additionalDataSources?: QuotedText[] } = {};
  parseEntries(cursor, 'DataSources', (key) => {
    if (key.value === 'Primary') sources.primary = toQuotedText(cursor, cursor.expectString('the primary data source'));
    else if (key.value === 'AdditionalDataSources') sources.additionalDataSources = parseAliases(cursor);
    else cursor.fail(`DataSources knows the keys "Primary" and "AdditionalDataSources", not "${key.value}".`, key.at);
  });
  return sources;
}

function parseEntries(cursor: Cursor, section: string, parseValue: (key: QuotedText) => void): void {
  cursor.expectSymbol('=', `after ${section}`);
  cursor.expectSymbol('{', `after ${section} =`);
  const keys = new Set<string>();
  do {
    const key = toQuotedText(cursor, cursor.expectString(`a key of ${section}`));
    if (keys.has(key.value)) cursor.fail(`The key "${key.value}" is given twice.`, key.at);
    keys.add(key.value);
    cursor.expectSymbol(':', `after "${key.value}"`);
    parseValue(key);
  } while (cursor.takeSymbol(','));
  cursor.expectSymbol('}', `or , in ${section}`);
}

function parseAliases(cursor: Cursor): QuotedText[] {
  cursor.expectSymbol('[', 'before the additional data sources');
  const aliases: QuotedText[] = [];
  do aliases.push(toQuotedText(cursor, cursor.expectString('a data source')));
  while (cursor.takeSymbol(','));
  cursor.expectSymbol(']', 'or , after a data source');
  return aliases;
}

/**
 * Parses `name = "text"` or `name = ["a", "b"]`.
 *
 * @example
 * parseConstant(new Cursor('codes = ["A1", "B2"]', {})).list; // true
 */
export function parseConstant(cursor: Cursor): Constant {
  const name = cursor.take();
  if (isKeyword(name.text))
    cursor.fail(`${name.text} is a word of the language and cannot be the name of a constant.`, name);
  if (/^[._]/.test(name.text)) cursor.fail(`The name of a constant must not start with . or _: ${name.text}.`, name);
  if (cursor.constants.has(name.text)) cursor.fail(`The constant ${name.text} is defined already.`, name);
  cursor.expectSymbol('=', `after ${name.text} (constants come before the rules: name = "text")`);
  const at = cursor.position(name);
  if (!cursor.takeSymbol('[')) return { name: name.text, list: false, values: [parseValue(cursor, name.text)], at };
  const values: TextOperand[] = [];
  do values.push(parseValue(cursor, name.text));
  while (cursor.takeSymbol(','));
  cursor.expectSymbol(']', `or , in the list ${name.text}`);
  return { name: name.text, list: true, values, at };
}

function parseValue(cursor: Cursor, name: string): TextOperand {
  const token = cursor.peek();
  if (cursor.isSymbol('$')) cursor.fail(`The constant ${name} uses another constant: write its text out.`);
  const keyword = takeKeyword(cursor);
  if (keyword !== null) return keyword;
  if (token.kind !== 'string')
    cursor.fail(`The constant ${name} must be a text or a list of texts in double quotes, found ${describe(token)}.`);
  if (/\$[A-Za-z]/.test(token.text))
    cursor.fail(`The constant ${name} uses another constant inside its text: write it out.`);
  return { kind: 'string', ...toQuotedText(cursor, cursor.take()) };
}

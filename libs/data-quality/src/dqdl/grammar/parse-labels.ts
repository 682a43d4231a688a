import type { Label } from '../ast.ts';
import type { Cursor } from '../cursor.ts';
import { toQuotedText } from './parse-text.ts';

const most = 10;
const longestKey = 128;
const longestValue = 256;

/**
 * Parses `= ["key" = "value", ...]` after `labels` or `DefaultLabels`.
 *
 * @example
 * parseLabels(new Cursor('= ["team" = "data"]', {}), 'labels').length; // 1
 */
export function parseLabels(cursor: Cursor, section: string): Label[] {
  cursor.expectSymbol('=', `after ${section}`);
  cursor.expectSymbol('[', `after ${section} =`);
  if (cursor.isSymbol(']')) cursor.fail(`${section} needs at least one "key" = "value".`);
  const labels: Label[] = [];
  do {
    labels.push(parseLabel(cursor, labels));
    checkLabelCount(cursor, [], labels);
  } while (cursor.takeSymbol(','));
  cursor.expectSymbol(']', `or , in ${section}`);
  return labels;
}

function parseLabel(cursor: Cursor, before: readonly Label[]): Label {
  const key = cursor.expectString("a label's key");
  cursor.expectSymbol('=', "after a label's key");
  const value = cursor.expectString("a label's value");
  if (key.text === '' || value.text === '')
    cursor.fail("A label's key and value must not be empty.", key.text === '' ? key : value);
  if (key.text.length > longestKey)
    cursor.fail(`A label's key has at most ${longestKey} characters, this one has ${key.text.length}.`, key);
  if (value.text.length > longestValue)
    cursor.fail(`A label's value has at most ${longestValue} characters, this one has ${value.text.length}.`, value);
  if (before.some((label) => label.key.raw === key.text)) cursor.fail(`The label "${key.text}" is given twice.`, key);
  return { key: toQuotedText(cursor, key), value: toQuotedText(cursor, value) };
}

/**
 * A rule's own labels over the default ones, by key.
 *
 * @example
 * mergeLabels(ruleset.defaultLabels, rule.labels); // { team: 'data', severity: 'warn' }
 */
export function mergeLabels(defaults: readonly Label[], own: readonly Label[]): Record<string, string> {
  return Object.fromEntries([...defaults, ...own].map(({ key, value }) => [key.value, value.value]));
}

/**
 * @throws {DqdlSyntaxError} for more than 10 labels, default ones included.
 *
 * @example
 * checkLabelCount(cursor, ruleset.defaultLabels, labels);
 */
export function checkLabelCount(cursor: Cursor, defaults: readonly Label[], own: readonly Label[]): void {
  const count = Object.keys(mergeLabels(defaults, own)).length;
  const at = own[0]?.key.at ?? defaults[0]?.key.at;
  if (count > most && at !== undefined)
    cursor.fail(`A rule has at most ${most} labels, default ones included; here are ${count}.`, at);
}

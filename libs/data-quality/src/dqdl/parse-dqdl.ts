import type { Analyzer, Constant, Label, Rule, Ruleset } from './ast.ts';
import { Cursor, describe, type ParseOptions } from './cursor.ts';
import { parseConstant, parseDataSources, parseMetadata } from './grammar/parse-header.ts';
import { checkLabelCount, parseLabels } from './grammar/parse-labels.ts';
import { parseParameters } from './grammar/parse-parameters.ts';
import { parseRule, takeRuleType } from './grammar/parse-rule.ts';

/**
 * Parses DQDL, the rule language of AWS Glue Data Quality.
 *
 * @throws {DqdlSyntaxError} for anything that is not DQDL, with file, line, column and the line itself.
 * @example
 * parseDqdl('Rules = [ IsComplete "hourly_var", DistinctValuesCount "ticker" >= 7 ]', { file: 'hourly.dqdl' });
 */
export function parseDqdl(text: string, options: ParseOptions = {}): Ruleset {
  const cursor = new Cursor(text, options);
  const metadata = cursor.takeWord('Metadata') ? parseMetadata(cursor) : [];
  const sources = cursor.takeWord('DataSources') ? parseDataSources(cursor) : {};
  const constants = parseConstants(cursor);
  const defaultLabels = cursor.takeWord('DefaultLabels') ? parseLabels(cursor, 'DefaultLabels') : [];
  checkLabelCount(cursor, [], defaultLabels);
  const { rules, analyzers } = parseSections(cursor, defaultLabels);
  return {
    file: cursor.file,
    metadata,
    ...sources,
    constants,
    defaultLabels,
    rules,
    ...(analyzers === null ? {} : { analyzers }),
  };
}

const sectionNames = ['Metadata', 'DataSources', 'DefaultLabels', 'Rules', 'Analyzers'];

function parseConstants(cursor: Cursor): Constant[] {
  while (cursor.peek().kind === 'word' && !sectionNames.includes(cursor.peek().text)) {
    const constant = parseConstant(cursor);
    cursor.constants.set(constant.name, constant);
  }
  return [...cursor.constants.values()];
}

function parseSections(cursor: Cursor, defaults: readonly Label[]): { rules: Rule[]; analyzers: Analyzer[] | null } {
  const start = cursor.peek();
  let rules: Rule[] | null = null;
  let analyzers: Analyzer[] | null = null;
  while (cursor.isWord('Rules') || cursor.isWord('Analyzers')) {
    const name = cursor.take();
    const isSecond = name.text === 'Rules' ? rules !== null : analyzers !== null;
    if (isSecond) cursor.fail(`There is a second ${name.text} section: put everything into one.`, name);
    if (name.text === 'Rules') rules = parseItems(cursor, 'Rules', () => parseRule(cursor, defaults));
    else analyzers = parseItems(cursor, 'Analyzers', () => parseAnalyzer(cursor));
    // AWS's own examples end with one bracket too many; its parser reads nothing behind that.
    while (cursor.takeSymbol(']'));
  }
  expectEnd(cursor, rules !== null || analyzers !== null);
  if ((rules ?? []).length + (analyzers ?? []).length === 0) cursor.fail('There are no rules and no analyzers.', start);
  return { rules: rules ?? [], analyzers };
}

function parseItems<T>(cursor: Cursor, section: string, parseItem: () => T): T[] {
  cursor.expectSymbol('=', `after ${section}`);
  cursor.expectSymbol('[', `after ${section} =`);
  if (cursor.takeSymbol(']')) return [];
  const items: T[] = [];
  do items.push(parseItem());
  while (cursor.takeSymbol(','));
  cursor.expectSymbol(']', `or , in ${section}`);
  return items;
}

function parseAnalyzer(cursor: Cursor): Analyzer {
  const name = cursor.peek();
  const type = takeRuleType(cursor, 'an analyzer');
  if (type.use === 'rule') cursor.fail(`${type.name} is not an analyzer: it belongs in Rules = [ ].`, name);
  return { type: type.name, parameters: parseParameters(cursor, type), at: cursor.position(name) };
}

function expectEnd(cursor: Cursor, hasSections: boolean): void {
  const rest = cursor.peek();
  if (rest.kind === 'end') return;
  if (rest.kind === 'word' && sectionNames.includes(rest.text)) {
    cursor.fail(
      `${rest.text} is too late here: the order is Metadata, DataSources, constants, DefaultLabels, then Rules and Analyzers.`,
    );
  }
  cursor.fail(
    hasSections
      ? `Nothing may follow the last section, found ${describe(rest)}.`
      : `Expected Rules = [ or Analyzers = [, found ${describe(rest)}.`,
  );
}

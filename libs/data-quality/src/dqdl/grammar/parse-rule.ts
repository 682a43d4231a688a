import type { ConditionType, Label, NumberCondition, QuotedText, Rule, SimpleRule, Tag } from '../ast.ts';
import { type Cursor, describe } from '../cursor.ts';
import { parseCondition, parseThreshold } from './parse-condition.ts';
import { checkLabelCount, parseLabels } from './parse-labels.ts';
import { parseParameters } from './parse-parameters.ts';
import { isKeyword } from './keywords.ts';
import { parseOperand } from './parse-operand.ts';
import { toQuotedText } from './parse-text.ts';
import { looseRuleType, type RuleType, ruleTypeOf, unknownTypeText } from '../rule-types.ts';
import type { Token } from '../tokenize.ts';

/**
 * Parses one rule of the `Rules` section: simple, in parentheses, or joined by AND and OR.
 *
 * @example
 * parseRule(new Cursor('RowCount > 7', {}), []).kind; // 'rule'
 */
export function parseRule(cursor: Cursor, defaults: readonly Label[]): Rule {
  cursor.startRule();
  return parseTree(cursor, defaults);
}

function parseTree(cursor: Cursor, defaults: readonly Label[]): Rule {
  return parseJoined(cursor, 'OR', () => parseJoined(cursor, 'AND', () => parsePrimary(cursor, defaults)));
}

function parseJoined(cursor: Cursor, operator: 'AND' | 'OR', parseSide: () => Rule): Rule {
  let left = parseSide();
  while (cursor.takeWord(operator) || cursor.takeWord(operator.toLowerCase())) {
    cursor.countTerm();
    left = { kind: 'composite', operator, left, right: parseSide(), labels: [], at: left.at };
  }
  return left;
}

function parsePrimary(cursor: Cursor, defaults: readonly Label[]): Rule {
  if (!cursor.isSymbol('(')) return parseSimple(cursor, defaults);
  cursor.take();
  const inner = cursor.nest(() => parseTree(cursor, defaults));
  cursor.expectSymbol(')', 'to close the parenthesis around a rule');
  if (!cursor.isWord('labels')) return inner;
  const word = cursor.take();
  if (inner.labels.length > 0) cursor.fail('This rule has labels already, inside the parentheses.', word);
  const labels = parseLabels(cursor, 'labels');
  checkLabelCount(cursor, defaults, labels);
  return { ...inner, labels };
}

function parseSimple(cursor: Cursor, defaults: readonly Label[]): SimpleRule {
  const name = cursor.peek();
  const type = takeRuleType(cursor, 'a rule');
  if (type.use === 'analyzer') cursor.fail(`${type.name} only measures: it belongs in Analyzers = [ ].`, name);
  const parameters = parseParameters(cursor, type);
  const condition = parseCondition(cursor, type.name, conditionsOf(type, parameters.length));
  const where = takeWhere(cursor, type);
  const before = takeLabels(cursor);
  const { tags, threshold } = parseTags(cursor, type);
  const labels = before.length > 0 ? before : takeLabels(cursor);
  checkLabelCount(cursor, defaults, labels);
  return {
    kind: 'rule',
    type: type.name,
    parameters,
    condition,
    ...(where === null ? {} : { where }),
    ...(threshold === null ? {} : { threshold }),
    tags,
    labels,
    at: cursor.position(name),
  };
}

/**
 * Takes the name of a rule type.
 *
 * @example
 * takeRuleType(new Cursor('RowCount > 7', {}), 'a rule').name; // 'RowCount'
 */
export function takeRuleType(cursor: Cursor, expected: string): RuleType {
  const name = cursor.peek();
  if (name.kind !== 'word') cursor.fail(`Expected ${expected}, found ${describe(name)}.`);
  const type = ruleTypeOf(name.text);
  if (type === undefined && !cursor.keepsUnknownTypes) cursor.fail(unknownTypeText(name.text));
  cursor.take();
  return type === undefined || (cursor.keepsUnknownTypes && type.isExperimental === true)
    ? looseRuleType(name.text, type?.conditions)
    : type;
}

/** FileMatch compares two paths without a condition, or one with hashes. */
function conditionsOf(type: RuleType, parameterCount: number): readonly ConditionType[] {
  if (type.name !== 'FileMatch' || type.repeats !== undefined) return type.conditions;
  return parameterCount === type.parameters.length ? ['none'] : ['string'];
}

function takeWhere(cursor: Cursor, type: RuleType): QuotedText | null {
  if (!cursor.isWord('where')) return null;
  const word = cursor.take();
  if (type.where === undefined) cursor.fail(`${type.name} takes no where.`, word);
  const filter = cursor.expectString('a filter');
  if (filter.text.trim() === '') cursor.fail('The filter after where is empty.', filter);
  return toQuotedText(cursor, filter);
}

function takeLabels(cursor: Cursor): Label[] {
  return cursor.takeWord('labels') ? parseLabels(cursor, 'labels') : [];
}

function parseTags(cursor: Cursor, type: RuleType): { tags: Tag[]; threshold: NumberCondition | null } {
  const tags: Tag[] = [];
  let threshold: NumberCondition | null = null;
  while (cursor.takeWord('with')) {
    const name = cursor.peek();
    if (name.kind !== 'word')
      cursor.fail(`Expected threshold or the name of an option after with, found ${describe(name)}.`);
    cursor.take();
    if (name.text.toLowerCase() !== 'threshold' || isTextTag(cursor)) {
      if (tags.some((tag) => tag.name === name.text)) cursor.fail(`The option ${name.text} is given twice.`, name);
      tags.push(parseTag(cursor, name));
      continue;
    }
    if (type.threshold === undefined) cursor.fail(`${type.name} takes no threshold.`, name);
    if (threshold !== null) cursor.fail('A rule has one threshold, and this is the second.', name);
    threshold = parseThreshold(cursor);
  }
  return { tags, threshold };
}

function parseTag(cursor: Cursor, name: Token): Tag {
  cursor.expectSymbol('=', `after with ${name.text} (an option is set with = only)`);
  const at = cursor.position(name);
  const value = cursor.peek();
  if (value.kind === 'word' && !cursor.isSymbol('(', 1) && !isKeyword(value.text))
    cursor.fail(`Expected a text or a number after with ${name.text} =, found ${describe(value)}.`);
  const operand = parseOperand(cursor);
  switch (operand.kind) {
    case 'string':
    case 'keyword':
      return { name: name.text, value: operand.value, isNumber: false, at };
    case 'number':
      return { name: name.text, value: operand.text, isNumber: true, at };
    case 'call':
    case 'binary':
      return {
        name: name.text,
        value: cursor.text.slice(value.offset, cursor.peek().offset).trim(),
        isNumber: true,
        at,
      };
    default:
      cursor.fail(`Expected a text or a number after with ${name.text} =, found ${describe(value)}.`, value);
  }
}

/** `with threshold = "0.5"`: for AWS's parser an option that happens to be called so, and no threshold. */
const isTextTag = (cursor: Cursor): boolean =>
  cursor.isSymbol('=') && (cursor.peek(1).kind === 'string' || cursor.isSymbol('$', 1));

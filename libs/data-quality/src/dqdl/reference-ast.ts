import type {
  Analyzer,
  Comparison,
  Condition,
  DateOperand,
  NumberOperand,
  Parameter,
  Rule,
  Ruleset,
  SimpleRule,
  TextCondition,
} from './ast.ts';
import { mergeLabels } from './grammar/parse-labels.ts';
import { ruleTypeOf } from './rule-types.ts';

type Json = string | boolean | readonly Json[] | { readonly [key: string]: Json };

const operators: Record<Comparison, string> = {
  '=': 'EQUALS',
  '!=': 'NOT_EQUALS',
  '>': 'GREATER_THAN',
  '>=': 'GREATER_THAN_EQUAL_TO',
  '<': 'LESS_THAN',
  '<=': 'LESS_THAN_EQUAL_TO',
  between: 'BETWEEN',
  'not between': 'NOT_BETWEEN',
  in: 'IN',
  'not in': 'NOT_IN',
  matches: 'MATCHES',
  'not matches': 'NOT_MATCHES',
};

/**
 * The ruleset as JSON in the shape in which the conformance cases record the tree of AWS's own parser: constants
 * resolved, default labels merged, escapes as AWS keeps them.
 *
 * @example
 * toReferenceAst(parseDqdl('Rules = [ RowCount > 7 ]'));
 * // { rules: [{ ruleType: 'RowCount', condition: { type: 'number', op: 'GREATER_THAN', operands: [{ kind: 'number', text: '7' }] } }] }
 */
export function toReferenceAst(ruleset: Ruleset): { readonly [key: string]: Json } {
  const { metadata, primary, additionalDataSources, defaultLabels, rules, analyzers } = ruleset;
  return {
    ...(metadata.length === 0 ? {} : { metadata: mergeLabels([], metadata) }),
    ...(primary === undefined ? {} : { primary: primary.value }),
    ...(additionalDataSources === undefined
      ? {}
      : { additionalDataSources: additionalDataSources.map((source) => source.value) }),
    ...(defaultLabels.length === 0 ? {} : { defaultLabels: mergeLabels([], defaultLabels) }),
    rules: rules.map((rule) => ruleJson(rule, ruleset)),
    ...(analyzers === undefined || analyzers.length === 0 ? {} : { analyzers: analyzers.map(analyzerJson) }),
  };
}

function analyzerJson(analyzer: Analyzer): Json {
  return { analyzerType: analyzer.type, parameters: parametersJson(analyzer.type, analyzer.parameters) };
}

function ruleJson(rule: Rule, ruleset: Ruleset): Json {
  const merged = mergeLabels(ruleset.defaultLabels, rule.labels);
  const labels = Object.keys(merged).length === 0 ? {} : { labels: merged };
  if (rule.kind === 'rule') return { ...simpleJson(rule), ...labels };
  return {
    ruleType: 'Composite',
    operator: rule.operator,
    nested: [ruleJson(rule.left, ruleset), ruleJson(rule.right, ruleset)],
    ...labels,
  };
}

function simpleJson(rule: SimpleRule): { readonly [key: string]: Json } {
  return {
    ruleType: rule.type,
    ...(rule.parameters.length === 0 ? {} : { parameters: parametersJson(rule.type, rule.parameters) }),
    condition: conditionJson(rule.condition),
    ...(rule.threshold === undefined ? {} : { threshold: conditionJson(rule.threshold) }),
    ...(rule.where === undefined ? {} : { where: rule.where.value }),
    ...(rule.tags.length === 0 ? {} : { tags: Object.fromEntries(rule.tags.map((tag) => [tag.name, tag.value])) }),
  };
}

function parametersJson(typeName: string, parameters: readonly Parameter[]): Json {
  const type = ruleTypeOf(typeName);
  const isNumbered = type?.repeats === 'numberedAlone' || (type?.repeats === 'numbered' && parameters.length > 1);
  return Object.fromEntries(
    parameters.map((parameter, index) => {
      const name = isNumbered ? `${type.parameters[0]}${index + 1}` : (type?.parameters[index] ?? '');
      return [name, parameter.raw];
    }),
  );
}

function conditionJson(condition: Condition): Json {
  if (condition.type === 'none') return { type: 'none' };
  return { type: condition.type, op: operators[condition.op], operands: operandsJson(condition) };
}

function operandsJson(condition: Exclude<Condition, { type: 'none' }>): Json {
  switch (condition.type) {
    case 'number':
      return condition.operands.map(numberJson);
    case 'string':
      return textsJson(condition);
    case 'date':
      return condition.operands.map(dateJson);
    case 'duration':
      return condition.operands.map(({ amount, unit }) => `${amount} ${unit}`);
    case 'size':
      return condition.operands.map(({ amount, unit }) => `${amount} ${unit ?? 'B'}`);
  }
}

/** AWS's parser resolves escapes in lists only, and puts a backslash before a quote that has none. */
function textsJson({ op, operands }: TextCondition): Json {
  const isList = op === 'in' || op === 'not in';
  return operands.map((operand) => {
    if (operand.kind === 'keyword') return { kind: 'keyword', value: operand.value };
    return { kind: 'string', value: (isList ? operand.value : operand.raw).replace(/(?<!\\)'/g, "\\'") };
  });
}

function numberJson(operand: NumberOperand): Json {
  switch (operand.kind) {
    case 'number':
      return { kind: 'number', text: operand.text };
    case 'null':
      return { kind: 'null' };
    case 'parameter':
      return { kind: 'parameter', name: operand.name };
    case 'call':
      return { kind: 'call', name: operand.name, args: operand.args.map(numberJson) };
    case 'binary':
      return {
        kind: 'binary',
        op: operand.op,
        left: numberJson(operand.left),
        right: numberJson(operand.right),
        ...(operand.parens ? { parens: true } : {}),
      };
  }
}

function dateJson(operand: DateOperand): Json {
  switch (operand.kind) {
    case 'date':
    case 'time':
      return `"${operand.text}"`;
    case 'now':
      return 'now()';
    case 'now-offset':
      return `(now() ${operand.sign} ${operand.amount} ${operand.unit})`;
    case 'null':
      return 'NULL';
  }
}

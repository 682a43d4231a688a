import type {
  Analyzer,
  ArithmeticOperator,
  Condition,
  Constant,
  DateOperand,
  Label,
  NumberOperand,
  Parameter,
  QuotedText,
  Rule,
  Ruleset,
  SimpleRule,
  TextOperand,
} from './ast.ts';

/**
 * Prints a ruleset as DQDL, one rule per line. Parsing the output gives the same ruleset, except for positions and comments.
 *
 * @example
 * printDqdl(parseDqdl('Rules=[RowCount>7]')); // 'Rules = [\n    RowCount > 7\n]\n'
 */
export function printDqdl(ruleset: Ruleset): string {
  const { metadata, constants, defaultLabels, rules, analyzers } = ruleset;
  const header = constants.map(printConstant);
  if (defaultLabels.length > 0) header.push(`DefaultLabels = ${printLabels(defaultLabels)}`);
  const sections = [
    metadata.length === 0
      ? ''
      : `Metadata = {\n${metadata.map(({ key, value }) => `    ${quote(key)}: ${quote(value)}`).join(',\n')}\n}`,
    printSources(ruleset),
    header.join('\n'),
    rules.length === 0 ? '' : `Rules = [\n${rules.map((rule) => `    ${printRule(rule)}`).join(',\n')}\n]`,
    analyzers === undefined ? '' : printAnalyzers(analyzers),
  ];
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
}

interface PrintOptions {
  /** Write constants out. Default false. */
  readonly resolved?: boolean;
  /** Print the rules' own labels. Default true. */
  readonly labels?: boolean;
}

/**
 * One rule as DQDL, without the default labels.
 *
 * @example
 * printRule(ruleset.rules[0], { resolved: true, labels: false }); // 'RowCount > 7'
 */
export function printRule(rule: Rule, options: PrintOptions = {}): string {
  const resolved = options.resolved ?? false;
  const labels = rule.labels.length === 0 || options.labels === false ? '' : `labels=${printLabels(rule.labels)}`;
  if (rule.kind === 'rule') return [...printSimple(rule, resolved), labels].filter((part) => part !== '').join(' ');
  const joined = `${printSide(rule.left, options)} ${rule.operator} ${printSide(rule.right, options)}`;
  return labels === '' ? joined : `(${joined}) ${labels}`;
}

/**
 * The condition of a rule as DQDL, `''` for none.
 *
 * @example
 * printCondition(rule.condition); // '>= 7'
 */
export function printCondition(condition: Condition, resolved = false): string {
  if (condition.type === 'none') return '';
  const operands = printOperands(condition, resolved);
  switch (condition.op) {
    case 'in':
    case 'not in':
      return `${condition.op} ${condition.list === undefined || resolved ? `[${operands.join(',')}]` : `$${condition.list}`}`;
    default:
      return `${condition.op} ${operands.join(' and ')}`;
  }
}

function printSide(rule: Rule, options: PrintOptions): string {
  const printed = printRule(rule, options);
  const isClosed = rule.kind === 'composite' && rule.labels.length > 0 && options.labels !== false;
  return isClosed ? printed : `(${printed})`;
}

function printSimple(rule: SimpleRule, resolved: boolean): string[] {
  return [
    rule.type,
    ...rule.parameters.map((parameter) => printParameter(parameter, resolved)),
    printCondition(rule.condition, resolved),
    rule.where === undefined ? '' : `where ${quote(rule.where)}`,
    ...rule.tags.map((tag) => `with ${tag.name} = ${tag.isNumber ? tag.value : quoteValue(tag.value)}`),
    rule.threshold === undefined ? '' : `with threshold ${printCondition(rule.threshold)}`,
  ];
}

function printParameter(parameter: Parameter, resolved: boolean): string {
  const link = parameter.link === undefined ? '' : `${parameter.link} `;
  if (parameter.written === 'bare') return link + parameter.raw;
  return link + (parameter.constant === undefined || resolved ? quote(parameter) : `$${parameter.constant}`);
}

function printSources({ primary, additionalDataSources }: Ruleset): string {
  const entries = [
    ...(primary === undefined ? [] : [`    "Primary": ${quote(primary)}`]),
    ...(additionalDataSources === undefined
      ? []
      : [`    "AdditionalDataSources": [ ${additionalDataSources.map(quote).join(', ')} ]`]),
  ];
  return entries.length === 0 ? '' : `DataSources = {\n${entries.join(',\n')}\n}`;
}

function printConstant({ name, list, values }: Constant): string {
  const printed = values.map((value) => printText(value, true)).join(', ');
  return `${name} = ${list ? `[${printed}]` : printed}`;
}

function printAnalyzers(analyzers: readonly Analyzer[]): string {
  if (analyzers.length === 0) return 'Analyzers = [ ]';
  return `Analyzers = [\n${analyzers.map((analyzer) => `    ${printAnalyzer(analyzer)}`).join(',\n')}\n]`;
}

/**
 * One analyzer as DQDL.
 *
 * @example
 * printAnalyzer(ruleset.analyzers[0]); // 'Completeness "ticker"'
 */
export function printAnalyzer({ type, parameters }: Analyzer): string {
  return [type, ...parameters.map((parameter) => printParameter(parameter, false))].join(' ');
}

const printLabels = (labels: readonly Label[]) =>
  `[${labels.map(({ key, value }) => `${quote(key)}=${quote(value)}`).join(', ')}]`;
const quote = (text: Pick<QuotedText, 'raw'>) => `"${text.raw}"`;

/**
 * A text quoted and escaped for DQDL.
 *
 * @example
 * quoteValue('say "hi"'); // '"say \\"hi\\""'
 */
export const quoteValue = (value: string): string => `"${value.replace(/(["\\])/g, '\\$1')}"`;

function printOperands(condition: Exclude<Condition, { type: 'none' }>, resolved: boolean): string[] {
  switch (condition.type) {
    case 'number':
      return condition.operands.map(printNumber);
    case 'string':
      return condition.operands.map((operand) => printText(operand, resolved));
    case 'date':
      return condition.operands.map((operand) => printDate(operand, resolved));
    case 'duration':
      return condition.operands.map(({ amount, unit }) => `${amount} ${unit}`);
    case 'size':
      return condition.operands.map(({ amount, unit }) => (unit === undefined ? amount : `${amount} ${unit}`));
  }
}

function printText(operand: TextOperand, resolved: boolean): string {
  if (operand.kind === 'keyword') return operand.value;
  return operand.constant === undefined || resolved ? quote(operand) : `$${operand.constant}`;
}

function printDate(operand: DateOperand, resolved: boolean): string {
  switch (operand.kind) {
    case 'date':
    case 'time':
      return operand.constant === undefined || resolved ? quoteValue(operand.text) : `$${operand.constant}`;
    case 'now':
      return 'now()';
    case 'now-offset':
      return `(now() ${operand.sign} ${operand.amount} ${operand.unit})`;
    case 'null':
      return 'NULL';
  }
}

function printNumber(operand: NumberOperand): string {
  switch (operand.kind) {
    case 'number':
      return operand.text;
    case 'null':
      return 'NULL';
    case 'parameter':
      return `$${operand.name}`;
    case 'call':
      return `${operand.name}(${operand.args.map(printNumber).join(', ')})`;
    case 'binary': {
      const printed = `${printFactor(operand.left, operand.op, 'left')} ${operand.op} ${printFactor(operand.right, operand.op, 'right')}`;
      return operand.parens ? `(${printed})` : printed;
    }
  }
}

/** Parentheses that were not written are needed where a tree was read from left to right (`compat: 'aws'`). */
function printFactor(operand: NumberOperand, op: ArithmeticOperator, side: 'left' | 'right'): string {
  const printed = printNumber(operand);
  if (operand.kind !== 'binary' || operand.parens) return printed;
  const binds = tightness(operand.op) - tightness(op);
  return binds < 0 || (binds === 0 && side === 'right') ? `(${printed})` : printed;
}

const tightness = (op: ArithmeticOperator) => (op === '*' || op === '/' ? 2 : 1);

import type { NumberOperand } from '../dqdl/ast.ts';
import { NoHistoryError, PlanError } from './plan-error.ts';
import type { PlanContext } from './plan-context.ts';

type Fold = (values: readonly number[]) => number;

const sum: Fold = (values) => values.reduce((total, value) => total + value, 0);
const mean: Fold = (values) => sum(values) / values.length;

const folds: Readonly<Record<string, Fold>> = {
  avg: mean,
  max: (values) => Math.max(...values),
  min: (values) => Math.min(...values),
  sum,
  std: (values) => Math.sqrt(mean(values.map((value) => (value - mean(values)) ** 2))),
  median: (values) => {
    const ordered = values.toSorted((one, other) => one - other);
    return mean(ordered.slice(Math.ceil(ordered.length / 2) - 1, Math.floor(ordered.length / 2) + 1));
  },
  abs: ([value = Number.NaN]) => Math.abs(value),
};
const historyFunctions = ['last', 'index'];

/**
 * The value of a number or an expression.
 *
 * @throws {PlanError} for an unknown function or parameter, NULL, and a division by zero.
 * @throws {NoHistoryError} where the value depends on `last(..)`.
 * @example
 * evaluateNumber(operand, context); // 7
 */
export function evaluateNumber(operand: NumberOperand, context: Pick<PlanContext, 'parameters'>): number {
  checkNames(operand);
  const value = evaluate(operand, context);
  if (!Number.isFinite(value))
    throw new PlanError('The number in the condition is not finite: look for a division by zero.', operand.at);
  return value;
}

function checkNames(operand: NumberOperand): void {
  if (operand.kind === 'binary') [operand.left, operand.right].forEach(checkNames);
  if (operand.kind !== 'call') return;
  if (!Object.hasOwn(folds, operand.name) && !historyFunctions.includes(operand.name)) {
    throw new PlanError(
      `There is no function ${operand.name}; there are ${[...Object.keys(folds), ...historyFunctions].join(', ')}.`,
      operand.at,
    );
  }
  operand.args.forEach(checkNames);
}

function evaluate(operand: NumberOperand, context: Pick<PlanContext, 'parameters'>): number {
  switch (operand.kind) {
    case 'number':
      return Number(operand.text);
    case 'null':
      throw new PlanError('A measured number cannot be compared with NULL.', operand.at);
    case 'parameter':
      return parameterValue(operand, context);
    case 'call':
      return call(operand, context);
    case 'binary':
      return calculate(operand.op, evaluate(operand.left, context), evaluate(operand.right, context));
  }
}

function calculate(op: '+' | '-' | '*' | '/', left: number, right: number): number {
  switch (op) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return left / right;
  }
}

function call(operand: NumberOperand & { kind: 'call' }, context: Pick<PlanContext, 'parameters'>): number {
  if (historyFunctions.includes(operand.name))
    throw new NoHistoryError(`There is no history for ${operand.name}(..) yet.`);
  const args = operand.args.map((arg) => evaluate(arg, context));
  const fold = folds[operand.name];
  if (fold === undefined || args.length === 0 || (operand.name === 'abs' && args.length > 1)) {
    throw new PlanError(`${operand.name}(..) does not take ${args.length} numbers.`, operand.at);
  }
  return fold(args);
}

function parameterValue(
  operand: NumberOperand & { kind: 'parameter' },
  { parameters }: Pick<PlanContext, 'parameters'>,
): number {
  const text = Object.hasOwn(parameters, operand.name) ? parameters[operand.name] : undefined;
  if (text === undefined)
    throw new PlanError(
      `The parameter ${operand.name} was not given: pass parameters: { ${operand.name}: '..' }.`,
      operand.at,
    );
  if (!/^-?\d+(\.\d+)?$/.test(text))
    throw new PlanError(`The parameter ${operand.name} must be a number, not "${text}".`, operand.at);
  return Number(text);
}

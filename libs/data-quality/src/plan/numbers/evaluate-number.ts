import type { NumberOperand } from '../../dqdl/ast.ts';
import { folds, percentileOf } from './number-functions.ts';
import { NoHistoryError, PlanError } from '../plan-error.ts';
import type { PlanContext } from '../plan-context.ts';

/** What numbers in conditions depend on. */
export type NumberContext = Pick<PlanContext, 'parameters' | 'last'>;

type Call = NumberOperand & { readonly kind: 'call' };

/** One number, or the numbers of `last(k)`, newest first. */
type Value = number | readonly number[];

const others = ['abs', 'percentile', 'index', 'last'];

/**
 * The value of a number or an expression.
 *
 * @throws {PlanError} for an unknown function or parameter, NULL, and a division by zero.
 * @throws {NoHistoryError} where there is too little history for `last(..)`.
 * @example
 * evaluateNumber(operand, context); // 7
 */
export function evaluateNumber(operand: NumberOperand, context: NumberContext): number {
  checkNames(operand);
  const value = one(operand, context);
  if (!Number.isFinite(value))
    throw new PlanError('The number in the condition is not finite: look for a division by zero.', operand.at);
  return value;
}

function checkNames(operand: NumberOperand): void {
  if (operand.kind === 'binary') [operand.left, operand.right].forEach(checkNames);
  if (operand.kind !== 'call') return;
  if (!Object.hasOwn(folds, operand.name) && !others.includes(operand.name)) {
    throw new PlanError(
      `There is no function ${operand.name}; there are ${[...Object.keys(folds), ...others].join(', ')}.`,
      operand.at,
    );
  }
  operand.args.forEach(checkNames);
}

function one(operand: NumberOperand, context: NumberContext): number {
  const value = evaluate(operand, context);
  if (typeof value === 'number') return value;
  const [only, second] = value;
  if (only !== undefined && second === undefined) return only;
  throw new PlanError('last(..) gives several numbers here: make one of them, as in avg(last(5)).', operand.at);
}

function evaluate(operand: NumberOperand, context: NumberContext): Value {
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
      return calculate(operand.op, one(operand.left, context), one(operand.right, context));
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

function call(operand: Call, context: NumberContext): Value {
  const { name, args } = operand;
  const [first, second] = args;
  switch (name) {
    case 'last':
      return lastValues(operand, context);
    case 'abs':
      if (first === undefined || args.length > 1) throw wrongCount(operand);
      return Math.abs(one(first, context));
    case 'percentile':
    case 'index': {
      if (first === undefined || second === undefined || args.length > 2) throw wrongCount(operand);
      const values = [evaluate(first, context)].flat();
      return name === 'index'
        ? valueAt(operand, values, one(second, context))
        : percentile(operand, values, one(second, context));
    }
  }
  const values = args.flatMap((arg) => evaluate(arg, context));
  const fold = folds[name];
  if (fold === undefined || values.length === 0) throw wrongCount(operand);
  if (name === 'std' && values.length < 2 && first?.kind === 'call' && first.name === 'last')
    throw new NoHistoryError('There is one earlier value, and a deviation needs two.');
  return fold(values);
}

const wrongCount = ({ name, args, at }: Call) =>
  new PlanError(`${name}(..) does not take ${args.length === 1 ? 'one number' : `${args.length} numbers`}.`, at);

function lastValues(operand: Call, context: NumberContext): readonly number[] {
  const [count] = operand.args;
  const most = count === undefined ? 1 : one(count, context);
  if (operand.args.length > 1 || !Number.isInteger(most) || most < 1)
    throw new PlanError('last(..) takes how many earlier runs to look at, a whole number from 1.', operand.at);
  if (context.last === undefined)
    throw new PlanError('last(..) has no meaning here: rows are compared one by one.', operand.at);
  return context.last(most);
}

function valueAt({ at }: Call, values: readonly number[], place: number): number {
  const value = values[place];
  if (value !== undefined) return value;
  if (Number.isInteger(place) && place >= 0)
    throw new NoHistoryError(`There are ${values.length} earlier values, and index(.., ${place}) needs ${place + 1}.`);
  throw new PlanError('index(last(k), i) counts from 0, the newest run.', at);
}

function percentile({ at }: Call, values: readonly number[], p: number): number {
  if (!(p >= 0 && p <= 100)) throw new PlanError('percentile(last(k), p) takes p from 0 to 100.', at);
  return percentileOf(values, p);
}

function parameterValue(operand: NumberOperand & { kind: 'parameter' }, { parameters }: NumberContext): number {
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

import type {
  Comparison,
  Condition,
  ConditionType,
  DateOperand,
  NumberOperand,
  SizeOperand,
  TextOperand,
} from '../ast.ts';
import type { Cursor } from '../cursor.ts';
import { dateText, looksLikeTime, minuteOfDay } from '../date-text.ts';
import type { Operand } from './parse-operand.ts';
import type { Position } from '../position.ts';

/** An operator with its operands, of no type yet. */
export interface Comparand {
  readonly op: Comparison;
  readonly operands: readonly Operand[];
  readonly list?: string;
  readonly at: Position;
}

type Converter<T> = (operand: Operand) => T | null;

const isNull = (operand: Operand) =>
  operand.kind === 'null' || (operand.kind === 'keyword' && operand.value === 'NULL');

const toNumber: Converter<NumberOperand> = (operand) => {
  if (isNull(operand)) return { kind: 'null', at: operand.at };
  switch (operand.kind) {
    case 'number':
    case 'call':
    case 'binary':
    case 'parameter':
      return operand;
    default:
      return null;
  }
};

const toText: Converter<TextOperand> = (operand) => {
  if (operand.kind === 'null') return { kind: 'keyword', value: 'NULL', at: operand.at };
  return operand.kind === 'string' || operand.kind === 'keyword' ? operand : null;
};

const toDate: Converter<DateOperand> = (operand) => {
  if (isNull(operand)) return { kind: 'null', at: operand.at };
  if (operand.kind === 'now' || operand.kind === 'now-offset') return operand;
  if (operand.kind !== 'string') return null;
  const { value: text, at } = operand;
  const constant = operand.constant === undefined ? {} : { constant: operand.constant };
  const minutes = minuteOfDay(text);
  if (minutes !== null) return { kind: 'time', text, minuteOfDay: minutes, ...constant, at };
  return dateText(text) === 'other' ? null : { kind: 'date', text, ...constant, at };
};

const toSize: Converter<SizeOperand> = (operand) => {
  if (operand.kind === 'size') return operand;
  return operand.kind === 'number' && /^\d+$/.test(operand.text)
    ? { kind: 'size', amount: operand.text, at: operand.at }
    : null;
};

function all<T>(operands: readonly Operand[], convert: Converter<T>): T[] | null {
  const converted = operands.map(convert);
  return converted.every((operand) => operand !== null) ? converted : null;
}

/**
 * The first type that a rule allows and that all operands have. `NULL` alone counts as a number; texts that all look
 * like dates or times are dates where the rule allows dates, else texts.
 *
 * @throws {DqdlSyntaxError} where no type fits, where the operator does not fit the type, and for times that do not exist.
 * @example
 * classifyCondition(cursor, { op: '=', operands, at }, ['number'], 'RowCount').type; // 'number'
 */
export function classifyCondition(
  cursor: Cursor,
  comparand: Comparand,
  allowed: readonly ConditionType[],
  rule: string,
): Condition {
  if (!comparand.op.endsWith('matches')) checkTimes(cursor, comparand.operands);
  const condition = allowed.map((type) => asType(comparand, type)).find((candidate) => candidate !== null);
  if (condition === undefined) {
    cursor.fail(
      `${rule} compares with ${listOf(allowed)}; this is ${kindsOf(comparand.operands)}.`,
      comparand.operands[0]?.at ?? comparand.at,
    );
  }
  checkOperator(cursor, condition, comparand);
  return condition;
}

function asType(comparand: Comparand, type: ConditionType): Condition | null {
  const { operands } = comparand;
  const onlyNull = operands.every(isNull);
  switch (type) {
    case 'none':
      return null;
    case 'number':
      return typed('number', comparand, all(operands, toNumber));
    case 'string':
      return onlyNull ? null : typed('string', comparand, all(operands, toText));
    case 'date':
      return onlyNull || comparand.op.endsWith('matches') ? null : typed('date', comparand, all(operands, toDate));
    case 'duration':
      return typed(
        'duration',
        comparand,
        all(operands, (operand) => (operand.kind === 'duration' ? operand : null)),
      );
    case 'size':
      return typed('size', comparand, all(operands, toSize));
  }
}

function typed<Type extends string, T>(type: Type, comparand: Comparand, operands: readonly T[] | null) {
  return operands === null ? null : { ...comparand, type, operands };
}

const textOperators: readonly Comparison[] = ['=', '!=', 'in', 'not in', 'matches', 'not matches'];

function checkOperator(cursor: Cursor, condition: Condition, { op, at, operands }: Comparand): void {
  if (condition.type === 'string' && !textOperators.includes(op))
    cursor.fail(`Texts have no order: ${op} takes numbers or dates.`, at);
  if (op.endsWith('matches') && operands[0]?.kind !== 'string')
    cursor.fail(`${op} takes a pattern in double quotes.`, at);
}

/** AWS's parser takes such a text for a time, wherever it stands. */
function checkTimes(cursor: Cursor, operands: readonly Operand[]): void {
  const wrong = operands.find(
    (operand) => operand.kind === 'string' && looksLikeTime(operand.value) && minuteOfDay(operand.value) === null,
  );
  if (wrong?.kind === 'string') cursor.fail(`There is no time ${wrong.value}.`, wrong.at);
}

const names: Record<ConditionType, string> = {
  none: 'nothing',
  number: 'a number',
  string: 'a text',
  date: 'a date or time ("2024-05-31", "09:30", "9:30 AM", now(), (now() - 3 days))',
  duration: 'a duration (3 days, 12 hours, 90 minutes)',
  size: 'a size (10, 5 KB, 2 GB)',
};

const listOf = (types: readonly ConditionType[]) =>
  types
    .filter((type) => type !== 'none')
    .map((type) => names[type])
    .join(' or ');

function kindsOf(operands: readonly Operand[]): string {
  const kinds = new Set(
    operands.map((operand) =>
      operand.kind === 'string' ? textName(operand) : isNull(operand) ? 'NULL' : kindName(operand),
    ),
  );
  return kinds.size > 1 ? `a mixture of ${[...kinds].join(' and ')}` : [...kinds].join('');
}

const textName = ({ constant }: { constant?: string }) =>
  constant === undefined ? 'a text' : `the text of the constant ${constant}`;

function kindName(operand: Operand): string {
  switch (operand.kind) {
    case 'duration':
      return 'a duration';
    case 'size':
      return 'a size';
    case 'now':
    case 'now-offset':
      return 'a moment';
    case 'keyword':
      return operand.value;
    default:
      return 'a number';
  }
}

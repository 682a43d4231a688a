import type { Comparison, DateOperand, NumberOperand, SimpleRule, TextOperand } from '../dqdl/ast.ts';

/** A row in memory: texts, doubles (NaN and infinities too), whole numbers, days as text, NULL. */
export type MemoryRow = Readonly<Record<string, string | number | bigint | null>>;

export interface NaiveVerdict {
  readonly status: 'pass' | 'fail' | 'not_evaluated' | 'error';
  readonly observed: number | null;
}

type Value = string | number | null;
type Filter = (row: MemoryRow) => boolean;

/**
 * What a rule means, written down a second time: row by row in plain TypeScript, without SQL. Knows the rule types and
 * filters that the property test generates, and nothing else.
 */
export function evaluateNaively(
  rule: SimpleRule,
  table: readonly MemoryRow[],
  filters: Readonly<Record<string, Filter>>,
): NaiveVerdict {
  const filter = rule.where === undefined ? () => true : filters[rule.where.value];
  if (filter === undefined) throw new Error(`No filter for ${rule.where?.value}.`);
  const rows = table.filter(filter);
  const columns = rule.parameters.map((parameter) => parameter.value);
  const values = rows
    .map((row) => row[columns[0] ?? ''] ?? null)
    .map((value) => (typeof value === 'bigint' ? Number(value) : value));
  const present = values.filter((value) => value !== null);
  const finite = present.map(Number).filter(Number.isFinite);
  const keys = rows
    .map((row) => columns.map((column) => row[column] ?? null))
    .filter((key) => key.some((value) => value !== null));
  const counts = countsOf(
    keys.map((key) => JSON.stringify(key.map((value) => (typeof value === 'string' ? value : String(value))))),
  );
  const singles = counts.filter((count) => count === 1).length;
  switch (rule.type) {
    case 'RowCount':
      return aggregate(rule, rows.length);
    case 'Completeness':
      return aggregate(rule, rows.length === 0 ? null : present.length / rows.length);
    case 'DistinctValuesCount':
      return aggregate(rule, countsOf(present.map(String)).length);
    case 'Uniqueness':
      return aggregate(rule, keys.length === 0 ? null : singles / keys.length);
    case 'UniqueValueRatio':
      return aggregate(rule, counts.length === 0 ? null : singles / counts.length);
    case 'Sum':
      return aggregate(rule, finite.length === 0 ? null : total(finite));
    case 'Mean':
      return aggregate(rule, finite.length === 0 ? null : total(finite) / finite.length);
    case 'StandardDeviation':
      return aggregate(rule, finite.length === 0 ? null : deviation(finite));
    case 'IsComplete':
      return byRow(
        rule,
        table,
        values.map((value) => value !== null),
      );
    case 'ColumnValues':
      return byRow(
        rule,
        table,
        values.map((value) => meets(rule, value)),
      );
    case 'ColumnLength':
      return byRow(
        rule,
        table,
        values.map((value) => compare(opOf(rule), [...String(value ?? '')].length, boundsOf(rule))),
      );
    case 'IsUnique':
      return allOrNothing(
        table,
        rows,
        keys.length > 0 && singles === counts.length,
        keys.length === 0 ? null : singles / keys.length,
      );
    default:
      throw new Error(`The naive evaluator does not know ${rule.type}.`);
  }
}

const total = (numbers: readonly number[]) => numbers.reduce((sum, number) => sum + number, 0);

/** Of multiples of a half, in whole numbers, since rounding would decide whether `= 1` holds. */
function deviation(numbers: readonly number[]): number {
  const [count, doubled] = [BigInt(numbers.length), numbers.map((number) => BigInt(number * 2))];
  const sum = doubled.reduce((left, right) => left + right, 0n);
  const squares = doubled.reduce((left, right) => left + right * right, 0n);
  return Math.sqrt(Number(count * squares - sum * sum)) / Number(count) / 2;
}

function countsOf(keys: readonly string[]): number[] {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return [...counts.values()];
}

function aggregate(rule: SimpleRule, observed: number | null): NaiveVerdict {
  if (observed === null) return { status: 'fail', observed };
  return { status: compare(opOf(rule), observed, boundsOf(rule)) ? 'pass' : 'fail', observed };
}

function byRow(rule: SimpleRule, table: readonly MemoryRow[], passed: readonly boolean[]): NaiveVerdict {
  const { threshold } = rule;
  if (threshold !== undefined) {
    const bounds = threshold.operands.map(numberOf);
    // The bounds of the tests are quarters.
    const shares = Array.from({ length: 9 }, (_, index) => index / 8);
    if (!shares.some((share) => compare(threshold.op, share, bounds))) return { status: 'error', observed: null };
  }
  if (table.length === 0) return { status: 'fail', observed: null };
  if (passed.length === 0) return { status: 'not_evaluated', observed: null };
  const observed = passed.filter(Boolean).length / passed.length;
  const isMet =
    threshold === undefined ? observed === 1 : compare(threshold.op, observed, threshold.operands.map(numberOf));
  return { status: isMet ? 'pass' : 'fail', observed };
}

function allOrNothing(
  table: readonly MemoryRow[],
  rows: readonly MemoryRow[],
  isMet: boolean,
  observed: number | null,
): NaiveVerdict {
  if (table.length === 0) return { status: 'fail', observed: null };
  if (rows.length === 0) return { status: 'not_evaluated', observed: null };
  return { status: isMet ? 'pass' : 'fail', observed };
}

function meets(rule: SimpleRule, value: Value): boolean {
  const { condition } = rule;
  if (condition.type === 'none') throw new Error('No condition.');
  if (condition.type === 'string') return meetsText(condition.op, value, condition.operands, rule.tags.length > 0);
  const bounds = condition.operands.map((operand) => (operand.kind === 'null' ? null : boundOf(operand)));
  const isListed = bounds.includes(value);
  switch (condition.op) {
    case '=':
    case 'in':
      return isListed;
    case '!=':
    case 'not in':
      return value === null ? !bounds.includes(null) : !isListed;
    default:
      return (
        value !== null &&
        compare(
          condition.op,
          value,
          bounds.filter((bound) => bound !== null),
        )
      );
  }
}

function meetsText(op: Comparison, value: Value, operands: readonly TextOperand[], ignoreCase: boolean): boolean {
  const fold = (text: string) => (ignoreCase ? text.toLowerCase() : text);
  const isOne = (operand: TextOperand): boolean => {
    if (operand.kind === 'string') return value !== null && fold(String(value)) === fold(operand.value);
    if (operand.value === 'NULL') return value === null;
    return value !== null && (operand.value === 'EMPTY' ? value === '' : /^[ \t\n\f\r]+$/.test(String(value)));
  };
  const pattern = operands[0]?.kind === 'string' ? operands[0].value : '';
  switch (op) {
    case 'matches':
      return value !== null && new RegExp(`^(?:${pattern})$`, 'u').test(String(value));
    case 'not matches':
      return value !== null && !new RegExp(`^(?:${pattern})$`, 'u').test(String(value));
    case '=':
    case 'in':
      return operands.some(isOne);
    default:
      return !operands.some(isOne);
  }
}

function opOf({ condition }: SimpleRule): Comparison {
  if (condition.type === 'none') throw new Error('No condition.');
  return condition.op;
}

function boundsOf({ condition }: SimpleRule): number[] {
  if (condition.type !== 'number') throw new Error('No numbers.');
  return condition.operands.map(numberOf);
}

function numberOf(operand: NumberOperand): number {
  if (operand.kind !== 'number') throw new Error('No number.');
  return Number(operand.text);
}

function boundOf(
  operand: { readonly kind: string } & (NumberOperand | DateOperand | { kind: 'duration' | 'size' }),
): Value {
  if (operand.kind === 'number') return Number(operand.text);
  if (operand.kind === 'date') return operand.text;
  throw new Error(`No bound of kind ${operand.kind}.`);
}

/** Days compare as texts, since their text has the order of their time. */
function compare(op: Comparison, value: string | number, bounds: readonly (string | number)[]): boolean {
  const [low = Number.NaN, high = Number.NaN] = bounds;
  const isNan = typeof value === 'number' && Number.isNaN(value);
  switch (op) {
    case '=':
    case 'in':
      return bounds.includes(value);
    case '!=':
    case 'not in':
      return !bounds.includes(value);
    case '>':
      return value > low;
    case '>=':
      return value >= low;
    case '<':
      return value < low;
    case '<=':
      return value <= low;
    case 'between':
      return value > low && value < high;
    case 'not between':
      return !isNan && !(value > low && value < high);
    default:
      throw new Error(`No comparison ${op}.`);
  }
}

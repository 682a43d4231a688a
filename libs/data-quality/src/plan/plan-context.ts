import type { Parameter, SimpleRule } from '../dqdl/ast.ts';
import { closestName } from '../dqdl/closest-name.ts';
import type { FilePort } from '../files/file-port.ts';
import type { KnownHistory } from '../history/metric-history.ts';
import type { Dialect } from '../sql/dialect.ts';
import { columnOf } from '../sql/names.ts';
import { always, type Predicate } from '../sql/predicate.ts';
import { faultOfFragment } from '../sql/sql-fragment.ts';
import { type RawBuilder, sql } from 'kysely';
import { PlanError } from './plan-error.ts';

/**
 * The logical type of a column. Of `time`, `binary`, `array` and `struct` only completeness, keys and (of binaries and arrays) the length
 * are measured; a `timestamptz` is an instant, a `timestamp` without a zone is in UTC.
 */
export type ColumnType =
  | 'string'
  | 'int16'
  | 'int32'
  | 'int64'
  | 'float'
  | 'double'
  | 'decimal'
  | 'boolean'
  | 'date'
  | 'time'
  | 'timestamp'
  | 'timestamptz'
  | 'binary'
  | 'array'
  | 'struct';

/** A column of the checked dataset. */
export interface DatasetColumn {
  readonly name: string;
  readonly type: ColumnType;
}

/** Another table that rules may name by an alias. */
export interface Reference {
  readonly dataset: string;
  readonly columns: readonly DatasetColumn[];
}

/** What a rule type of the caller is told. */
export interface OwnRule {
  readonly dataset: string;
  readonly columns: readonly DatasetColumn[];
  readonly parameters: readonly string[];
  /** `with name = value`. */
  readonly options: Readonly<Record<string, string>>;
  /** The filter as SQL, null without one. */
  readonly where: string | null;
  readonly now: Date;
}

/** A rule type of the caller: it measures one number, which the rule's condition is about. */
export interface OwnRuleType {
  /** As rules write it; parse with `unknownTypes: 'keep'`. */
  readonly name: string;
  /** A SELECT that returns one number. What it throws is the error of the rule. */
  readonly query: (rule: OwnRule) => string;
}

/** What the planner knows about the run. */
export interface PlanContext {
  readonly dialect: Dialect;
  readonly dataset: string;
  readonly columns: readonly DatasetColumn[];
  /** The run's moment, cut to the minute. */
  readonly now: Date;
  /** The moment that the data describes, for its season. */
  readonly measuredAt: Date;
  readonly parameters: Readonly<Record<string, string>>;
  /** Other tables, by alias. */
  readonly references: Readonly<Record<string, Reference>>;
  readonly files: FilePort | null;
  /** Rule types of the caller. */
  readonly ruleTypes: readonly OwnRuleType[];
  /** The season of a moment, for anomalies. */
  readonly seasonOf: (at: Date) => string;
  /** What earlier runs observed, by series. */
  readonly history: KnownHistory;
  /** What `last(k)` is for the rule in hand, newest first; absent where it has no meaning. @throws {NoHistoryError} without any value. */
  readonly last?: (most: number) => readonly number[];
  /** The rule is only measured, because there is too little history for its bounds. */
  readonly isBlind?: true;
  /** Whether IsComplete and Completeness count NaN as a value. */
  readonly nan: 'present' | 'missing';
  /** Whether AND and OR join the verdicts on the table, or the verdicts on each row. */
  readonly composites: 'table' | 'row';
}

/** A column of the dataset with its SQL. */
export interface Column extends DatasetColumn {
  readonly sql: RawBuilder<unknown>;
}

/**
 * The column that a parameter names; another letter case will do where only one column can be meant, as in SQL.
 *
 * @throws {PlanError} if the dataset lacks the column.
 * @example
 * columnAt(rule, 0, context).type; // 'double'
 */
export function columnAt(rule: SimpleRule, index: number, context: PlanContext): Column {
  const parameter = rule.parameters[index];
  if (parameter === undefined) throw new PlanError(`${rule.type} lacks a column.`, rule.at);
  return findColumn(parameter, context);
}

/**
 * All parameters as columns.
 *
 * @example
 * columnsOf(rule, context).map(({ name }) => name); // ['ticker', 'bar_start']
 */
export function columnsOf(rule: SimpleRule, context: PlanContext): Column[] {
  return rule.parameters.map((parameter) => findColumn(parameter, context));
}

/**
 * The column of a name; Spark's back-quotes around it are left out.
 *
 * @throws {PlanError} if the table lacks the column.
 * @example
 * findColumn({ value: 'Close', at }, { columns, dataset: 'bars' }).name; // 'close'
 */
export function findColumn(parameter: Pick<Parameter, 'value' | 'at'>, { columns, dataset }: Reference): Column {
  const quoted = /^`(.*)`$/.exec(parameter.value)?.[1];
  if (quoted !== undefined && !columns.some(({ name }) => name === parameter.value))
    return findColumn({ ...parameter, value: quoted }, { columns, dataset });
  const same = columns.filter(({ name }) => name.toLowerCase() === parameter.value.toLowerCase());
  const column = same.find(({ name }) => name === parameter.value) ?? (same.length === 1 ? same[0] : undefined);
  if (column !== undefined) return readColumn(column);
  const closest = closestName(
    parameter.value,
    columns.map(({ name }) => name),
  );
  throw new PlanError(
    `The column "${parameter.value}" does not exist in ${dataset}.${closest === null ? '' : ` Did you mean "${closest}"?`}`,
    parameter.at,
  );
}

/** Rules know one type of doubles, of whole numbers and of moments: others are read as these. */
function readColumn({ name, type }: DatasetColumn): Column {
  const raw = columnOf(name);
  switch (type) {
    case 'int16':
      return { name, type: 'int32', sql: raw };
    case 'float':
    case 'decimal':
      return { name, type: 'double', sql: sql`CAST(${raw} AS DOUBLE)` };
    case 'timestamptz':
      return { name, type: 'timestamp', sql: sql`CAST(${raw} AT TIME ZONE 'UTC' AS TIMESTAMP)` };
    default:
      return { name, type, sql: raw };
  }
}

/** Whether a type is one of numbers. */
export const isNumeric = (type: ColumnType) => type === 'int32' || type === 'int64' || type === 'double';

/**
 * @throws {PlanError} unless the column holds numbers.
 *
 * @example
 * requireNumeric(rule, columnAt(rule, 0, context));
 */
export function requireNumeric(rule: SimpleRule, column: Column): void {
  if (!isNumeric(column.type))
    throw new PlanError(`${rule.type} needs numbers, and "${column.name}" is of type ${column.type}.`, rule.at);
}

/**
 * The rule's filter as SQL, `always` without one. It ends with a line break, so that a comment in it ends too.
 *
 * @throws {PlanError} for a filter that would change the statement around it.
 * @example
 * filterOf(rule); // ticker = 'AAPL'
 */
export function filterOf(rule: SimpleRule): Predicate {
  if (rule.where === undefined) return always;
  const fault = faultOfFragment(rule.where.value);
  if (fault !== null) throw new PlanError(`The where clause is invalid: ${fault}.`, rule.where.at);
  return sql<boolean>`${sql.raw(rule.where.value)}\n`;
}

/**
 * The options given by `with name = value`.
 *
 * @throws {PlanError} for an option that the rule type does not have.
 * @example
 * optionsOf(rule, ['nan']).nan; // 'missing'
 */
export function optionsOf<Name extends string>(
  rule: SimpleRule,
  known: readonly Name[],
): Partial<Record<Name, string>> {
  const unknown = rule.tags.find((tag) => !known.some((name) => name === tag.name));
  if (unknown !== undefined) throw new PlanError(`${rule.type} has no option ${unknown.name}.`, unknown.at);
  const options: Partial<Record<Name, string>> = {};
  for (const name of known) {
    const tag = rule.tags.find((candidate) => candidate.name === name);
    if (tag !== undefined) options[name] = tag.value;
  }
  return options;
}

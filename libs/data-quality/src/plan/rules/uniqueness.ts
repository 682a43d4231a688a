import { type RawBuilder, sql } from 'kysely';
import type { SimpleRule } from '../../dqdl/ast.ts';
import { allOf, always, anyOf, isNotNull, isNull, type Predicate, unmet } from '../../sql/predicate.ts';
import {
  type Finding,
  type KeyCounts,
  type LeafPlan,
  type MetricValues,
  type Shortcut,
  toFinding,
} from '../leaf-plan.ts';
import type { NumberTest } from '../numbers/number-test.ts';
import { countText, emptyTableText, missText, noRowText, readable } from '../numbers/number-text.ts';
import { type Column, columnsOf, filterOf, optionsOf, type PlanContext } from '../plan-context.ts';
import { PlanError } from '../plan-error.ts';
import { countRows, countValues, rowMetrics, valueWhere } from '../scan-metrics.ts';

/** What the four rules about repeated keys share. */
interface Keys {
  readonly columns: readonly Column[];
  readonly filter: Predicate;
  /** `Column.a` or `Multicolumn.a,b`, for metric names. */
  readonly metric: string;
  readonly names: string;
}

function keysOf(rule: SimpleRule, context: PlanContext): Keys {
  optionsOf(rule, []);
  const columns = columnsOf(rule, context);
  const names = columns.map(({ name }) => name).join(',');
  return {
    columns,
    filter: filterOf(rule),
    metric: `${columns.length === 1 ? 'Column' : 'Multicolumn'}.${names}`,
    names,
  };
}

function wholeRow(rule: SimpleRule, context: PlanContext): Keys {
  const parameters = context.columns.map(({ name }) => ({
    value: name,
    raw: name,
    written: 'quoted' as const,
    at: rule.at,
  }));
  return { ...keysOf({ ...rule, parameters }, context), names: 'the row' };
}

/**
 * `IsUnique`: no key twice. Rows whose key columns are all NULL are left out; without any key it fails, as in Deequ: nothing is
 * known to be unique. One column needs the scan alone to pass.
 *
 * @example
 * planIsUnique(rule, context); // COUNT(CASE WHEN "a" IS NOT NULL THEN 1 END), COUNT(DISTINCT "a")
 */
export function planIsUnique(rule: SimpleRule, context: PlanContext): LeafPlan {
  return planUniqueKeys(keysOf(rule, context), false);
}

/**
 * `IsPrimaryKey`: no key twice, and no NULL in any key column.
 *
 * @example
 * planIsPrimaryKey(rule, context); // COUNT(CASE WHEN "a" IS NOT NULL THEN 1 END), COUNT(DISTINCT "a")
 */
export function planIsPrimaryKey(rule: SimpleRule, context: PlanContext): LeafPlan {
  return planUniqueKeys(keysOf(rule, context), true);
}

function planUniqueKeys(keys: Keys, isPrimary: boolean): LeafPlan {
  const { columns, filter, names } = keys;
  const [only] = columns.length === 1 ? columns : [];
  const present = columns.map(({ sql: column }) => isNotNull(column));
  const expected = isPrimary ? `every ${names} once and without NULL` : `every ${names} once`;
  const repeated = sql<boolean>`${repetitions(keys)} > 1`;
  return {
    kind: 'scan',
    metrics: {
      ...rowMetrics(filter),
      complete: only === undefined ? countRows([filter, ...present]) : countValues(filter, only),
      ...Object.fromEntries(columns.map((column, index) => [`present${index}`, countValues(filter, column)])),
      ...(only === undefined
        ? {}
        : { distinct: { expression: sql`COUNT(DISTINCT ${valueWhere([filter], only.sql)})` } }),
    },
    keys: { columns, filter, when: only === undefined ? 'always' : 'onFailure' },
    ...(only === undefined && filter === always ? { shortcut: completeKeys(columns) } : {}),
    failing: allOf([filter, isPrimary ? anyOf([unmet(allOf(present)), repeated]) : allOf([hasKey(keys), repeated])]),
    decide: (values, counts) => decideUnique(keys, isPrimary, expected, values, counts),
  };
}

/** Where no column has a NULL, all rows have a complete key. */
const completeKeys = (columns: readonly Column[]): Shortcut => ({
  statistics: {},
  scan: (values) => {
    const { total = null } = values;
    if (total === null || !columns.every((_, index) => values[`present${index}`] === total)) return null;
    return { sums: {}, prove: (known) => ({ values: { ...known, complete: total }, sums: {} }) };
  },
});

function decideUnique(
  keys: Keys,
  isPrimary: boolean,
  expected: string,
  values: MetricValues,
  counts: KeyCounts | null,
): Finding {
  const { total, considered, complete, distinct } = values;
  if (!total) return toFinding({ status: 'fail', expected, message: emptyTableText });
  if (!considered) return toFinding({ status: 'not_evaluated', expected, message: noRowText });
  const known = counts ?? (complete === distinct ? { rows: complete ?? 0, singles: complete ?? 0 } : null);
  const missing = isPrimary ? considered - (complete ?? 0) : 0;
  const repeatedRows = known === null ? null : known.rows - known.singles;
  const hasNoKey = known?.rows === 0;
  const isMet = repeatedRows === 0 && missing === 0 && !hasNoKey;
  const uniqueness = known === null || known.rows === 0 ? null : known.singles / known.rows;
  const excluded = isPrimary ? 0 : considered - (known?.rows ?? complete ?? 0);
  const incomplete = missing > 0 ? `, ${countText(missing, 'row')} with NULL` : '';
  return {
    status: isMet ? 'pass' : 'fail',
    metrics: {
      ...(uniqueness === null ? {} : { [`${keys.metric}.Uniqueness`]: uniqueness }),
      ...(isPrimary ? completenessOf(keys, values, considered) : {}),
    },
    observed: uniqueness,
    observedText: `${repeatedRows === null ? 'repeated keys' : `${countText(repeatedRows, 'row')} with a repeated key`} among ${countText(considered, 'row')}${incomplete}`,
    expected,
    rows: isPrimary ? null : toRows(known, excluded),
    message: isMet
      ? leftOut(excluded)
      : hasNoKey
        ? `There is no value in ${keys.names}.`
        : `${keys.names} is not ${isPrimary ? 'a primary key' : 'unique'}.`,
  };
}

function toRows(counts: Pick<KeyCounts, 'rows' | 'singles'> | null, excluded: number): Finding['rows'] {
  if (counts === null) return null;
  return { total: counts.rows, passed: counts.singles, failed: counts.rows - counts.singles, excluded };
}

function completenessOf({ columns }: Keys, values: MetricValues, considered: number): Record<string, number> {
  return Object.fromEntries(
    columns.map(({ name }, index) => [`Column.${name}.Completeness`, (values[`present${index}`] ?? 0) / considered]),
  );
}

/** What is measured of the keys. */
interface KeyMeasure {
  readonly value: (counts: KeyCounts) => number;
  readonly text: (counts: KeyCounts, value: number) => string;
  /** Whether a repeated key counts against a row. */
  readonly isAboutRepetition: boolean;
}

/**
 * `Uniqueness`: rows whose key occurs once, of all rows with a key. `UniqueValueRatio`: keys that occur once, of all keys. `Entropy`: in
 * nats. `DuplicateRowCount`: rows whose key occurs more often.
 */
const measures: Readonly<Record<string, KeyMeasure>> = {
  Uniqueness: {
    value: ({ singles, rows }) => singles / rows,
    text: ({ singles, rows }, value) => `${singles} of ${countText(rows, 'row')} (${readable(value)})`,
    isAboutRepetition: true,
  },
  UniqueValueRatio: {
    value: ({ singles, groups }) => singles / groups,
    text: ({ singles, groups }, value) => `${singles} of ${countText(groups, 'key')} (${readable(value)})`,
    isAboutRepetition: true,
  },
  Entropy: {
    value: ({ entropy }) => entropy,
    text: ({ groups }, value) => `${readable(value)} nats of ${countText(groups, 'key')}`,
    isAboutRepetition: false,
  },
  DuplicateRowCount: {
    value: ({ rows, singles }) => rows - singles,
    text: ({ rows, singles }) => `${countText(rows - singles, 'row')} with a repeated key`,
    isAboutRepetition: true,
  },
};

/**
 * `Uniqueness`, `UniqueValueRatio`, `Entropy`, `DuplicateRowCount`: one number of how often keys repeat. Of `DuplicateRowCount` without
 * columns the whole row is the key.
 *
 * @example
 * planKeyMeasure(rule, test, context); // the key pass of run/keys/read-keys.ts
 */
export function planKeyMeasure(rule: SimpleRule, test: NumberTest, context: PlanContext): LeafPlan {
  const isWholeRow = rule.parameters.length === 0;
  const keys = isWholeRow ? wholeRow(rule, context) : keysOf(rule, context);
  const measure = measures[rule.type];
  if (measure === undefined) throw new PlanError(`${rule.type} is not a measure of keys.`, rule.at);
  const { filter, columns } = keys;
  return {
    kind: 'scan',
    metrics: rowMetrics(filter),
    keys: { columns, filter, when: 'always' },
    ...(measure.isAboutRepetition
      ? { failing: allOf([filter, hasKey(keys), sql<boolean>`${repetitions(keys)} > 1`]) }
      : {}),
    decide: ({ total, considered }, counts) => {
      if (counts === null || counts.rows === 0) {
        const message = !total ? emptyTableText : !considered ? noRowText : `There is no value in ${keys.names}.`;
        return toFinding({ status: 'fail', expected: test.text, message });
      }
      const value = measure.value(counts);
      const isMet = test.isMet(value);
      const excluded = (considered ?? 0) - counts.rows;
      return {
        status: isMet ? 'pass' : 'fail',
        metrics: { [`${isWholeRow ? 'Dataset.*' : keys.metric}.${rule.type}`]: value },
        observed: value,
        observedText: measure.text(counts, value),
        expected: test.text,
        rows: measure.isAboutRepetition ? toRows(counts, excluded) : null,
        message: isMet ? leftOut(excluded) : missText(value),
      };
    },
  };
}

const leftOut = (excluded: number) => (excluded === 0 ? '' : `${countText(excluded, 'row')} without a key left out.`);

const hasKey = ({ columns }: Keys): Predicate => unmet(allOf(columns.map(({ sql: column }) => isNull(column))));

/** How often a row's key occurs among the rows that the filter leaves. */
function repetitions({ columns, filter }: Keys): RawBuilder<unknown> {
  const counted = filter === always ? sql`COUNT(*)` : sql`COUNT(CASE WHEN ${filter} THEN 1 END)`;
  return sql`${counted} OVER (PARTITION BY ${sql.join(columns.map(({ sql: column }) => column))})`;
}

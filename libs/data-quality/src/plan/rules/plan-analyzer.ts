import { sql } from 'kysely';
import type { Analyzer, SimpleRule } from '../../dqdl/ast.ts';
import { always } from '../../sql/predicate.ts';
import { isCounted } from '../statistics/exact-sums.ts';
import { type LeafPlan, toFinding } from '../leaf-plan.ts';
import type { Metric } from '../metric.ts';
import { emptyTableText } from '../numbers/number-text.ts';
import {
  type Column,
  columnAt,
  findColumn,
  type DatasetColumn,
  isNumeric,
  type PlanContext,
  requireNumeric,
} from '../plan-context.ts';
import { PlanError } from '../plan-error.ts';
import { withoutNull } from '../row-rule.ts';
import { rowMetrics, valueWhere } from '../scan-metrics.ts';
import { plannerOf } from './index.ts';

/**
 * Plans what an analyzer measures: the number of the rule of its type, smallest and largest value (`ColumnValues`) or length
 * (`ColumnLength`), or everything that fits a column's type (`AllStatistics`; `"AllColumns"` means all columns).
 *
 * @throws {PlanError} for an analyzer that cannot be run.
 * @example
 * planAnalyzer(ruleset.analyzers[0], context).length; // 1, and more for AllStatistics
 */
export function planAnalyzer(analyzer: Analyzer, context: PlanContext): readonly LeafPlan[] {
  const rule: SimpleRule = { kind: 'rule', condition: { type: 'none' }, tags: [], labels: [], ...analyzer };
  switch (analyzer.type) {
    case 'AllStatistics':
      return analyzedColumns(rule, context).flatMap((column) =>
        statisticsOf(column).flatMap((type) =>
          planAnalyzer({ ...analyzer, type, parameters: named(analyzer, column) }, context),
        ),
      );
    case 'ColumnValues':
      return [planValues(rule, columnAt(rule, 0, context), context)];
    case 'ColumnLength':
      return [planLengths(rule, columnAt(rule, 0, context))];
  }
  const planner = plannerOf(rule);
  if (!('measure' in planner)) throw new PlanError(`${rule.type} is not supported yet as an analyzer.`, rule.at);
  return [planner.measure(rule, { isMet: () => true, text: '' }, context)];
}

function analyzedColumns(rule: SimpleRule, context: PlanContext): readonly DatasetColumn[] {
  const isAll =
    rule.parameters[0]?.value === 'AllColumns' && !context.columns.some(({ name }) => name === 'AllColumns');
  return isAll
    ? context.columns.map(({ name }) => findColumn({ value: name, at: rule.at }, context))
    : [columnAt(rule, 0, context)];
}

const named = ({ parameters, at }: Analyzer, { name }: DatasetColumn): Analyzer['parameters'] => [
  { value: name, raw: name, written: 'quoted', at: parameters[0]?.at ?? at },
];

function statisticsOf({ type }: DatasetColumn): readonly string[] {
  const any = ['Completeness', 'DistinctValuesCount', 'Uniqueness', 'UniqueValueRatio', 'Entropy'];
  if (type === 'string') return [...any, 'ColumnLength'];
  return isNumeric(type) ? [...any, 'ColumnValues', 'Mean', 'Sum', 'StandardDeviation', 'Variance'] : any;
}

/** Of the finite values. */
function planValues(rule: SimpleRule, column: Column, context: PlanContext): LeafPlan {
  requireNumeric(rule, column);
  const value = sql`CAST(${valueWhere([isCounted(column, context)], column.sql)} AS DOUBLE)`;
  return extremes(
    { least: { expression: sql`MIN(${value})` }, most: { expression: sql`MAX(${value})` } },
    `Column.${column.name}`,
    '',
  );
}

/** Of the texts that are not NULL. */
function planLengths(rule: SimpleRule, column: Column): LeafPlan {
  if (column.type !== 'string')
    throw new PlanError(`ColumnLength needs texts, and "${column.name}" is of type ${column.type}.`, rule.at);
  return extremes(
    { least: { expression: sql`MIN(LENGTH(${column.sql}))` }, most: { expression: sql`MAX(LENGTH(${column.sql}))` } },
    `Column.${column.name}`,
    'Length',
  );
}

function extremes(metrics: Readonly<Record<'least' | 'most', Metric>>, prefix: string, of: '' | 'Length'): LeafPlan {
  return {
    kind: 'scan',
    metrics: { ...rowMetrics(always), ...metrics },
    decide: ({ total, least, most }) =>
      toFinding({
        status: 'pass',
        expected: '',
        metrics: withoutNull({ [`${prefix}.Minimum${of}`]: least, [`${prefix}.Maximum${of}`]: most }),
        message: total ? 'There is no value.' : emptyTableText,
      }),
  };
}

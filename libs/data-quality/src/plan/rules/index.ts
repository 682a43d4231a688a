import type { SimpleRule } from '../../dqdl/ast.ts';
import { seriesOf, watchedRule } from '../../history/series-of.ts';
import { ruleTypeOf, unknownTypeText } from '../../dqdl/rule-types.ts';
import type { LeafPlan } from '../leaf-plan.ts';
import { type NumberTest, toNumberTest } from '../numbers/number-test.ts';
import type { OwnRuleType, PlanContext } from '../plan-context.ts';
import { planOwnRule } from './own-rule.ts';
import { NoHistoryError, PlanError } from '../plan-error.ts';
import { withoutVerdict } from '../without-verdict.ts';
import { planColumnCorrelation } from '../statistics/column-correlation.ts';
import { planDetectAnomalies, type PlanMeasure } from '../anomalies/detect-anomalies.ts';
import { planFileFreshness, planFileMatch, planFileSize, planFileUniqueness } from '../files/file-rules.ts';
import { planAggregateMatch, planRowCountMatch } from '../references/count-match.ts';
import { planDatasetMatch, planReferentialIntegrity } from '../references/row-match.ts';
import { planSchemaMatch } from '../references/schema-match.ts';
import { planRange, planZerosCount } from '../statistics/extent.ts';
import { planInterquartileRange } from '../statistics/quartiles.ts';
import { planShape } from '../statistics/shape.ts';
import { planColumnDataType } from '../types/column-data-type.ts';
import { planColumnLength } from './column-length.ts';
import { planColumnValues } from './column-values.ts';
import { planCompleteness, planIsComplete } from './completeness.ts';
import { planCustomNumber, planCustomRows } from './custom-sql.ts';
import { planDataFreshness } from './data-freshness.ts';
import { planDistinctValuesCount } from './distinct-values.ts';
import { planMoment, toMomentTest } from '../statistics/moments.ts';
import { planColumnCount, planColumnExists, planColumnNamesMatchPattern, planRowCount } from '../table/table-shape.ts';
import { planIsPrimaryKey, planIsUnique, planKeyMeasure } from './uniqueness.ts';

/** How a rule type is planned. A `measure` holds one number against a test, and so serves analyzers too. */
export type RulePlanner =
  | {
      readonly types: readonly string[];
      readonly measure: (rule: SimpleRule, test: NumberTest, context: PlanContext) => LeafPlan;
      readonly test?: typeof toMomentTest;
    }
  | { readonly types: readonly string[]; readonly plan: (rule: SimpleRule, context: PlanContext) => LeafPlan };

/** Every rule type that can be run. */
export const rulePlanners: readonly RulePlanner[] = [
  { types: ['RowCount'], measure: planRowCount },
  { types: ['ColumnCount'], measure: planColumnCount },
  { types: ['ColumnExists'], plan: planColumnExists },
  { types: ['ColumnNamesMatchPattern'], plan: planColumnNamesMatchPattern },
  { types: ['IsComplete'], plan: planIsComplete },
  { types: ['Completeness'], measure: planCompleteness },
  { types: ['ColumnValues'], plan: planColumnValues },
  { types: ['ColumnLength'], plan: planColumnLength },
  { types: ['DataFreshness'], plan: planDataFreshness },
  { types: ['DistinctValuesCount'], measure: planDistinctValuesCount },
  { types: ['IsUnique'], plan: planIsUnique },
  { types: ['IsPrimaryKey'], plan: planIsPrimaryKey },
  { types: ['Uniqueness', 'UniqueValueRatio', 'Entropy', 'DuplicateRowCount'], measure: planKeyMeasure },
  { types: ['Range'], measure: planRange },
  { types: ['ZerosCount'], measure: planZerosCount },
  { types: ['Skewness', 'Kurtosis'], measure: planShape },
  { types: ['InterquartileRange'], measure: planInterquartileRange },
  { types: ['ColumnDataType'], plan: planColumnDataType },
  { types: ['RowCountMatch'], measure: planRowCountMatch },
  { types: ['AggregateMatch'], measure: planAggregateMatch },
  { types: ['ReferentialIntegrity'], measure: planReferentialIntegrity },
  { types: ['DatasetMatch'], measure: planDatasetMatch },
  { types: ['SchemaMatch'], measure: planSchemaMatch },
  { types: ['FileFreshness'], plan: planFileFreshness },
  { types: ['FileSize'], plan: planFileSize },
  { types: ['FileUniqueness'], measure: planFileUniqueness },
  { types: ['FileMatch'], plan: planFileMatch },
  {
    types: ['DetectAnomalies'],
    plan: (rule, context) => planDetectAnomalies(rule, measureOf(watchedRule(rule)), context),
  },
  { types: ['ColumnCorrelation'], measure: planColumnCorrelation },
  { types: ['Mean', 'Sum', 'StandardDeviation', 'Variance'], measure: planMoment, test: toMomentTest },
  { types: ['CustomSql'], plan: planCustomSql },
];

function planCustomSql(rule: SimpleRule, context: PlanContext): LeafPlan {
  const { condition } = rule;
  return condition.type === 'number'
    ? planCustomNumber(rule, toNumberTest(condition, context), context)
    : planCustomRows(rule, context);
}

/**
 * Plans a simple rule.
 *
 * @throws {PlanError} for a rule that cannot be run.
 * @example
 * planLeaf(rule, context).kind; // 'scan'
 */
export function planLeaf(rule: SimpleRule, context: PlanContext): LeafPlan {
  const type = ruleTypeOf(rule.type);
  if (rule.threshold !== undefined && type !== undefined && type.threshold !== true)
    throw new PlanError(`${rule.type} takes no threshold.`, rule.threshold.at);
  if (rule.where !== undefined && type !== undefined && type.where !== true)
    throw new PlanError(`${rule.type} takes no where.`, rule.where.at);
  const series = seriesOf(rule);
  const last = (most: number): readonly number[] => {
    const known = context.history(series, most);
    if ('fault' in known) throw new PlanError(`The history of ${series} cannot be read: ${known.fault}`, rule.at);
    if (known.points.length === 0) throw new NoHistoryError(`There is no history of ${series} yet.`);
    return known.points.map(({ value }) => value);
  };
  try {
    return planWith(rule, { ...context, last });
  } catch (error) {
    if (!(error instanceof NoHistoryError)) throw error;
    // It is measured all the same: otherwise there would never be a first value.
    return withoutVerdict(planWith(rule, { ...context, last, isBlind: true }), error.message);
  }
}

function planWith(rule: SimpleRule, context: PlanContext): LeafPlan {
  const own = context.ruleTypes.find(({ name }) => name === rule.type);
  const planner = own === undefined ? plannerOf(rule) : ownPlanner(own);
  if (!('measure' in planner)) return planner.plan(rule, context);
  if (rule.condition.type !== 'number') throw new PlanError(`${rule.type} compares with a number.`, rule.at);
  const test = planner.test === undefined ? toNumberTest(rule.condition, context) : planner.test(rule, context);
  return planner.measure(rule, test, context);
}

const ownPlanner = (type: OwnRuleType): RulePlanner => ({
  types: [type.name],
  measure: (rule, test, context) => planOwnRule(type, rule, test, context),
});

/** How a number is measured that a rule watches. */
function measureOf(watched: SimpleRule): PlanMeasure {
  const planner = plannerOf(watched);
  if ('measure' in planner) return planner.measure;
  throw new PlanError(`${watched.type} does not measure a number that could be unusual.`, watched.at);
}

/**
 * How the type of a rule or an analyzer is planned.
 *
 * @throws {PlanError} for a type that is unknown.
 * @example
 * plannerOf(rule).types; // ['RowCount']
 */
export function plannerOf(rule: Pick<SimpleRule, 'type' | 'at'>): RulePlanner {
  const planner = rulePlanners.find(({ types }) => types.includes(rule.type));
  if (planner !== undefined) return planner;
  throw new PlanError(
    ruleTypeOf(rule.type) === undefined ? unknownTypeText(rule.type) : `${rule.type} only measures.`,
    rule.at,
  );
}

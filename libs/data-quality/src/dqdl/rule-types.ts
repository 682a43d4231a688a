import type { ConditionType } from './ast.ts';
import { closestName } from './closest-name.ts';

/** What the language allows for a rule type. */
export interface RuleType {
  readonly name: string;
  /** Names of the parameters as AWS reports them; the last may be optional or repeated. */
  readonly parameters: readonly string[];
  readonly least: number;
  /** The last parameter repeats, numbered from 1; `numberedAlone` numbers it even when there is only one. */
  readonly repeats?: 'numbered' | 'numberedAlone';
  /** In the order in which they are tried. */
  readonly conditions: readonly ConditionType[];
  readonly where?: true;
  readonly threshold?: true;
  readonly use: 'rule' | 'analyzer' | 'both';
  /** AWS calls it experimental, or only Deequ has it yet: what it takes may change. */
  readonly isExperimental?: true;
}

const column = { parameters: ['TargetColumn'], least: 1 } as const;
const columns = { parameters: ['TargetColumn'], least: 1, repeats: 'numbered' } as const;
const path = { parameters: ['DataPath'], least: 0 } as const;
const number = { conditions: ['number'], use: 'both' } as const;
const flag = { conditions: ['none'], use: 'rule' } as const;

/** Every rule type of the language, in alphabetical order. */
export const ruleTypes: readonly RuleType[] = [
  {
    name: 'AggregateMatch',
    parameters: ['AggregateExpression1', 'AggregateExpression2'],
    least: 2,
    ...number,
  },
  { name: 'AllStatistics', ...column, conditions: ['none'], use: 'analyzer' },
  { name: 'ColumnCorrelation', parameters: ['TargetColumn1', 'TargetColumn2'], least: 2, ...number, where: true },
  { name: 'ColumnCount', parameters: [], least: 0, ...number },
  {
    name: 'ColumnDataType',
    ...column,
    conditions: ['string'],
    use: 'rule',
    where: true,
    threshold: true,
  },
  { name: 'ColumnExists', ...column, ...flag },
  { name: 'ColumnLength', ...column, ...number, where: true },
  { name: 'ColumnNamesMatchPattern', parameters: ['PatternToMatch'], least: 1, ...flag },
  {
    name: 'ColumnValues',
    ...column,
    conditions: ['number', 'date', 'string'],
    use: 'both',
    where: true,
    threshold: true,
  },
  { name: 'Completeness', ...column, ...number, where: true },
  {
    name: 'CustomSql',
    parameters: ['CustomSqlStatement'],
    least: 1,
    conditions: ['number', 'none'],
    use: 'both',
    threshold: true,
  },
  { name: 'DataFreshness', ...column, conditions: ['duration'], use: 'both', where: true },
  {
    name: 'DatasetMatch',
    parameters: ['ReferenceDatasetAlias', 'KeyColumnMappings', 'MatchColumnMappings'],
    least: 2,
    ...number,
  },
  {
    name: 'DetectAnomalies',
    parameters: ['MetricParameter'],
    least: 1,
    repeats: 'numberedAlone',
    ...flag,
  },
  { name: 'DistinctValuesCount', ...column, ...number, where: true },
  {
    name: 'DuplicateRowCount',
    parameters: ['TargetColumn'],
    least: 0,
    repeats: 'numberedAlone',
    ...number,
    where: true,
    isExperimental: true,
  },
  { name: 'Entropy', ...column, ...number, where: true },
  { name: 'FileFreshness', ...path, conditions: ['date'], use: 'rule', threshold: true, isExperimental: true },
  {
    name: 'FileMatch',
    parameters: ['DataPath', 'CompareDataPath'],
    least: 0,
    conditions: ['string', 'none'],
    use: 'rule',
    isExperimental: true,
  },
  { name: 'FileSize', ...path, conditions: ['size'], use: 'rule', threshold: true, isExperimental: true },
  { name: 'FileUniqueness', ...path, conditions: ['number'], use: 'rule', isExperimental: true },
  { name: 'InterquartileRange', ...column, ...number, where: true, isExperimental: true },
  { name: 'IsComplete', ...column, ...flag, where: true },
  { name: 'IsPrimaryKey', ...columns, repeats: 'numberedAlone', ...flag, where: true },
  { name: 'IsUnique', ...columns, ...flag, where: true },
  { name: 'Kurtosis', ...column, ...number, where: true, isExperimental: true },
  { name: 'Mean', ...column, ...number, where: true },
  { name: 'Range', ...column, ...number, where: true, isExperimental: true },
  {
    name: 'ReferentialIntegrity',
    parameters: ['PrimaryDatasetColumns', 'ReferenceDatasetColumns'],
    least: 2,
    ...number,
  },
  { name: 'RowCount', parameters: [], least: 0, ...number, where: true },
  { name: 'RowCountMatch', parameters: ['ReferenceDatasetAlias'], least: 1, ...number },
  { name: 'SchemaMatch', parameters: ['ReferenceDatasetAlias'], least: 1, ...number },
  { name: 'Skewness', ...column, ...number, where: true, isExperimental: true },
  { name: 'StandardDeviation', ...column, ...number, where: true },
  { name: 'Sum', ...column, ...number, where: true },
  { name: 'UniqueValueRatio', ...columns, ...number, where: true },
  { name: 'Uniqueness', ...columns, ...number, where: true },
  { name: 'Variance', ...column, ...number, where: true },
  { name: 'ZerosCount', ...column, ...number, where: true, isExperimental: true },
];

/**
 * The rule type of a name, or undefined.
 *
 * @example
 * ruleTypeOf('RowCount')?.where; // true
 */
export function ruleTypeOf(name: string): RuleType | undefined {
  return ruleTypes.find((type) => type.name === name);
}

/**
 * A type of rule that this library does not know: it takes whatever the language has, so that the rest of the
 * text can be read.
 *
 * @param preferred types of conditions that are tried first.
 * @example
 * looseRuleType('Mode').conditions.includes('number'); // true
 */
export const looseRuleType = (name: string, preferred: readonly ConditionType[] = []): RuleType => ({
  name,
  parameters: ['Parameter'],
  least: 0,
  repeats: 'numberedAlone',
  conditions: [...preferred, 'number', 'date', 'string', 'duration', 'size', 'none'],
  where: true,
  threshold: true,
  use: 'both',
});

/**
 * The sentence for a rule type that does not exist, with one of a similar name if there is one.
 *
 * @example
 * unknownTypeText('RowCuont'); // 'There is no rule type RowCuont. Did you mean RowCount?'
 */
export function unknownTypeText(name: string): string {
  const closest = closestName(
    name,
    ruleTypes.map((known) => known.name),
  );
  return `There is no rule type ${name}.${closest === null ? '' : ` Did you mean ${closest}?`}`;
}

/**
 * The largest number of parameters a rule type takes.
 *
 * @example
 * mostParameters({ name: 'RowCount', parameters: [], least: 0, conditions: ['number'], use: 'both' }); // 0
 */
export function mostParameters(type: RuleType): number {
  return type.repeats === undefined ? type.parameters.length : Infinity;
}

import type { SimpleRule } from '../dqdl/ast.ts';
import type { RuleResult, RuleStatus } from '../result/quality-result.ts';
import type { CaseCell, DeequCase } from './deequ-cases.ts';

/** A case with what this library makes of it; `refused`: the text is not DQDL. */
export interface ComparedCase extends DeequCase {
  /** The simple rules of the text, none where it was refused. */
  readonly leaves: readonly SimpleRule[];
  readonly status: RuleStatus | 'refused';
  readonly message: string;
  readonly metrics: RuleResult['metrics'];
}

/** A case that differs, in its verdict or else in the metrics that Deequ names so. */
export interface DifferentCase extends ComparedCase {
  readonly differs: 'verdict' | 'metrics';
  readonly differentMetrics: readonly string[];
}

/** A difference on purpose. `name` is its row in DECISIONS.md, which has the reason. */
interface Deviation {
  readonly name: string;
  readonly explains: (compared: DifferentCase) => boolean;
}

/** Differences on purpose, by what a rule and its table are, and never by a case. */
export const deequDeviations: readonly Deviation[] = [
  {
    name: 'extremes',
    explains: ({ differs, differentMetrics }) =>
      differs === 'metrics' && differentMetrics.every((name) => /\.(Minimum|Maximum)$/.test(name)),
  },
  {
    name: 'a metric without a value',
    explains: ({ differentMetrics, deequ, metrics }) =>
      differentMetrics.length > 0 &&
      differentMetrics.every((name) => Number.isNaN(Number(deequ.metrics[name])) && metrics[name] === undefined),
  },
  {
    name: 'letter case of columns',
    explains: ({ differs, differentMetrics, metrics }) =>
      differs === 'metrics' &&
      differentMetrics.every(
        (name) =>
          metrics[name] === undefined && Object.keys(metrics).some((own) => own.toLowerCase() === name.toLowerCase()),
      ),
  },
  { name: 'refused by its parser', explains: ({ deequ }) => deequ.outcome === 'EXC' },
  {
    name: 'not run by Spark',
    explains: ({ deequ }) => /AnalysisException|ParseException|Failed To Run/.test(deequ.reason ?? ''),
  },
  { name: 'history', explains: ({ message }) => /no history|usual earlier values/.test(message) },
  {
    name: 'a fraction is not a whole number',
    explains: (compared) =>
      isAbout(compared, ['ColumnDataType'], (cell) => typeof cell === 'string' && /^[+-]?\d*\.\d/.test(cell)),
  },
  { name: 'an empty table', explains: ({ table }) => table.rows.length === 0 },
  {
    name: 'a filter that leaves nothing',
    explains: ({ message, leaves }) =>
      message.includes('No rows matched the filter') ||
      (leaves.some(({ where }) => where !== undefined) && / 0\.0 | no (finite )?value /.test(message)),
  },
  { name: 'a query without a number', explains: ({ message }) => message.includes('returned no value') },
  {
    name: 'types of text',
    explains: ({ status, message }) =>
      status === 'error' && /is of type .* cannot be compared|needs (numbers|dates|texts)/.test(message),
  },
  { name: 'thresholds', explains: ({ leaves }) => leaves.some(({ threshold }) => threshold !== undefined) },
  { name: 'NULL has the length 0', explains: (compared) => isAbout(compared, ['ColumnLength'], isNull) },
  {
    name: 'excluded lengths',
    explains: ({ leaves }) =>
      leaves.some(
        ({ type, condition }) =>
          type === 'ColumnLength' &&
          condition.type === 'number' &&
          (condition.op === '!=' ||
            (condition.op.startsWith('not') &&
              condition.operands.some((operand) => operand.kind === 'number' && Number(operand.text) === 0))),
      ),
  },
  { name: 'NULL is not a value', explains: (compared) => isAbout(compared, ['DistinctValuesCount'], isNull) },
  {
    name: 'NULL differs from a text',
    explains: (compared) =>
      isAbout(compared, ['ColumnValues'], isNull) &&
      compared.leaves.some((leaf) => opOf(leaf) === '!=' || opOf(leaf) === 'not in'),
  },
  {
    name: 'NULL is outside of no range',
    explains: (compared) =>
      isAbout(compared, ['ColumnValues'], isNull) && compared.leaves.some((leaf) => opOf(leaf) === 'not between'),
  },
  { name: 'NULL in a primary key', explains: (compared) => isAbout(compared, ['IsPrimaryKey'], isNull) },
  {
    name: 'zero is one value',
    explains: (compared) => isAbout(compared, ['DistinctValuesCount'], (cell) => cell === 0),
  },
  {
    name: 'NaN',
    explains: (compared) =>
      isAbout(compared, null, (cell) => cell === 'NaN' || cell === 'Infinity' || cell === '-Infinity'),
  },
  {
    name: 'whole numbers above 2^53',
    explains: (compared) => isAbout(compared, null, (cell) => /^-?\d{16,}$/.test(String(cell))),
  },
  {
    name: 'very large numbers',
    explains: (compared) => isAbout(compared, null, (cell) => typeof cell === 'number' && Math.abs(cell) > 1e150),
  },
  {
    name: 'equal means and sums',
    explains: ({ leaves, differs, differentMetrics, deequ, metrics }) =>
      leaves.some((leaf) => ['Mean', 'Sum'].includes(leaf.type) && ['=', '!=', 'in', 'not in'].includes(opOf(leaf))) ||
      // Where values cancel out, all digits of what is left come from rounding.
      (differs === 'metrics' &&
        differentMetrics.every(
          (name) => /\.(Mean|Sum)$/.test(name) && Math.abs(Number(deequ.metrics[name]) - Number(metrics[name])) < 1e-12,
        )),
  },
  {
    name: 'moments',
    explains: ({ leaves }) =>
      leaves.some(
        ({ condition }) => condition.type === 'date' && condition.operands.some(({ kind }) => kind.startsWith('now')),
      ),
  },
  {
    name: 'quotes in texts',
    explains: ({ leaves }) =>
      leaves.some(
        ({ condition }) => condition.type === 'string' && condition.operands.some(({ value }) => value.includes("'")),
      ),
  },
  { name: 'escapes', explains: ({ rule }) => rule.includes('\\') },
  { name: 'SQL of the engine', explains: ({ rule }) => rule.includes('`') },
  {
    name: 'patterns',
    explains: ({ leaves }) =>
      leaves.some((leaf) => opOf(leaf).endsWith('matches') || leaf.type === 'ColumnNamesMatchPattern'),
  },
  {
    name: 'rows of a query',
    explains: ({ leaves }) => leaves.some(({ type, condition }) => type === 'CustomSql' && condition.type === 'none'),
  },
  {
    name: 'blanks',
    explains: (compared) =>
      compared.rule.includes('WHITESPACES_ONLY') &&
      isAbout(
        compared,
        ['ColumnValues'],
        (cell) => typeof cell === 'string' && /^\s+$/.test(cell) && !/^ +$/.test(cell),
      ),
  },
];

const isNull = (cell: CaseCell): boolean => cell === null;

const opOf = ({ condition }: SimpleRule): string => (condition.type === 'none' ? '' : condition.op);

/** Whether a rule of these types (`null`: of any) reads a column that has such a cell. */
function isAbout(
  { leaves, table }: ComparedCase,
  types: readonly string[] | null,
  has: (cell: CaseCell) => boolean,
): boolean {
  const read = leaves
    .filter(({ type }) => types === null || types.includes(type))
    .flatMap(({ parameters }) => parameters.map(({ value }) => value.toLowerCase()));
  return table.columns.some(
    ([name], index) => read.includes(name.toLowerCase()) && table.rows.some((row) => has(row[index] ?? null)),
  );
}

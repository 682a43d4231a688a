import type {
  Comparison,
  DateCondition,
  NumberCondition,
  NumberOperand,
  Rule,
  Ruleset,
  SimpleRule,
} from '../dqdl/ast.ts';
import type { Position } from '../dqdl/position.ts';
import { printCondition } from '../dqdl/print-dqdl.ts';
import type { DatasetColumn } from '../plan/plan-context.ts';

/** Something that is allowed and probably not meant. */
export interface LintFinding {
  readonly rule: LintRuleName;
  readonly message: string;
  readonly file: string;
  readonly at: Position;
}

/** The names of the lint rules. */
export type LintRuleName =
  | 'mixed-operators'
  | 'between-leaves-ends-out'
  | 'threshold-above-one'
  | 'or-null'
  | 'day-against-moments'
  | 'now-against-days';

type Complaint = Omit<LintFinding, 'file' | 'rule'>;

interface LintRule {
  readonly name: LintRuleName;
  readonly check: (rule: Rule, columns: readonly DatasetColumn[]) => readonly Complaint[];
}

const lintRules: readonly LintRule[] = [
  {
    name: 'mixed-operators',
    check: (rule) => conditionsOf(rule).flatMap(({ operands }) => operands.flatMap(mixedOperators)),
  },
  { name: 'between-leaves-ends-out', check: (rule) => conditionsOf(rule).flatMap(emptyOrCutRange) },
  { name: 'threshold-above-one', check: (rule) => (rule.kind === 'rule' ? highThreshold(rule) : []) },
  { name: 'or-null', check: orNull },
  { name: 'day-against-moments', check: dayAgainstMoments },
  { name: 'now-against-days', check: nowAgainstDays },
];

/**
 * What in a ruleset is allowed and probably not meant: mixed operators that AWS reads otherwise, ranges whose ends are
 * left out, thresholds above 1, `.. OR .. = NULL` that looks as if it worked row by row; with the columns of the dataset also
 * days ordered against timestamps, and `now()` against dates.
 *
 * @example
 * lintDqdl(parseDqdl('Rules = [ Completeness "a" between 0.9 and 1 ]'))[0]?.rule; // 'between-leaves-ends-out'
 */
export function lintDqdl(ruleset: Ruleset, columns: readonly DatasetColumn[] = []): readonly LintFinding[] {
  return ruleset.rules
    .flatMap(withParts)
    .flatMap((rule) =>
      lintRules.flatMap(({ name, check }) =>
        check(rule, columns).map((complaint) => ({ rule: name, file: ruleset.file, ...complaint })),
      ),
    );
}

function withParts(rule: Rule): readonly Rule[] {
  return rule.kind === 'rule' ? [rule] : [rule, ...withParts(rule.left), ...withParts(rule.right)];
}

function conditionsOf(rule: Rule): readonly NumberCondition[] {
  if (rule.kind !== 'rule') return [];
  return [
    ...(rule.condition.type === 'number' ? [rule.condition] : []),
    ...(rule.threshold === undefined ? [] : [rule.threshold]),
  ];
}

const isProduct = (operand: NumberOperand) => operand.kind === 'binary' && (operand.op === '*' || operand.op === '/');

/** Products mixed with sums without parentheses: AWS evaluates from left to right, this library by precedence. */
function mixedOperators(operand: NumberOperand): readonly Complaint[] {
  if (operand.kind === 'call') return operand.args.flatMap(mixedOperators);
  if (operand.kind !== 'binary') return [];
  const mixed = [operand.left, operand.right].find(
    (side) => side.kind === 'binary' && !side.parens && isProduct(side) !== isProduct(operand),
  );
  const own =
    mixed === undefined
      ? []
      : [{ message: 'Put parentheses around mixed operators: AWS reads them from left to right.', at: operand.at }];
  return [...own, ...mixedOperators(operand.left), ...mixedOperators(operand.right)];
}

function emptyOrCutRange(condition: NumberCondition): readonly Complaint[] {
  if (condition.op !== 'between' && condition.op !== 'not between') return [];
  const [low, high] = condition.operands.map((operand) => (operand.kind === 'number' ? Number(operand.text) : null));
  if (low === undefined || high === undefined) return [];
  const written = printCondition(condition);
  if (low !== null && high !== null && low >= high)
    return [{ message: `No number is ${written.replace(/^not /, '')}: both ends are left out.`, at: condition.at }];
  const isCut = [low, high].some((bound) => bound === 0 || bound === 1);
  return isCut
    ? [
        {
          message: `${written} leaves its ends out, so 0 and 1 themselves are outside: use >= or <= if they are meant.`,
          at: condition.at,
        },
      ]
    : [];
}

function highThreshold({ threshold }: SimpleRule): readonly Complaint[] {
  const high = threshold?.operands.find((operand) => operand.kind === 'number' && Number(operand.text) > 1);
  return high === undefined ? [] : [{ message: 'A threshold is a share of rows, from 0 to 1.', at: high.at }];
}

function orNull(rule: Rule): readonly Complaint[] {
  if (rule.kind === 'rule' || rule.operator !== 'OR') return [];
  return [rule.left, rule.right].flatMap((side) => {
    if (side.kind === 'composite' || side.condition.type !== 'number' || side.condition.op !== '=') return [];
    if (side.condition.operands[0]?.kind !== 'null') return [];
    return [
      {
        message: 'OR joins verdicts on the whole table: "or NULL" per row is in [.., NULL], or composites: "row".',
        at: side.condition.at,
      },
    ];
  });
}

/** The condition on dates of a rule about a column of a type. */
function dateConditionOn(
  rule: Rule,
  columns: readonly DatasetColumn[],
  type: DatasetColumn['type'],
): DateCondition | null {
  if (rule.kind !== 'rule' || rule.condition.type !== 'date') return null;
  const name = rule.parameters[0]?.value.toLowerCase();
  return columns.some((column) => column.type === type && column.name.toLowerCase() === name) ? rule.condition : null;
}

const ordering: readonly Comparison[] = ['>', '>=', '<', '<=', 'between', 'not between'];

function dayAgainstMoments(rule: Rule, columns: readonly DatasetColumn[]): readonly Complaint[] {
  const condition = dateConditionOn(rule, columns, 'timestamp');
  const day = condition?.operands.find(({ kind }) => kind === 'date');
  if (condition === null || day === undefined || !ordering.includes(condition.op)) return [];
  return [
    { message: 'A day against timestamps compares days: the whole day counts, to its last moment in UTC.', at: day.at },
  ];
}

function nowAgainstDays(rule: Rule, columns: readonly DatasetColumn[]): readonly Complaint[] {
  const moment = dateConditionOn(rule, columns, 'date')?.operands.find(
    ({ kind }) => kind === 'now' || kind === 'now-offset',
  );
  return moment === undefined
    ? []
    : [
        {
          message: 'now() against dates is cut to its day in UTC: hours and minutes decide nothing else.',
          at: moment.at,
        },
      ];
}

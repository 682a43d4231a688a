import type { NumberOperand, Rule, Ruleset, SimpleRule } from '../dqdl/ast.ts';
import type { KnownHistory, MetricHistory } from './metric-history.ts';
import { seriesOf, watchedRule } from './series-of.ts';

/** What DetectAnomalies looks back at: three months of daily runs, or a year of weekly ones. */
export const mostAnomalyPoints = 100;
/** More than a person writes; a port may read that many from a database. */
const mostPoints = 10_000;

/**
 * Reads the history that the rules of a ruleset ask for, each series once. Where that fails, only the rules that need it are in
 * error.
 *
 * @throws what the port throws with `transient: true`.
 * @example
 * const known = await readHistory(ruleset, history);
 * known('RowCount', 5); // { points: [ .. ] }, the newest five
 */
export async function readHistory(ruleset: Ruleset, history: MetricHistory | undefined): Promise<KnownHistory> {
  const known = new Map<string, ReturnType<KnownHistory>>();
  if (history !== undefined)
    for (const [series, most] of needsOf(ruleset)) known.set(series, await readSeries(history, series, most));
  return (series, most) => {
    const read = known.get(series) ?? { points: [] };
    return 'fault' in read ? read : { points: read.points.slice(0, most) };
  };
}

async function readSeries(history: MetricHistory, series: string, most: number): Promise<ReturnType<KnownHistory>> {
  try {
    return { points: await history(series, most) };
  } catch (error) {
    if (!(error instanceof Error) || ('transient' in error && error.transient === true)) throw error;
    return { fault: error.message };
  }
}

function needsOf({ rules }: Ruleset): ReadonlyMap<string, number> {
  const needs = new Map<string, number>();
  for (const rule of rules.flatMap(leavesOf)) {
    const isWatch = rule.type === 'DetectAnomalies';
    const most = isWatch ? mostAnomalyPoints : Math.min(mostPoints, Math.max(0, ...operandsOf(rule).map(lookBack)));
    if (most === 0) continue;
    const series = seriesOf(isWatch ? watchedRule(rule) : rule);
    needs.set(series, Math.max(most, needs.get(series) ?? 0));
  }
  return needs;
}

const leavesOf = (rule: Rule): readonly SimpleRule[] =>
  rule.kind === 'rule' ? [rule] : [...leavesOf(rule.left), ...leavesOf(rule.right)];

const operandsOf = ({ condition, threshold }: SimpleRule): readonly NumberOperand[] => [
  ...(condition.type === 'number' ? condition.operands : []),
  ...(threshold?.operands ?? []),
];

/** The largest k of every `last(k)`, 0 without any. */
function lookBack(operand: NumberOperand): number {
  if (operand.kind === 'binary') return Math.max(lookBack(operand.left), lookBack(operand.right));
  if (operand.kind !== 'call') return 0;
  const [count] = operand.args;
  const own = operand.name !== 'last' ? 0 : count?.kind === 'number' ? Number(count.text) : 1;
  return Math.max(own, ...operand.args.map(lookBack));
}

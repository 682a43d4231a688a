import type { SimpleRule } from '../../dqdl/ast.ts';
import { mostAnomalyPoints } from '../../history/read-history.ts';
import { seriesOf, watchedRule } from '../../history/series-of.ts';
import { type Finding, type LeafPlan, toFinding } from '../leaf-plan.ts';
import type { NumberTest } from '../numbers/number-test.ts';
import { readable } from '../numbers/number-text.ts';
import { optionsOf, type PlanContext } from '../plan-context.ts';
import { PlanError } from '../plan-error.ts';
import { mapFinding } from '../without-verdict.ts';
import { type AnomalyOptions, expectedRange, leastPoints } from './expected-range.ts';

const methods = ['robust', 'sigma', 'change', 'seasonal'] as const;
const directions = ['both', 'up', 'down'] as const;

/** The customary limits: of a modified z-score 3.5, of a deviation 3, of a change a half. */
const sensitivities = { robust: 3.5, sigma: 3, change: 0.5, seasonal: 3.5 } as const;

/** Plans the rule that measures what is watched. */
export type PlanMeasure = (rule: SimpleRule, test: NumberTest, context: PlanContext) => LeafPlan;

/**
 * `DetectAnomalies`: the measured number is inside the range that earlier runs make usual. AWS's algorithm is not published; this one
 * is chosen by `with method = "robust"`, `"sigma"`, `"change"` or `"seasonal"`, and by `sensitivity`, `direction` (`both`, `up`, `down`)
 * and `minChange`.
 *
 * @throws {PlanError} for an option that is not one.
 * @example
 * planDetectAnomalies(rule, planRowCount, context);
 */
export function planDetectAnomalies(rule: SimpleRule, measure: PlanMeasure, context: PlanContext): LeafPlan {
  const { options, direction } = readOptions(rule, context);
  const watched = watchedRule(rule);
  const known = context.history(seriesOf(watched), mostAnomalyPoints);
  if ('fault' in known)
    throw new PlanError(`The history of ${seriesOf(watched)} cannot be read: ${known.fault}`, rule.at);
  const range = expectedRange(known.points, context.measuredAt, options);
  const plan = measure(watched, { isMet: () => true, text: '' }, context);
  return mapFinding(plan, (finding): Finding => {
    const { observed } = finding;
    if (finding.status === 'error' || observed === null) return { ...finding, expected: 'a usual value' };
    if ('missing' in range)
      return {
        ...finding,
        status: 'not_evaluated',
        expected: 'a usual value',
        message: `There are ${leastPoints - range.missing} usual earlier values of ${seriesOf(watched)}, and ${leastPoints} are needed.`,
        lacksHistory: true,
      };
    const low = direction === 'up' ? -Infinity : range.low;
    const high = direction === 'down' ? Infinity : range.high;
    const isUsual = observed >= low && observed <= high;
    const expected = `${rangeText(low, high)} (usual ${readable(range.usual)}, ${options.method} over ${range.points} runs${range.accepted === 0 ? '' : `, ${range.accepted} accepted`})`;
    return toFinding({
      ...finding,
      status: isUsual ? 'pass' : 'fail',
      expected,
      message: isUsual
        ? ''
        : `${readable(observed)} is ${observed > high ? 'above' : 'below'} what earlier runs make usual.`,
    });
  });
}

function rangeText(low: number, high: number): string {
  if (low === -Infinity) return `at most ${readable(high)}`;
  return high === Infinity ? `at least ${readable(low)}` : `${readable(low)} to ${readable(high)}`;
}

function readOptions(
  rule: SimpleRule,
  { seasonOf }: PlanContext,
): { options: AnomalyOptions; direction: (typeof directions)[number] } {
  const written = optionsOf(rule, ['method', 'direction', 'sensitivity', 'minChange']);
  const method = oneOf(rule, 'method', methods, written.method ?? 'robust');
  const sensitivity = numberOf(rule, 'sensitivity', written.sensitivity ?? String(sensitivities[method]));
  const minChange = numberOf(rule, 'minChange', written.minChange ?? '0');
  return {
    options: { method, sensitivity, minChange, seasonOf },
    direction: oneOf(rule, 'direction', directions, written.direction ?? 'both'),
  };
}

function oneOf<Name extends string>(rule: SimpleRule, option: string, names: readonly Name[], written: string): Name {
  const name = names.find((known) => known === written);
  if (name === undefined)
    throw new PlanError(`The option ${option} is one of ${names.join(', ')}, not "${written}".`, rule.at);
  return name;
}

function numberOf(rule: SimpleRule, option: string, written: string): number {
  if (!/^\d+(\.\d+)?$/.test(written))
    throw new PlanError(`The option ${option} is a number from 0 up, not "${written}".`, rule.at);
  return Number(written);
}

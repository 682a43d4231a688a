import { type Issue, maxIssues } from '../../errors/issue.ts';
import { type AggregateBar, knownBarKeys } from '../../bars/aggregate-bar.ts';
import { barSchema, indexBarSchema } from '../../schema/bar-schemas.ts';
import { checkValue } from '../../schema/check-value.ts';
import { isSoundBar } from './is-sound-bar.ts';

/** Checked bars, with what was odd or wrong in them. If `issues` is not empty, the bars are incomplete. */
export interface BarsRead {
  readonly bars: readonly AggregateBar[];
  readonly incoherent: number;
  readonly unknownKeys: number;
  readonly issues: readonly Issue[];
}

/**
 * Checks the `results` of a response in one pass. Bars are the parsed objects themselves; only a bar with `null` in an
 * optional field is copied, without that field. Stops at 20 issues.
 *
 * @example
 * const { bars, issues } = readBars(JSON.parse(text).results, false);
 */
export function readBars(results: readonly unknown[], isIndex: boolean): BarsRead {
  const bars: AggregateBar[] = [];
  const issues: Issue[] = [];
  let incoherent = 0;
  let unknownKeys = 0;
  for (const [index, result] of results.entries()) {
    const bar = isSoundBar(result, isIndex) ? result : explain(result, index, isIndex, issues);
    if (issues.length >= maxIssues) break;
    if (bar === null) continue;
    if (bar.l > Math.min(bar.o, bar.c) || bar.h < Math.max(bar.o, bar.c)) incoherent += 1;
    for (const key in bar) if (!knownBarKeys.has(key)) unknownKeys += 1;
    bars.push(bar);
  }
  return { bars, incoherent, unknownKeys, issues };
}

function explain(result: unknown, index: number, isIndex: boolean, issues: Issue[]): AggregateBar | null {
  const bar = withoutNulls(result);
  if (isSoundBar(bar, isIndex)) return bar;
  const checked = checkValue(isIndex ? indexBarSchema() : barSchema(), result, ['results', index]);
  for (const issue of checked.issues ?? []) if (issues.length < maxIssues) issues.push(issue);
  return null;
}

/** A copy without the optional fields that are null, which the schema accepts and a bar does not have. */
const withoutNulls = (result: unknown): unknown =>
  typeof result === 'object' && result !== null
    ? Object.fromEntries(
        Object.entries(result).filter(([key, value]) => value != null || !['v', 'vw', 'n', 'otc'].includes(key)),
      )
    : result;

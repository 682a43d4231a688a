import { type Issue, maxIssues, toIssuePath } from '../../errors/issue.ts';
import { type AggregateBar, barSchema, indexBarSchema, knownBarKeys } from '../../bars/aggregate-bar.ts';
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
  const parsed = (isIndex ? indexBarSchema : barSchema).safeParse(result);
  if (parsed.success) return withoutNulls(parsed.data);
  for (const { path, message } of parsed.error.issues) {
    if (issues.length < maxIssues) issues.push({ path: toIssuePath(['results', index, ...path]), message });
  }
  return null;
}

type LooseBar = Omit<AggregateBar, 'v' | 'vw' | 'n' | 'otc'> & {
  readonly [Key in 'v' | 'vw' | 'n']?: number | null | undefined;
} & { readonly otc?: boolean | null | undefined };

function withoutNulls({ v, vw, n, otc, ...rest }: LooseBar): AggregateBar {
  return {
    ...rest,
    ...(v != null && { v }),
    ...(vw != null && { vw }),
    ...(n != null && { n }),
    ...(otc != null && { otc }),
  };
}

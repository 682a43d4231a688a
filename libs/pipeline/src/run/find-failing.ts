import { type QualityResult, type RuleResult, stopsTheRun } from '@tickerlake/data-quality';
import type { HeldBack } from '../values/held-back.ts';

const maxRules = 3;

/**
 * The tickers that fail the rules on their own, by halving: with k of n failing, about 2 k log2(n / k) checks. A rule
 * that fails for some tickers only together, such as a sum over all of them, leaves none: the run then stops.
 *
 * @param check the results of the rules for some of the tickers alone.
 * @returns none when all of them pass together; each with the rules that it failed.
 * @example
 * const failing = await findFailing(['AAPL', 'META'], (tickers) => checkOf(tickers));
 */
export async function findFailing(
  tickers: readonly string[],
  check: (tickers: readonly string[]) => Promise<readonly QualityResult[]>,
): Promise<HeldBack[]> {
  const failed = failedRules(await check(tickers));
  const [ticker] = tickers;
  if (failed.length === 0 || ticker === undefined) return [];
  if (tickers.length === 1) return [{ ticker, reason: reasonOf(failed) }];
  const middle = Math.ceil(tickers.length / 2);
  const first = await findFailing(tickers.slice(0, middle), check);
  return [...first, ...(await findFailing(tickers.slice(middle), check))];
}

const failedRules = (results: readonly QualityResult[]): RuleResult[] =>
  results.flatMap(({ rules }) => rules.filter(stopsTheRun));

function reasonOf(rules: readonly RuleResult[]): string {
  const shown = rules.slice(0, maxRules).map(({ dqdl, observedText }) => `${dqdl} (observed ${observedText})`);
  const more = rules.length > maxRules ? `, and ${rules.length - maxRules} more` : '';
  return `it fails ${shown.join(', ')}${more}; its published bars stay as they are.`;
}

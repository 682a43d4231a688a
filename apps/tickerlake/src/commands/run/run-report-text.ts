import { countRules, countsText, countText, type RuleResult } from '@tickerlake/data-quality';
import { findingsText, heldBackText, type RunReport, type RunRequest } from '@tickerlake/pipeline';
import { type ActualCost, actualCostText } from '@tickerlake/pipeline/aws';
import { inWords } from '../../output/in-words.ts';

/**
 * What a finished run did, in a few lines, with its cost on AWS.
 *
 * @example
 * streams.out(runReportText(report, plan.request, 1_200));
 */
export function runReportText(
  report: RunReport,
  request: RunRequest,
  elapsedMs: number,
  cost: ActualCost | null = null,
): string {
  const { corrections } = report;
  const lines = [
    `${report.outcome === 'published' ? `Release ${report.releaseId} is published` : `Nothing changed: release ${report.releaseId} is still current`} (${request.source}, ${countText(request.tickers.length, 'ticker')}, ${spanOf(request.from, request.to)}).`,
    `  ${countText(report.fetchedBars, 'bar')} fetched in ${countText(report.calls, 'call')}, ${report.newBars.toLocaleString('en-US')} new${report.months.length === 0 ? '' : `; ${countText(report.hours, 'hour')} in ${report.months.length === 1 ? 'the month' : 'the months'} ${spanOf(report.months[0] ?? '', report.months.at(-1) ?? '')}`}.`,
    ...(report.quality.length === 0 ? [] : [`  ${countsText(countRules(report.quality))}.`]),
    ...report.quality.flatMap(({ dataset, rules }) =>
      rules
        .filter(({ status }) => status !== 'pass')
        .map((rule) => `  ${noteOf(rule)}: ${dataset}: ${rule.dqdl}: ${reasonOf(rule)}`),
    ),
  ];
  if (corrections.bars > 0) {
    lines.push(
      `  ${corrections.bars} corrected bars changed hourly_var of ${corrections.hours} published hours, by at most ${corrections.maxChange.toFixed(4)}:`,
    );
    if ((corrections.takenBackBars ?? 0) > 0)
      lines.push(`  ${corrections.takenBackBars} of these bars the source has no longer: they are removed.`);
    lines.push(
      ...corrections.samples.map(
        (hour) => `    ${hour.ticker} ${hour.barStart}: ${hour.oldHourlyVar} -> ${hour.newHourlyVar}`,
      ),
    );
  }
  lines.push(...[...heldBackText(report.heldBack), ...findingsText(report.findings)].map((text) => `  ${text}`));
  if (cost !== null) lines.push(`  ${actualCostText(cost)}`);
  lines.push(`  ${inWords(elapsedMs)}, run ${report.runId}.`);
  return `${lines.join('\n')}\n`;
}

const spanOf = (from: string, to: string): string => (from === to ? from : `${from} to ${to}`);

/** A rule that only warns was evaluated: its numbers say more than a sentence about them. */
const reasonOf = ({ status, observedText, expected, message }: RuleResult): string =>
  status === 'warn' ? `observed ${observedText}, expected ${expected}.` : message;

/** What was published has no rule that stops a run. */
const noteOf = ({ status }: RuleResult): string => (status === 'not_evaluated' ? 'Not evaluated' : 'Warning');

import { countRules, countsText } from '../count-rules.ts';
import type { AnalyzerResult, QualityResult } from '../quality-result.ts';
import { ruleLines } from '../rule-lines.ts';

/**
 * A result as plain text: a summary line, then every rule with its observed value and every analyzer with its metrics.
 *
 * @example
 * toText(result).split('\n')[0]; // 'staging_hourly at 2026-05-29T21:00:00.000Z (the clock of this machine): 2 of 3 rules passed, 1 failed, score 0.667'
 */
export function toText(result: QualityResult): string {
  return (
    [summaryOf(result), ...result.rules.flatMap(ruleLines), ...result.analyzers.flatMap(analyzerLines)].join('\n') +
    '\n'
  );
}

function analyzerLines({ dqdl, status, metrics, message }: AnalyzerResult): string[] {
  const lines = Object.entries(metrics).map(([name, value]) => `  METRIC ${name} = ${value}`);
  return [`${status.toUpperCase()} ${dqdl}`, ...lines, ...(message === '' ? [] : [`  ${message}`])];
}

/**
 * The one-line summary of a result.
 *
 * @example
 * summaryOf(result); // 'staging_hourly at 2026-05-29T21:00:00.000Z (the clock of this machine): 3 of 3 rules passed, score 1.000'
 */
export function summaryOf(result: QualityResult): string {
  const { score } = result;
  const counts =
    result.rules.length === 0
      ? ['no rules']
      : [countsText(countRules([result])), score === null ? 'no score' : `score ${score.toFixed(3)}`];
  return `${result.dataset} at ${result.evaluatedAt.toISOString()} (${result.clock}): ${counts.join(', ')}`;
}

import type { QualityResult, RuleStatus } from './quality-result.ts';
import { ruleLines } from './rule-lines.ts';

const statuses: readonly RuleStatus[] = ['pass', 'warn', 'fail', 'error', 'skipped'];

/**
 * A result as plain text: a summary line, then every rule with its observed value.
 *
 * @example
 * toText(result).split('\n')[0]; // 'staging_hourly at 2026-05-29T21:00:00.000Z: 2 pass, 1 fail, score 0.667'
 */
export function toText(result: QualityResult): string {
  const metrics = Object.entries(result.metrics).map(([name, value]) => `METRIC ${name} = ${value}`);
  return [summaryOf(result), ...result.rules.flatMap(ruleLines), ...metrics].join('\n') + '\n';
}

/**
 * The one-line summary of a result.
 *
 * @example
 * summaryOf(result); // 'staging_hourly at 2026-05-29T21:00:00.000Z: 3 pass, score 1.000'
 */
export function summaryOf(result: QualityResult): string {
  const counts = statuses
    .map((status) => ({ status, count: result.rules.filter((rule) => rule.status === status).length }))
    .filter(({ count }) => count > 0)
    .map(({ status, count }) => `${count} ${status}`);
  const parts = [...(counts.length === 0 ? ['no rules'] : counts), `score ${result.score.toFixed(3)}`];
  return `${result.dataset} at ${result.evaluatedAt.toISOString()}: ${parts.join(', ')}`;
}

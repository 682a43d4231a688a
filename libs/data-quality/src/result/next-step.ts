import type { RuleResult } from './quality-result.ts';

/**
 * What to do about a rule's result, `''` where nothing is to be done.
 *
 * @example
 * nextStep(result.rules[0]); // 'Correct what the message names, or the rule at hourly.dqdl:2:5.'
 */
export function nextStep({ status, dqdl, sample, rows, file, at, onNoHistory }: RuleResult): string {
  const place = `${file}:${at.line}:${at.column}`;
  switch (status) {
    case 'pass':
      return '';
    case 'error':
      return `Correct what the message names, or the rule at ${place}.`;
    case 'not_evaluated':
      return onNoHistory === undefined
        ? `Look at the filter of the rule at ${place}: it leaves no row.`
        : 'Nothing yet: each run with this rule adds a value, and the rule is evaluated once there are enough.';
    default:
      if (dqdl.startsWith('DetectAnomalies'))
        return `Compare with the run before, then correct the data or the rule at ${place}, or accept the value if it is ordinary.`;
      if (sample.length > 0) return `Look at the rows that failed, then correct the data or the rule at ${place}.`;
      return rows === null
        ? `Compare with the run before, then correct the data or the rule at ${place}.`
        : `Correct the data, or the rule at ${place}.`;
  }
}

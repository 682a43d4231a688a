import { type QualityResult, stopsTheRun } from '@tickerlake/data-quality';
import type { ExitCode } from './exit-code.ts';

/**
 * What rules make of a command's exit code: 3 where one stops the run, otherwise 4 where one of severity error was not
 * evaluated, unless its `onNoHistory` is `pass`, otherwise 0. Rules that only warn never change it.
 *
 * @example
 * return rulesExitCode(report.quality); // 0
 */
export function rulesExitCode(results: readonly QualityResult[]): ExitCode {
  const rules = results.flatMap((result) => result.rules);
  if (rules.some(stopsTheRun)) return 3;
  return rules.some(
    (rule) => rule.severity === 'error' && rule.status === 'not_evaluated' && rule.onNoHistory !== 'pass',
  )
    ? 4
    : 0;
}

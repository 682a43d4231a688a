import { escapeMarkup } from './escape-markup.ts';
import type { QualityResult, RuleResult } from '../quality-result.ts';
import { ruleLines } from '../rule-lines.ts';

/**
 * Results as JUnit XML, which CI systems show as tests: a suite per dataset, a test case per rule. A rule of status
 * `warn` passes, with a warning in its output.
 *
 * @example
 * await writeFile('quality.xml', toJUnit([result]));
 */
export function toJUnit(results: readonly QualityResult[]): string {
  const suites = results.map((result) => suiteXml(result)).join('\n');
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites ${totals(results.flatMap((result) => result.rules))}>\n${suites}\n</testsuites>\n`;
}

function suiteXml(result: QualityResult): string {
  const cases = result.rules.map((rule) => caseXml(rule, result.dataset)).join('\n');
  const name = escapeMarkup(result.dataset);
  return `  <testsuite name="${name}" timestamp="${result.evaluatedAt.toISOString()}" ${totals(result.rules)}>\n${cases}\n  </testsuite>`;
}

function totals(rules: readonly RuleResult[]): string {
  const count = (status: RuleResult['status']) => rules.filter((rule) => rule.status === status).length;
  return `tests="${rules.length}" failures="${count('fail')}" errors="${count('error')}" skipped="${count('not_evaluated')}"`;
}

function caseXml(rule: RuleResult, dataset: string): string {
  const details = escapeMarkup(ruleLines(rule).join('\n'));
  const message = escapeMarkup(rule.message);
  const attributes = `name="${escapeMarkup(rule.dqdl)}" classname="${escapeMarkup(dataset)}" file="${escapeMarkup(rule.file)}" line="${rule.at.line}"`;
  return `    <testcase ${attributes}>${outcomeXml(rule, message, details)}</testcase>`;
}

function outcomeXml(rule: RuleResult, message: string, details: string): string {
  switch (rule.status) {
    case 'fail':
      return `<failure message="${message}">${details}</failure>`;
    case 'error':
      return `<error message="${message}">${details}</error>`;
    case 'not_evaluated':
      return `<skipped message="${message}"/>`;
    default:
      return `<system-out>${details}</system-out>`;
  }
}

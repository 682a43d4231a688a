import { countRules, countsText } from '../count-rules.ts';
import { nextStep } from '../next-step.ts';
import type { QualityResult, RuleResult } from '../quality-result.ts';
import { rowText } from '../rule-lines.ts';
import { statusText } from '../status-text.ts';

/** A comment on GitHub has at most 65,536 characters. */
const mostRules = 50;

/**
 * Results as Markdown for a comment on a pull request: a summary, a table of the rules that did not pass with what to do next, and
 * rows that failed, folded away.
 *
 * @example
 * await writeFile('comment.md', toMarkdown([result]));
 */
export function toMarkdown(results: readonly QualityResult[]): string {
  const open = results.flatMap((result) =>
    result.rules.filter(({ status }) => status !== 'pass').map((rule) => ({ rule, dataset: result.dataset })),
  );
  const shown = open.slice(0, mostRules);
  const table =
    open.length === 0
      ? []
      : [
          '',
          '| status | table | rule | observed | expected | next |',
          '| --- | --- | --- | --- | --- | --- |',
          ...shown.map(({ rule, dataset }) => rowOf(rule, dataset)),
        ];
  const more = open.length > shown.length ? ['', `And ${open.length - shown.length} more.`] : [];
  const samples = shown.flatMap(({ rule }) => sampleOf(rule));
  return `${['### Data quality', '', `${countsText(countRules(results))}.`, ...table, ...more, ...samples].join('\n')}\n`;
}

function rowOf(rule: RuleResult, dataset: string): string {
  const expected = rule.status === 'error' ? rule.message : rule.expected;
  const cells = [statusText(rule.status), dataset, code(rule.dqdl), rule.observedText, expected, nextStep(rule)];
  return `| ${cells.map((cell, index) => (index === 2 ? cell : escape(cell))).join(' | ')} |`;
}

function sampleOf({ dqdl, sample }: RuleResult): string[] {
  if (sample.length === 0) return [];
  const rows = sample.map((row) => `- ${escape(rowText(row))}`);
  return ['', `<details><summary>Rows that failed ${escape(dqdl)}</summary>`, '', ...rows, '', '</details>'];
}

/** Nothing in a text can end its cell, or become markup or a mention. */
const escape = (text: string): string =>
  text
    .replace(/[\r\n]+/g, ' ')
    .replace(/[\\`*_{}[\]()#+!|~]/g, '\\$&')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('@', '@\u200B');

/** A text of code, in as many back-quotes as it needs. */
function code(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence} ${text.replace(/[\r\n]+/g, ' ').replaceAll('|', '\\|')} ${fence}`;
}

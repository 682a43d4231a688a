/**
 * How one command ended.
 *
 * @typedef {object} CheckResult
 * @property {string} name
 * @property {number} exitCode
 * @property {string} output What it printed; its errors when it printed nothing else.
 * @property {boolean} isMarkdown
 */

/** The first line: by it the action finds its own comment and replaces it. */
export const marker = '<!-- tickerlake -->';

/** GitHub takes 65,536 characters of a comment; a part of each output leaves room for the others. */
const maxOutput = 18_000;

/** @type {Readonly<Record<number, string>>} */
const outcomes = { 0: 'passed', 2: 'changes', 4: 'passed, but some rules were not evaluated' };

/**
 * Whether the pull request may be merged as far as this command is concerned.
 *
 * @example
 * isPassed({ exitCode: 3 }); // false
 *
 * @param {Pick<CheckResult, 'exitCode'>} result
 */
export const isPassed = ({ exitCode }) => exitCode in outcomes;

/**
 * The comment on a pull request: a table of outcomes, then what each command printed, open where it failed.
 *
 * @example
 * toComment([{ name: 'check', exitCode: 0, output: '13 of 13 rules passed.', isMarkdown: true }]);
 *
 * @param {readonly CheckResult[]} results
 * @returns {string} Markdown.
 */
export function toComment(results) {
  const rows = results.map(
    (result) => `| ${isPassed(result) ? '✅' : '❌'} | \`${result.name}\` | ${outcomeOf(result)} |`,
  );
  return [
    marker,
    '## Tickerlake',
    '',
    '| | command | outcome |',
    '| --- | --- | --- |',
    ...rows,
    '',
    ...results.map(toDetails),
  ].join('\n');
}

/** @param {CheckResult} result */
const outcomeOf = ({ exitCode }) => outcomes[exitCode] ?? `failed (exit code ${exitCode})`;

/** @param {CheckResult} result */
function toDetails(result) {
  const cut = result.output.length - maxOutput;
  const output = result.output.slice(0, maxOutput).trim();
  const more = cut > 0 ? `\n\n${cut.toLocaleString('en-US')} more characters are in the log of the job.` : '';
  const open = isPassed(result) ? '' : ' open';
  // A cut block of Markdown could swallow the rest of the comment.
  const body = result.isMarkdown && cut <= 0 ? output : inFence(output);
  return `<details${open}><summary>${result.name}</summary>\n\n${body}${more}\n\n</details>\n`;
}

/**
 * A block of code whose fence is longer than any in the text.
 *
 * @param {string} text
 */
function inFence(text) {
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map((ticks) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}text\n${text}\n${fence}`;
}

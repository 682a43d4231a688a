import { errorNameOf } from './answer.ts';
import type { ComparedCase } from './compare-cases.ts';

/** Where the report is, seen from the root of the repository. */
export const reportFile = 'docs/sql-on-serve.md';

/**
 * The sentence of the report that counts.
 *
 * @example
 * countVerdicts([]); // '0 cases: 0 answered like Trino, ...'
 */
export function countVerdicts(compared: readonly ComparedCase[]): string {
  const answered = compared.filter(({ trino }) => !('refused' in trino));
  const count = (wanted: string): number => answered.filter(({ verdict }) => verdict === wanted).length;
  const refusedByBoth = compared.filter(({ trino, verdict }) => 'refused' in trino && verdict === 'equal').length;
  const otherwise = compared.filter(({ verdict }) => verdict === 'different').length;
  return `${compared.length} cases: ${count('equal')} answered like Trino, ${refusedByBoth} refused by both, ${count('refused')} answered by Trino and refused here, ${otherwise} answered differently.`;
}

/**
 * The report as Markdown: for each function what `serve` does with it, then everything that it refuses though Trino answers.
 *
 * @example
 * printReport(compared);
 */
export function printReport(compared: readonly ComparedCase[]): string {
  const chapters = [...new Set(compared.map(({ chapter }) => chapter))];
  return [
    '# SQL on `serve`',
    '',
    '<!-- Written by npm run engines:compare -->',
    '',
    'What `serve` does with each function, operator, cast and piece of syntax. Every line is measured: each case was run on Trino 476 and on the',
    'engine of the endpoint, and compared in value, type, NULL and column name.',
    "`npm test` repeats one case in five with Trino's recorded answers, `npm run test:slow` all of them.",
    '',
    countVerdicts(compared),
    '',
    '- same: DuckDB alone gives the same values.',
    "- rewritten: DuckDB alone gives other values or fails in some cases; the endpoint gives Trino's.",
    '- in part: some cases are refused, listed below the table.',
    '- refused: an error in words that name it; never another value.',
    '',
    ...chapters.flatMap((chapter) =>
      printChapter(
        chapter,
        compared.filter((one) => one.chapter === chapter),
      ),
    ),
  ].join('\n');
}

function printChapter(chapter: string, compared: readonly ComparedCase[]): string[] {
  const groups = [...new Set(compared.map(({ group }) => group))];
  const refused = groups.flatMap((group) =>
    printRefused(
      group,
      compared.filter((one) => one.group === group),
    ),
  );
  return [
    `## ${chapter}`,
    '',
    '| what | on `serve` | cases | like Trino | refused by both | refused here only | DuckDB alone differs |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...groups.map((group) =>
      printLine(
        group,
        compared.filter((one) => one.group === group),
      ),
    ),
    '',
    ...(refused.length === 0 ? [] : ['Answered by Trino, refused here:', '', ...refused, '']),
  ];
}

function printLine(group: string, cases: readonly ComparedCase[]): string {
  const answered = cases.filter(({ trino }) => !('refused' in trino));
  const served = answered.filter(({ verdict }) => verdict === 'equal');
  const otherwise = served.filter(({ isSameAsWritten }) => !isSameAsWritten).length;
  const numbers = [
    cases.length,
    served.length,
    cases.length - answered.length,
    answered.length - served.length,
    otherwise,
  ];
  return `| ${code(group)} | ${stateOf(answered.length, served.length, otherwise)} | ${numbers.join(' | ')} |`;
}

function stateOf(answered: number, served: number, otherwise: number): string {
  if (served === 0) return answered === 0 ? 'refused by both' : 'refused';
  const how = otherwise === 0 ? 'same' : 'rewritten';
  return served === answered ? how : `${how}, in part`;
}

/** The cases with one reason share a line. */
function printRefused(group: string, cases: readonly ComparedCase[]): string[] {
  const byReason = new Map<string, string[]>();
  for (const { text, ours, verdict } of cases) {
    if (verdict !== 'refused' || !('refused' in ours)) continue;
    const reason = reasonOf(ours.refused);
    byReason.set(reason, [...(byReason.get(reason) ?? []), text]);
  }
  return [...byReason].map(
    ([reason, texts]) =>
      `- ${code(group)}: ${texts.slice(0, shown).map(code).join(', ')}${texts.length > shown ? ` and ${texts.length - shown} more` : ''}. ${reason}`,
  );
}

const shown = 4;

function reasonOf(message: string): string {
  const text = message
    .slice(errorNameOf(message).length + 2)
    .replace(/^line \d+:\d+: /, '')
    .replace(/ \(line \d+:\d+\)/, '');
  return escaped(text.slice(0, 240));
}

const escaped = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ').replaceAll('<', '\\<');

/** Code of Markdown, in a cell of a table too; rows of VALUES are left out. */
function code(long: string): string {
  const text = long
    .replaceAll(/\(VALUES [^]*?\) (\w+)\([a-z, ]+\)/g, '$1')
    .replaceAll('|', '\\|')
    .replaceAll('\n', ' ');
  return text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``;
}

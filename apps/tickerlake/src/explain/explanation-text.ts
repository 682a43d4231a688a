import { countText } from '@tickerlake/data-quality';
import { type ExplainedBar, type Explanation, newYorkParts, newYorkText } from '@tickerlake/pipeline';
import { renderTable } from '../output/table.ts';
import { valueText } from '../output/value-text.ts';

/** How an explanation is written. */
export interface TextOptions {
  /** Numbers with all their digits. */
  readonly isExact: boolean;
  /** Every base bar. */
  readonly showsAll: boolean;
}

/** Base bars that are shown when none of them decides the value alone. */
const shownBars = 4;

/**
 * An explanation for people: value, formula, base bars, raw lines, runs, release, corrections, splits.
 *
 * @example
 * streams.out(explanationText(explanation, { isExact: false, showsAll: false }));
 */
export function explanationText(explanation: Explanation, options: TextOptions): string {
  const show = (value: unknown): string => valueText(value, options.isExact);
  return [
    ...valueLines(explanation, show, options),
    '',
    ...barLines(explanation, show, options),
    '',
    ...originLines(explanation),
    ...explanation.notes.map((note) => `Note: ${note}`),
    '',
  ].join('\n');
}

type Show = (value: unknown) => string;

function valueLines(explanation: Explanation, show: Show, { isExact }: TextOptions): string[] {
  const { ticker, column, table, unit, start, end, value, formula, computed, computedFrom, bars } = explanation;
  const [from, to] = [Date.parse(start), Date.parse(end)];
  const missing = bars.filter(({ raw }) => raw === null).length;
  const source =
    computedFrom === 'raw lines'
      ? `the numbers in the raw lines of its ${countText(bars.length, 'base bar')}`
      : `its ${countText(bars.length, 'base bar')}, because ${countText(missing, 'raw line')} ${missing === 1 ? 'is' : 'are'} gone`;
  return [
    `${ticker} ${column} = ${show(value)}${unit === null ? '' : ` (${unit})`}`,
    `  ${table}, ${newYorkText(from)} to ${newYorkParts(to).time} New York (${end.slice(11, 16)} UTC), ${explanation.session}`,
    `  ${explanation.meaning}`,
    '',
    `  ${column} = ${formula.text}`,
    `  ${' '.repeat(column.length)} = ${isExact ? formula.exactNumbers : formula.numbers}`,
    `  ${' '.repeat(column.length)} = ${show(computed)}`,
    explanation.isReproduced
      ? `  Computed again from ${source}: the same value.`
      : `  NOT REPRODUCED: computed again from ${source}, it is ${valueText(computed, true)}, and ${valueText(value, true)} is published. "tickerlake verify" checks the files; "tickerlake rebuild" builds the month again.`,
  ];
}

function barLines({ bars, column }: Explanation, show: Show, { showsAll }: TextOptions): string[] {
  const decisive = bars.filter(({ isDecisive }) => isDecisive);
  const shown = showsAll
    ? bars
    : decisive.length > 0
      ? decisive
      : [...bars.slice(0, shownBars - 1), ...bars.slice(shownBars - 1).slice(-1)];
  const minutes = (bars[0]?.lengthMs ?? 0) / 60_000;
  const which = showsAll ? '' : decisive.length > 0 ? `, those that decide ${column}` : ', the first and the last';
  const left = bars.length - shown.length;
  const rows = shown.map((bar) => [
    newYorkParts(Date.parse(bar.start)).time,
    ...[bar.open, bar.high, bar.low, bar.close, bar.volume].map(show),
    bar.isDecisive ? '*' : '',
  ]);
  return [
    `Base bars of ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}${which}${left > 0 ? ` (${left} more with --all)` : ''}:`,
    ...renderTable(['New York', 'open', 'high', 'low', 'close', 'volume', ''], rows)
      .split('\n')
      .map((line) => `  ${line}`.trimEnd()),
    '',
    'Raw lines:',
    ...shown.flatMap(rawLines),
  ];
}

function rawLines({ raw, start, runId, requestId, fetchedAt }: ExplainedBar): string[] {
  if (raw === null)
    return [`  ${start}: gone; run ${runId}, request ${requestId ?? 'without an id'}, fetched ${fetchedAt}`];
  return [
    `  ${raw.path}, line ${raw.line}${raw.isSame ? '' : ' (ITS NUMBERS DIFFER FROM THE BAR)'}`,
    `    ${raw.text}`,
    `    request ${requestId ?? 'without an id'}, fetched ${fetchedAt}`,
  ];
}

function originLines({ runs, release, corrections, witnesses, splits }: Explanation): string[] {
  const facts: (readonly [string, string])[] = [
    ...runs.flatMap(({ runId, startedAt, source, outcome, rules, notPassed }) => [
      [
        'run',
        startedAt === null ? `${runId} (no record of it)` : `${runId}, ${startedAt}, source ${source}, ${outcome}`,
      ] as const,
      [
        'rules',
        `${rules.passed} passed, ${rules.warned} warned, ${rules.failed} failed, ${rules.notEvaluated} not evaluated`,
      ] as const,
      ...notPassed.map((text) => ['', text] as const),
    ]),
    ['release', `${release.id} of ${release.publishedAt}, source ${release.source}`],
    ...release.builds.map((build) => ['build', build] as const),
    ...corrections.map(
      ({ runId, correctedAt, start, oldHourlyVar, newHourlyVar }) =>
        [
          'corrected',
          `hourly_var of ${newYorkText(Date.parse(start))}: ${oldHourlyVar} -> ${newHourlyVar}, run ${runId}, ${correctedAt}`,
        ] as const,
    ),
    ...(corrections.length === 0 ? [['corrected', 'never, as far as is recorded'] as const] : []),
    ...witnesses.flatMap(witnessFacts),
    ...splits.map(
      ({ executionDate, splitFrom, splitTo, source }) =>
        [
          'split',
          `${splitTo} for ${splitFrom} on ${executionDate} (${source}): prices here are as traded before it`,
        ] as const,
    ),
    ...(splits.length === 0 ? [['splits', 'none since, as far as is recorded'] as const] : []),
  ];
  return ['Where it comes from:', ...facts.map(([name, text]) => `  ${name.padEnd(11)}${text}`)];
}

/** Differences that are shown of a witness. */
const shownDifferences = 5;

function witnessFacts({
  witness,
  comparedAt,
  cause,
  differences,
}: Explanation['witnesses'][number]): (readonly [string, string])[] {
  const rest = differences.length - shownDifferences;
  const found =
    differences.length === 0
      ? 'the same'
      : `${countText(differences.length, 'difference')}${cause === null ? '' : `, ${cause}`}`;
  return [
    ['witness', `${witness}, compared ${comparedAt}: ${found}`],
    ...differences.slice(0, shownDifferences).map(({ start, kind, field, value, witnessValue }) => {
      const what =
        kind === 'different'
          ? `${field}: here ${value}, there ${witnessValue}`
          : `${kind.replace('-', ' ')}, close ${value ?? witnessValue}`;
      return ['', `${newYorkText(Date.parse(start))} ${what}`] as const;
    }),
    ...(rest > 0
      ? [['', `and ${countText(rest, 'more difference')}: the table bar_differences has them`] as const]
      : []),
  ];
}

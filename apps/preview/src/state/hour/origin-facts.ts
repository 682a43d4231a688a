import type { Explained } from '@tickerlake/preview-api';
import { zoneTime } from '../format-value.ts';

/** What is said about where a value comes from, without a screen. */
export interface Origin {
  /** The formula with its numbers: `hourly_var = high - low = 167.35 - 164.1 = 3.25`. */
  readonly formula: string;
  /** Whether the value is what the formula gives, in a sentence. */
  readonly check: string;
  readonly isReproduced: boolean;
  /** Name and text, in the order of the data's way: source to release. */
  readonly facts: readonly (readonly [name: string, text: string])[];
  /** The raw lines that decide the value; all where none decides it alone. */
  readonly rawLines: readonly { readonly place: string; readonly text: string }[];
  readonly notes: readonly string[];
}

/**
 * What the page says about where the value of an hour comes from.
 *
 * @param zone of the instants in the text.
 * @example
 * originOf(await api.explain('NVDA', startMs), 'UTC').formula; // 'hourly_var = high - low = 167.35 - 164.1 = 3.25'
 */
export function originOf(explained: Explained, zone: string): Origin {
  const { column, formula, value, computed, computedFrom, isReproduced, bars } = explained;
  const decisive = bars.filter(({ isDecisive }) => isDecisive);
  const from = computedFrom === 'raw lines' ? `the raw lines of its ${bars.length} base bars` : 'its base bars';
  return {
    formula: `${column} = ${formula.text} = ${formula.numbers} = ${plain(value)}`,
    check: isReproduced
      ? `Computed again from ${from}: the same value.`
      : `Not reproduced: computed again from ${from}, it is ${plain(computed)}. Run "tickerlake verify".`,
    isReproduced,
    facts: factsOf(explained, zone),
    rawLines: (decisive.length > 0 ? decisive : bars).flatMap(({ raw }) =>
      raw === null ? [] : [{ place: `${raw.path}, line ${raw.line}`, text: raw.text }],
    ),
    notes: explained.notes,
  };
}

function factsOf({ bars, runs, release, corrections, splits }: Explained, zone: string): Origin['facts'] {
  const time = (iso: string): string => zoneTime(Date.parse(iso), zone);
  const requests = [...new Set(bars.map(({ requestId }) => requestId ?? 'without an id'))];
  const fetched = bars.map(({ fetchedAt }) => fetchedAt).sort();
  const [first, last] = [fetched[0], fetched.at(-1)];
  return [
    ...(first === undefined || last === undefined
      ? []
      : [['fetched', first === last ? time(first) : `${time(first)} to ${time(last)}`] as const]),
    [requests.length === 1 ? 'request' : 'requests', requests.join(', ')],
    ...runs.flatMap(({ runId, source, outcome, rules, notPassed }) => [
      ['run', `${runId}${source === null ? ' (no record of it)' : `, source ${source}, ${outcome}`}`] as const,
      [
        'rules',
        [
          `${rules.passed} passed, ${rules.warned} warned, ${rules.failed} failed, ${rules.notEvaluated} not evaluated`,
          ...notPassed,
        ].join('; '),
      ] as const,
    ]),
    ['release', `${release.id}, published ${time(release.publishedAt)}`],
    ...release.builds.map((build) => ['build', build] as const),
    ...corrections.map(
      ({ correctedAt, oldHourlyVar, newHourlyVar }) =>
        ['corrected', `${time(correctedAt)}: hourly_var ${plain(oldHourlyVar)} became ${plain(newHourlyVar)}`] as const,
    ),
    ...splits.map(
      ({ executionDate, splitFrom, splitTo }) =>
        ['split', `${splitTo} for ${splitFrom} on ${executionDate}: prices here are as traded before it`] as const,
    ),
  ];
}

const plain = (value: Explained['value']): string =>
  typeof value === 'number' ? String(Number(value.toPrecision(10))) : String(value);

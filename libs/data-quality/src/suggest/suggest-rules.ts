import { quoteValue } from '../dqdl/print-dqdl.ts';
import type { HistoryPoint } from '../history/metric-history.ts';
import { countText, readable } from '../plan/numbers/number-text.ts';
import { suggestAnomalies } from './suggest-anomalies.ts';
import type { Proposal } from './proposal.ts';
import { roundOutwards } from './round-outwards.ts';
import { suggestForColumn } from './suggest-for-column.ts';
import type { TableProfile } from './table-profile.ts';

/** What is known apart from the profile. */
export interface SuggestOptions {
  /** The moment of the profile. Rules allow dates up to a day after it. */
  readonly now: Date;
  /** What earlier runs measured, newest first, by series; `seriesOfProfile` names the series that are used. Default: nothing. */
  readonly past?: ReadonlyMap<string, readonly HistoryPoint[]>;
  /** The moment that the data describes, and the season of a moment, as in `checkRules`. Default: `now`, and the weekday in UTC. */
  readonly measuredAt?: Date;
  readonly seasonOf?: (at: Date) => string;
  /** Whether the rules will read parts of this table, such as the months that a run builds: then its size says nothing. Default false. */
  readonly readsParts?: boolean;
}

/**
 * The series of a table that `suggestRules` looks back at.
 *
 * @example
 * seriesOfProfile(profile); // ['RowCount', 'DistinctValuesCount "ticker"', 'Completeness "ticker"', 'Mean "close"', ..]
 */
export const seriesOfProfile = ({ columns }: Pick<TableProfile, 'columns'>): string[] => [
  'RowCount',
  ...columns.flatMap(({ name, numbers, distinct }) => [
    `Completeness ${quoteValue(name)}`,
    ...(distinct === null ? [] : [`DistinctValuesCount ${quoteValue(name)}`]),
    ...(numbers === null ? [] : [`Mean ${quoteValue(name)}`]),
  ]),
];

/**
 * Rules for a table, from its profile and from what earlier runs measured. All of them pass on both: they are made to find what is
 * clearly wrong later (a column of NULL, repeated rows, another unit, a missing name), not the next new value.
 *
 * @example
 * const proposals = suggestRules(await profileTable({ db, dataset, columns }), { now: new Date() });
 */
export function suggestRules(profile: TableProfile, options: SuggestOptions): readonly Proposal[] {
  if (profile.rows === 0) return [];
  const past = options.past ?? new Map<string, readonly HistoryPoint[]>();
  const known = { rows: profile.rows, now: options.now, past };
  return [
    suggestRowCount(profile, past.get('RowCount') ?? [], options.readsParts ?? false),
    ...suggestKey(profile),
    ...profile.columns.flatMap((column) => suggestForColumn(column, known)),
    ...suggestAnomalies(valuesOf(profile), past, {
      measuredAt: options.measuredAt ?? options.now,
      seasonOf: options.seasonOf ?? ((at) => String(at.getUTCDay())),
    }),
  ];
}

function suggestRowCount({ rows }: TableProfile, past: readonly HistoryPoint[], readsParts: boolean): Proposal {
  const counts = [rows, ...past.map(({ value }) => value)];
  if (readsParts && past.length === 0)
    return { rule: 'RowCount > 0', reason: `${countText(rows, 'row')} now; a run checks a part of them.` };
  const [low, high] = [Math.min(...counts), Math.max(...counts)];
  const seen =
    past.length === 0
      ? `${countText(rows, 'row')} now`
      : `${readable(low)} to ${readable(high)} rows, in ${countText(past.length, 'run')} and now`;
  return {
    rule: `RowCount between ${roundOutwards(low / 2, 'down') ?? low} and ${high * 2}`,
    reason: `${seen}: more than half, less than twice as many.`,
  };
}

function suggestKey({ key, rows }: TableProfile): readonly Proposal[] {
  if (key === null) return [];
  const rule = `IsPrimaryKey ${key.map(quoteValue).join(' ')}`;
  return [{ rule, reason: `Unique and never NULL in ${countText(rows, 'row')}.` }];
}

/** The values of the series in the profile. */
function valuesOf(profile: TableProfile): ReadonlyMap<string, number> {
  return new Map([
    ['RowCount', profile.rows],
    ...profile.columns.flatMap(({ name, numbers, distinct, values }): (readonly [string, number])[] => [
      [`Completeness ${quoteValue(name)}`, values / profile.rows],
      ...(distinct === null ? [] : [[`DistinctValuesCount ${quoteValue(name)}`, distinct] as const]),
      ...(numbers === null ? [] : [[`Mean ${quoteValue(name)}`, numbers.mean] as const]),
    ]),
  ]);
}

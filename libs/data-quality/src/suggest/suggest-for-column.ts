import { quoteValue } from '../dqdl/print-dqdl.ts';
import { countText, readable } from '../plan/numbers/number-text.ts';
import { type SuggestContext, notNullFilter } from './suggest-context.ts';
import type { Proposal } from './proposal.ts';
import { suggestForNumbers } from './suggest-for-numbers.ts';
import type { ColumnProfile } from './table-profile.ts';

/**
 * Rules for one column: completeness, then what its type allows.
 *
 * @example
 * suggestForColumn(column, { rows: 4914, now, past: new Map() })[0].rule; // 'IsComplete "ticker"'
 */
export function suggestForColumn(column: ColumnProfile, known: SuggestContext): readonly Proposal[] {
  if (column.values === 0) return [];
  return [
    ...suggestCompleteness(column, known),
    ...suggestForTexts(column, known),
    ...suggestForDays(column, known),
    ...suggestForNumbers(column, known),
  ];
}

function suggestCompleteness(
  { name, type, values, notFinite }: ColumnProfile,
  { rows, past }: SuggestContext,
): Proposal[] {
  const column = quoteValue(name);
  const shares = [values / rows, ...(past.get(`Completeness ${column}`) ?? []).map(({ value }) => value)];
  const low = Math.min(...shares);
  const withNan = notFinite === 0 && (type === 'double' || type === 'float') ? ' with nan = "missing"' : '';
  if (low === 1)
    return [{ rule: `IsComplete ${column}${withNan}`, reason: `Never NULL in ${countText(rows, 'row')}.` }];
  // At most twice the largest share of NULLs, or half the values of a column that is mostly NULL.
  const floor = Math.floor(Math.max(1 - 2 * (1 - low), low / 2) * 100) / 100;
  if (floor === 0) return [];
  return [{ rule: `Completeness ${column} >= ${floor}`, reason: `At least ${readable(low)} of the rows had a value.` }];
}

function suggestForTexts(column: ColumnProfile, { rows, past }: SuggestContext): Proposal[] {
  const { texts, counts, distinct, values } = column;
  if (texts === null || distinct === null) return [];
  const [name, where] = [quoteValue(column.name), notNullFilter(column, rows)];
  const listed =
    counts !== null &&
    counts.length > 0 &&
    counts.every(({ value }) => isPlain(value)) &&
    !counts.every(({ value }) => isIdentifier(value))
      ? counts
      : null;
  // Where most values occur once, they are not a list of what is allowed.
  if (listed !== null && listed.length * 2 <= values) {
    const least = Math.min(...listed.map((one) => one.rows));
    // Names with about as many rows each, such as tickers: none may be missing.
    const isEven = listed.length > 1 && least >= values / listed.length / 10;
    const fewest = Math.min(distinct, ...(past.get(`DistinctValuesCount ${name}`) ?? []).map(({ value }) => value));
    return [
      {
        rule: `ColumnValues ${name} in [${listed.map(({ value }) => quoteValue(value)).join(', ')}]${where}`,
        reason: `${countText(listed.length, 'value')}, the rarest in ${countText(least, 'row')}.`,
      },
      ...(isEven
        ? [
            {
              rule: `DistinctValuesCount ${name} >= ${fewest}`,
              reason: 'Every value has about as many rows: none may be missing.',
            },
          ]
        : []),
    ];
  }
  if (texts.pattern !== null)
    return [
      {
        rule: `ColumnValues ${name} matches ${quoteValue(texts.pattern)}${where}`,
        reason: `Matches all ${countText(values, 'value')}.`,
      },
    ];
  if (texts.longest === 0) return [];
  const isNeverEmpty = texts.shortest > 0;
  return [
    {
      rule: `ColumnLength ${name} ${isNeverEmpty && where === '' ? `between 0 and ${texts.longest * 2 + 1}` : `<= ${texts.longest * 2}`}${where}`,
      reason: `${texts.shortest} to ${texts.longest} characters: at most twice as long.`,
    },
  ];
}

/** An id of a run or of a request: the next run has another one. */
const isIdentifier = (text: string): boolean => text.length >= 16 && /^(?=.*\d)[\w-]+$/.test(text);

/** DQDL has no escape for a line break. */
// eslint-disable-next-line no-control-regex -- control characters are what it looks for
const isPlain = (text: string): boolean => !/[\u0000-\u001f\u007f]/.test(text);

function suggestForDays(column: ColumnProfile, { rows, now }: SuggestContext): Proposal[] {
  const { days } = column;
  if (days === null) return [];
  const [name, where] = [quoteValue(column.name), notNullFilter(column, rows)];
  const year = Number(days.first.slice(0, 4)) - 10;
  return [
    ...(year >= 1000
      ? [
          {
            rule: `ColumnValues ${name} >= "${year}-01-01"${where}`,
            reason: `The first is ${days.first}: ten years earlier is allowed, another unit or epoch is not.`,
          },
        ]
      : []),
    ...(days.last <= now.toISOString().slice(0, 10)
      ? [
          {
            rule: `ColumnValues ${name} <= (now() + 1 days)${where}`,
            reason: `The last is ${days.last}: nothing may be in the future.`,
          },
        ]
      : []),
  ];
}

import { quoteValue } from '../dqdl/print-dqdl.ts';
import { readable } from '../plan/numbers/number-text.ts';
import { type SuggestContext, notNullFilter } from './suggest-context.ts';
import type { Proposal } from './proposal.ts';
import { roundOutwards } from './round-outwards.ts';
import type { ColumnProfile } from './table-profile.ts';

/** How many times beyond the values seen a value may be. Another unit (percent, thousands, seconds) is at least 10 times beyond. */
const room = 4;
/** With a wider spread the least value says nothing. */
const widest = 1000;

/**
 * Rules for numbers: a range with room and, where that has no useful lower end, a lower bound of the mean or deviation.
 *
 * @example
 * suggestForNumbers(column, known)[0].rule; // 'ColumnValues "close" between 45 and 1300'
 */
export function suggestForNumbers(column: ColumnProfile, { rows, past }: SuggestContext): readonly Proposal[] {
  const { numbers, notFinite } = column;
  if (numbers === null) return [];
  const { low, high, mean, deviation } = numbers;
  const name = quoteValue(column.name);
  const ranges = (notFinite > 0 ? [] : conditionsOf(low, high)).map((condition) => ({
    rule: `ColumnValues ${name} ${condition}${notNullFilter(column, rows)}`,
    reason: `${readable(low)} to ${readable(high)} seen${condition === '<= 1' ? ': a share' : ''}.`,
  }));
  if (hasScale(low, high)) return ranges;
  if (low < 0) return [...ranges, ...suggestScale(`StandardDeviation ${name}`, deviation)];
  const means = (past.get(`Mean ${name}`) ?? []).map(({ value }) => value);
  return [...ranges, ...suggestScale(`Mean ${name}`, Math.min(mean, ...means))];
}

const hasScale = (low: number, high: number): boolean => low > 0 && high <= widest * low;

/** The conditions on each value. `between` excludes both ends. */
function conditionsOf(low: number, high: number): readonly string[] {
  const most = roundOutwards(Math.max(Math.abs(low), Math.abs(high)) * room, 'up');
  const least = roundOutwards(low / room, 'down');
  if (most === null || least === null || (low === 0 && high === 0)) return [];
  if (low < 0) return high > 0 ? [`between -${most} and ${most}`] : [high === 0 ? '<= 0' : '< 0', `>= -${most}`];
  const isShare = high > 0.5 && high <= 1;
  if (hasScale(low, high)) return isShare ? [`> ${least}`, '<= 1'] : [`between ${least} and ${most}`];
  return [low === 0 ? '>= 0' : '> 0', isShare ? '<= 1' : `<= ${most}`];
}

function suggestScale(measure: string, seen: number): readonly Proposal[] {
  const bound = roundOutwards(seen / room, 'down');
  if (seen <= 0 || bound === null) return [];
  return [{ rule: `${measure} > ${bound}`, reason: `${readable(seen)} seen: more than a quarter of it.` }];
}

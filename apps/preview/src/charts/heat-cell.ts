import { formatValue, zoneTime } from '../state/format-value.ts';
import { type ComparedHour, leastSessions } from '../state/overview/hours.ts';
import type { Measure } from '../state/resolve-panel.ts';

/** How a cell of the heat map looks. */
export interface HeatCell {
  /** CSS classes: `missing` is hatched, `future` empty, `uncompared` without a colour, `hot` or `cold` coloured. */
  readonly className: string;
  readonly text: string;
  /** Strength of the colour in percent; null for a cell without a colour. */
  readonly percent: number | null;
}

/**
 * The strength of a cell's colour: the logarithm of the ratio, from cold (-1, half the usual or less, also for 0 and below) to hot (1,
 * four times or more).
 *
 * @example
 * heat(2); // 0.5
 */
export function heat(ratio: number): number {
  if (ratio <= 0) return -1;
  const doublings = Math.log2(ratio);
  return doublings >= 0 ? Math.min(1, doublings / 2) : Math.max(-1, doublings);
}

/** Three characters fit. */
const short = (number: number): string => number.toFixed(number < 9.95 ? 1 : 0);

/**
 * The cell of an hour; one that cannot be compared has its own value, if that fits.
 *
 * @param hour undefined if the ticker has no such hour.
 * @param isFuture whether the hour is later than the newest one of any ticker: it is not missing.
 * @example
 * heatCell(undefined, false).className; // 'missing'
 */
export function heatCell(hour: ComparedHour | undefined, isFuture: boolean): HeatCell {
  if (hour === undefined) return { className: isFuture ? 'future' : 'missing', text: '', percent: null };
  const { ratio, isComplete, value } = hour;
  if (ratio === null) return { className: 'uncompared', text: value < 0.1 ? '·' : short(value), percent: null };
  const strength = heat(ratio);
  const names = [
    strength < 0 ? 'cold' : 'hot',
    strength >= 0.5 && 'strong',
    strength > 0.88 && 'hottest',
    !isComplete && 'incomplete',
  ];
  return {
    className: names.filter((name) => name !== false).join(' '),
    text: short(ratio),
    percent: Math.round(Math.abs(strength) * 100),
  };
}

/**
 * What a cell says when it is pointed at.
 *
 * @example
 * heatCellTitle('NVDA', timeMs, undefined, false, measure, 'UTC'); // 'NVDA 2026-11-27, 14:30: no data'
 */
export function heatCellTitle(
  ticker: string,
  timeMs: number,
  hour: ComparedHour | undefined,
  isFuture: boolean,
  { unit }: Measure,
  zone: string,
): string {
  const where = `${ticker} ${zoneTime(timeMs, zone)}`;
  if (hour === undefined) return `${where}: ${isFuture ? 'not yet' : 'no data'}`;
  const valueText = (value: number | null): string => formatValue(value, unit, unit === 'none' ? undefined : 2, zone);
  const comparison =
    hour.ratio === null
      ? `nothing to compare with: fewer than ${leastSessions} earlier sessions have this hour at this length`
      : `${hour.ratio.toFixed(2)} times its usual ${valueText(hour.usual)}`;
  return `${where}: ${valueText(hour.value)}, ${comparison}${hour.isComplete ? '' : ' (incomplete hour)'}`;
}

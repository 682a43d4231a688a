import { formatValue } from '../../state/format-value.ts';
import type { CompareHour } from '../../state/overview/hours.ts';
import type { Line } from './data/to-lines.ts';

/** A line of the tooltip. */
export interface TooltipRow {
  readonly label: string;
  readonly stroke: string;
  readonly value: number;
  readonly text: string;
  /** Against the usual value of the hour, as text; empty if there is nothing to compare with. */
  readonly usual: string;
  readonly isIncomplete: boolean;
}

/** More would cover the chart. */
const mostRows = 12;

/**
 * What the lines have at one place, the highest value first; at most twelve, with the emphasised one among them.
 *
 * @param at the position in the columns.
 * @param compare knows an hour of the selected measure; its comparison is of this line only if the values agree.
 * @example
 * tooltipRows(lines, 4, timeMs, compare, 'NVDA', 'UTC').rows[0]?.usual; // '1.8 × usual'
 */
export function tooltipRows(
  lines: readonly Pick<Line, 'label' | 'stroke' | 'column' | 'look'>[],
  at: number,
  timeMs: number,
  compare: CompareHour,
  emphasised: string | null,
  zone: string,
): { readonly rows: readonly TooltipRow[]; readonly more: number } {
  const filled = lines
    .flatMap((line) => {
      const value = line.column[at];
      return typeof value === 'number' ? [{ line, value }] : [];
    })
    .sort((a, b) => b.value - a.value || a.line.label.localeCompare(b.line.label));
  const kept = filled.filter(({ line }, index) => index < mostRows || line.label === emphasised);
  return {
    more: filled.length - kept.length,
    rows: kept.map(({ line: { label, stroke, look }, value }) => {
      const hour = compare(label, timeMs);
      const isSame = hour !== null && Math.abs(hour.value - value) <= 1e-9 * Math.abs(value);
      return {
        label,
        stroke,
        value,
        text: formatValue(value, look.unit, look.decimals, zone),
        usual: isSame && hour.ratio !== null ? `${hour.ratio.toFixed(1)} × usual` : '',
        isIncomplete: hour?.isComplete === false,
      };
    }),
  };
}

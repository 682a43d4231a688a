import { type ClassicPanel, nameColour } from '@tickerlake/dashboards';
import { toSeries } from '@tickerlake/athena-plugin';
import type { PanelData } from '@tickerlake/preview-api';
import { clockTime, isOpen, type TimeAxis } from '../../../state/time/trading-time.ts';
import type { View } from '../../../state/view.ts';
import { fieldLook, type FieldLook, fillTemplate } from '../../field-config.ts';
import { sessionMeans } from './session-means.ts';
import { type Columns, withGaps } from './with-gaps.ts';

/** Below this many px an hour, lines cover each other: the mean of each session is drawn. */
const leastHourPx = 1.5;

/** One line of a chart. */
export interface Line {
  readonly label: string;
  readonly look: FieldLook;
  /** Its labels, as templates of links name them. */
  readonly labels: Readonly<Record<string, string>>;
  readonly scale: 'y' | 'right';
  readonly stroke: string;
  readonly dash: readonly number[] | undefined;
  /** Its own values. */
  readonly column: Columns['columns'][number];
  /** Where it is drawn: its values, on those of the lines below it when they are stacked. */
  readonly heights: Columns['columns'][number];
}

/** The lines of a panel over time. */
export interface Lines {
  readonly axis: TimeAxis;
  readonly timesMs: readonly number[];
  /** In the order in which they are drawn. */
  readonly lines: readonly Line[];
  readonly isBars: boolean;
  readonly isStacked: boolean;
  /** Whether each value is the mean of a session. */
  readonly isMean: boolean;
}

/**
 * The lines of a panel: one per series, in its colour; means of sessions where hours have no room.
 *
 * @param width of the chart in px.
 * @example
 * toLines(panel, data, 900, view).lines[0]?.label; // 'AAPL'
 */
export function toLines(
  panel: Pick<ClassicPanel, 'fieldConfig'>,
  data: PanelData,
  width: number,
  view: Pick<View, 'axis' | 'fromMs' | 'toMs'>,
): Lines {
  const wide = toSeries(data);
  const { custom = {} } = panel.fieldConfig.defaults;
  const isBars = custom['drawStyle'] === 'bars';
  const isStacked = (custom['stacking'] as { mode?: string } | undefined)?.mode === 'normal';
  const axis =
    view.axis.kind === 'trading' && wide.timesMs.every((ms) => isOpen(view.axis, ms)) ? view.axis : clockTime;
  const [from, to] = [axis.position(view.fromMs), axis.position(view.toMs)];
  const isLong = axis.kind === 'trading' && !isBars && width / (to - from) < leastHourPx;
  const values = wide.series.map((one) => one.values);
  const { timesMs, columns } = isLong
    ? sessionMeans(axis, wide.timesMs, values)
    : withGaps(wide.timesMs, values, typeof custom['spanNulls'] === 'number' ? custom['spanNulls'] : 0);
  const lines = wide.series.map((one, index): Line => {
    const look = fieldLook(panel, one.name);
    const labels = Object.fromEntries(
      Object.entries(one.labels).map(([name, value]) => [`__field.labels.${name}`, value]),
    );
    const label =
      look.displayName === undefined
        ? (Object.values(one.labels)[0] ?? one.name)
        : fillTemplate(look.displayName, labels);
    const { stroke, dash } = nameColour(label);
    const column = columns[index] ?? [];
    return {
      label,
      look,
      labels,
      scale: look.isRight ? 'right' : 'y',
      stroke,
      dash: look.dash ?? dash,
      column,
      heights: column,
    };
  });
  return {
    axis,
    timesMs,
    isBars,
    isStacked,
    isMean: isLong && timesMs.length < wide.timesMs.length,
    lines: isStacked ? stacked(lines) : lines,
  };
}

/** Each on those before it; the highest is drawn first, so that the lower ones are in front of it. */
function stacked(lines: readonly Line[]): Line[] {
  return lines
    .map((line, index) => {
      const below = lines.slice(0, index + 1).filter(({ scale }) => scale === line.scale);
      return {
        ...line,
        heights: line.column.map((top, at) =>
          top === null || top === undefined ? top : below.reduce((sum, { column }) => sum + (column[at] ?? 0), 0),
        ),
      };
    })
    .reverse();
}

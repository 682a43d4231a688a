import { type ClassicPanel, nameColour } from '@tickerlake/dashboards';
import { toSeries } from '@tickerlake/athena-plugin';
import uPlot from 'uplot';
import type { PanelData } from '@tickerlake/preview-api';
import { axisValues, formatValue, zoneTime } from '../../state/format-value.ts';
import { clockTime, isOpen, type TimeAxis } from '../../state/time/trading-time.ts';
import type { View } from '../../state/view.ts';
import { completeLegend } from './complete-legend.ts';
import { drawMarks, drawShades } from './draw-marks.ts';
import { drawEndLabels, mostEndLabels } from './end-labels.ts';
import { fieldLook, fillTemplate } from '../field-config.ts';
import { loneValues } from './lone-values.ts';
import { nearestFilled } from './nearest-filled.ts';
import { sessionMeans } from './session-means.ts';
import { drawRules, timeMarks } from './time-scale.ts';
import { type Columns, withGaps } from './with-gaps.ts';

/** Below this many px an hour, lines cover each other: the mean of each session is drawn. */
const leastHourPx = 1.5;
/** Lines without labels need no more room. */
const labelRoomPx = 52;

const size = (element: HTMLElement) => ({
  width: Math.max(240, element.clientWidth),
  height: element.clientWidth < 500 ? 220 : 280,
});

/**
 * Draws one line (or stacked bar) per series over time, with a legend that follows the cursor; the cursors of all panels move together, and
 * dragging narrows the range of all. The chart is disposed when the element leaves the page.
 *
 * @example
 * drawLines(panel, data, element, view);
 */
export function drawLines(
  panel: Pick<ClassicPanel, 'fieldConfig'>,
  data: PanelData,
  element: HTMLElement,
  view: View,
): void {
  const wide = toSeries(data);
  const { custom = {}, thresholds } = panel.fieldConfig.defaults;
  const isBars = custom['drawStyle'] === 'bars';
  const isStacked = (custom['stacking'] as { mode?: string } | undefined)?.mode === 'normal';
  const axis =
    view.axis.kind === 'trading' && wide.timesMs.every((ms) => isOpen(view.axis, ms)) ? view.axis : clockTime;
  const [from, to] = [axis.position(view.fromMs), axis.position(view.toMs)];
  const isLong = axis.kind === 'trading' && !isBars && (element.clientWidth || 240) / (to - from) < leastHourPx;
  const values = wide.series.map((one) => one.values);
  const { timesMs, columns } = isLong
    ? sessionMeans(axis, wide.timesMs, values)
    : withGaps(wide.timesMs, values, typeof custom['spanNulls'] === 'number' ? custom['spanNulls'] : 0);
  const isMean = isLong && timesMs.length < wide.timesMs.length;
  const series = wide.series.map((one, index) => {
    const look = fieldLook(panel, one.name);
    const labels = Object.fromEntries(
      Object.entries(one.labels).map(([name, value]) => [`__field.labels.${name}`, value]),
    );
    const label =
      look.displayName === undefined
        ? (Object.values(one.labels)[0] ?? one.name)
        : fillTemplate(look.displayName, labels);
    return { label, look, values: labels, scale: look.isRight ? 'right' : 'y', column: columns[index] ?? [] };
  });
  // Stacked: each column on those before it, the highest drawn first, so that the lower ones are in front of it.
  const drawn = series.map((one, index) => ({
    ...one,
    ...nameColour(one.label),
    heights: isStacked
      ? stack(
          series
            .slice(0, index + 1)
            .filter(({ scale }) => scale === one.scale)
            .map(({ column }) => column),
        )
      : one.column,
  }));
  if (isStacked) drawn.reverse();
  const isNamed = !isBars && drawn.length > 1 && drawn.length <= mostEndLabels && element.clientWidth >= 500;
  const ink = getComputedStyle(element).getPropertyValue('--muted') || getComputedStyle(element).color;
  const look = { stroke: ink, grid: { stroke: '#8882', width: 1 }, ticks: { stroke: '#8883', width: 1, size: 4 } };
  const valueAxis = (scale: string): uPlot.Axis[] => {
    const first = series.find((one) => one.scale === scale);
    return first === undefined
      ? []
      : [
          {
            ...look,
            scale,
            size: (_, labels: string[] | null) => 20 + 7 * Math.max(0, ...(labels ?? []).map((label) => label.length)),
            ...(scale === 'right' ? { side: 1 as const, grid: { show: false } } : {}),
            values: (_, ticks) => axisValues(ticks, first.look.unit),
          },
        ];
  };
  const barPaths = uPlot.paths.bars?.({ size: [0.6, 24] });
  const fromZero: uPlot.Scale.Range = (_, min: number | null, max: number | null) => {
    if (min === null || max === null) return [0, 1];
    const low = custom['axisSoftMin'] === 0 || isBars ? Math.min(0, min) : min;
    return max > low ? [low, max + (max - low) * 0.05] : [low, low + 1];
  };
  const plot = new uPlot(
    {
      ...size(element),
      padding: [null, isNamed ? labelRoomPx : null, null, null],
      tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1_000), view.zone),
      focus: { alpha: 0.25 },
      cursor: {
        sync: { key: `hours in ${axis.kind} time` },
        focus: { prox: 18 },
        drag: { x: true, y: false, setScale: false },
        dataIdx: (own, _, at, x) => nearestFilled(own.data[0], columns, at, x),
      },
      scales: {
        x: { time: axis.kind === 'clock', range: () => [from, Math.max(to, from + 1)] },
        y: { range: fromZero },
        right: { range: fromZero },
      },
      series: [
        {
          label: isMean ? 'Session' : 'Time',
          value: (_, __, ___, at) => timeText(at === null ? undefined : timesMs[at], view.zone, isMean),
        },
        ...drawn.map(({ label, look: own, scale, column, stroke, dash }): uPlot.Series => {
          const line = own.dash ?? dash;
          return {
            label,
            scale,
            stroke,
            spanGaps: false,
            width: isBars ? 0 : own.lineWidth * 1.5,
            ...(line !== undefined && { dash: [...line] }),
            ...(isBars ? { fill: stroke, points: { show: false } } : { points: dots(column, stroke) }),
            ...(isBars && barPaths !== undefined && { paths: barPaths }),
            value: (_: uPlot, __: number | null, ___: number, at: number | null) =>
              formatValue(at === null ? null : column[at], own.unit, own.decimals, view.zone),
          };
        }),
      ],
      axes: [{ ...look, ...timeMarks(axis, view.zone) }, ...valueAxis('y'), ...valueAxis('right')],
      hooks: {
        drawClear: [(own) => drawShades(own, view, axis), (own) => drawRules(own, axis)],
        draw: [
          (own) => drawMarks(own, view, axis, custom['thresholdsStyle'] === undefined ? [] : (thresholds?.steps ?? [])),
          (own) => isNamed && drawEndLabels(own, drawn),
        ],
        setSelect: [({ select, posToVal }) => select.width > 4 && zoom(view, axis, select, posToVal)],
      },
    },
    [timesMs.map((ms) => axis.position(ms)), ...drawn.map(({ heights }) => [...heights])],
    element,
  );
  completeLegend(plot, drawn, view);
  if (isMean)
    element.append(
      Object.assign(document.createElement('p'), {
        className: 'description',
        textContent: 'Each point is the mean of a session; zoom in to see hours.',
      }),
    );
  const observer = new ResizeObserver(() => {
    if (element.isConnected) return plot.setSize(size(element));
    observer.disconnect();
    plot.destroy();
  });
  observer.observe(element);
}

/** uPlot draws dots where lines have room; these are drawn always. */
function dots(column: Columns['columns'][number], fill: string): uPlot.Series.Points {
  const lone = loneValues(column);
  return { show: false, size: 5, fill, filter: () => lone };
}

function zoom(view: View, axis: TimeAxis, { left, width }: uPlot.Select, posToVal: uPlot['posToVal']): void {
  view.zoom(axis.instant(posToVal(left, 'x')), axis.instant(posToVal(left + width, 'x')));
}

function timeText(ms: number | undefined, zone: string, isMean: boolean): string {
  if (ms === undefined) return '-';
  return isMean ? zoneTime(ms, zone).slice(0, 10) : zoneTime(ms, zone);
}

function stack(columns: Columns['columns']): (number | null | undefined)[] {
  return (columns.at(-1) ?? []).map((top, at) =>
    top === null || top === undefined ? top : columns.reduce((sum, column) => sum + (column[at] ?? 0), 0),
  );
}

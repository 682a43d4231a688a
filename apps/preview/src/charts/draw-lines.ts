import { type ClassicPanel, nameColour, toSeries } from '@tickerlake/dashboards';
import uPlot from 'uplot';
import type { PanelData } from '../state/api.ts';
import { completeLegend } from './complete-legend.ts';
import { drawMarks, drawShades } from './draw-marks.ts';
import { fieldLook, fillTemplate } from './field-config.ts';
import { axisTimes, axisValues, formatValue, zoneTime } from '../state/format-value.ts';
import type { View } from '../state/view.ts';
import { nearestFilled } from './nearest-filled.ts';
import { type Columns, withGaps } from './with-gaps.ts';

const size = (element: HTMLElement) => ({ width: Math.max(240, element.clientWidth), height: 300 });

/**
 * Draws one line (or stacked bar) per series over time, with a legend that follows the cursor; cursors of all panels move together, and
 * dragging narrows the range of all. The element may be taken out of the page at any time: the chart then ends by itself.
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
  const { timesMs, columns } = withGaps(
    wide.timesMs,
    wide.series.map((one) => one.values),
    typeof custom['spanNulls'] === 'number' ? custom['spanNulls'] : 0,
  );
  const series = wide.series.map((one, index) => {
    const look = fieldLook(panel, one.name);
    const values = Object.fromEntries(
      Object.entries(one.labels).map(([name, value]) => [`__field.labels.${name}`, value]),
    );
    const label =
      look.displayName === undefined
        ? (Object.values(one.labels)[0] ?? one.name)
        : fillTemplate(look.displayName, values);
    return { label, look, values, scale: look.isRight ? 'right' : 'y', column: columns[index] ?? [] };
  });
  // Stacked: each column on those before it, the highest drawn first, so that the lower ones stand before it.
  const drawn = series.map((one, index) => ({
    ...one,
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
  const ink = getComputedStyle(element).color;
  const axis = { stroke: ink, grid: { stroke: '#8883', width: 1 }, ticks: { stroke: '#8883', width: 1 } };
  const valueAxis = (scale: string): uPlot.Axis[] => {
    const first = series.find((one) => one.scale === scale);
    return first === undefined
      ? []
      : [
          {
            ...axis,
            scale,
            size: (_, labels) => 24 + 7 * Math.max(0, ...(labels ?? []).map((label) => label.length)),
            ...(scale === 'right' ? { side: 1 as const, grid: { show: false } } : {}),
            values: (_, ticks) => axisValues(ticks, first.look.unit),
          },
        ];
  };
  const barPaths = uPlot.paths.bars?.({ size: [0.6, 24] });
  const fromZero: uPlot.Scale.Range = (_, min, max) => {
    if (min === null || max === null) return [0, 1];
    const low = custom['axisSoftMin'] === 0 || isBars ? Math.min(0, min) : min;
    return max > low ? [low, max + (max - low) * 0.05] : [low, low + 1];
  };
  const plot = new uPlot(
    {
      ...size(element),
      tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1_000), view.zone),
      cursor: {
        sync: { key: 'hours' },
        drag: { x: true, y: false, setScale: false },
        dataIdx: (own, _, at, seconds) => nearestFilled(own.data[0], columns, at, seconds),
      },
      scales: {
        x: { range: () => [view.fromMs / 1_000, view.toMs / 1_000] },
        y: { range: fromZero },
        right: { range: fromZero },
      },
      series: [
        { label: 'Time', value: (_, seconds) => (seconds === null ? '-' : zoneTime(seconds * 1_000, view.zone)) },
        ...drawn.map(({ label, look, scale, column }): uPlot.Series => {
          const { stroke, dash } = nameColour(label);
          return {
            label,
            scale,
            stroke,
            spanGaps: false,
            width: isBars ? 0 : look.lineWidth * 1.5,
            ...((look.dash ?? dash) !== undefined && { dash: [...(look.dash ?? dash ?? [])] }),
            ...(isBars && { fill: stroke, points: { show: false } }),
            ...(isBars && barPaths !== undefined && { paths: barPaths }),
            value: (_: uPlot, __: number | null, ___: number, at: number | null) =>
              formatValue(at === null ? null : column[at], look.unit, look.decimals, view.zone),
          };
        }),
      ],
      axes: [
        {
          ...axis,
          space: 70,
          values: (_, ticks) =>
            axisTimes(
              ticks.map((seconds) => seconds * 1_000),
              view.zone,
            ),
        },
        ...valueAxis('y'),
        ...valueAxis('right'),
      ],
      hooks: {
        drawClear: [(own) => drawShades(own, view)],
        draw: [(own) => drawMarks(own, view, custom['thresholdsStyle'] === undefined ? [] : (thresholds?.steps ?? []))],
        setSelect: [
          ({ select, posToVal }) =>
            select.width > 4 &&
            view.zoom(posToVal(select.left, 'x') * 1_000, posToVal(select.left + select.width, 'x') * 1_000),
        ],
      },
    },
    [timesMs.map((ms) => ms / 1_000), ...drawn.map(({ heights }) => [...heights])],
    element,
  );
  completeLegend(plot, drawn, view);
  const observer = new ResizeObserver(() => {
    if (element.isConnected) return plot.setSize(size(element));
    observer.disconnect();
    plot.destroy();
  });
  observer.observe(element);
}

function stack(columns: Columns['columns']): (number | null | undefined)[] {
  return (columns.at(-1) ?? []).map((top, at) =>
    top === null || top === undefined ? top : columns.reduce((sum, column) => sum + (column[at] ?? 0), 0),
  );
}

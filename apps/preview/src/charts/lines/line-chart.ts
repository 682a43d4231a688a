import uPlot from 'uplot';
import { zoneTime } from '../../state/format-value.ts';
import type { View } from '../../state/view.ts';
import { drawMarks, drawShades, type Threshold } from './draw-marks.ts';
import { emphasise, followEmphasis } from './emphasis.ts';
import { drawEndLabels } from './end-labels.ts';
import { loneValues } from './data/lone-values.ts';
import { nearestFilled } from './data/nearest-filled.ts';
import { drawRules, timeMarks } from './time-scale.ts';
import type { Line, Lines } from './data/to-lines.ts';
import { createTooltip } from './tooltip.ts';
import { tooltipRows } from './tooltip-rows.ts';
import { listenToTouch } from './touch-zoom.ts';
import { linearRange, logRange, valueMarks } from './value-scale.ts';

/** A pointer is at a line that is no farther away. */
const nearPx = 18;
const restMs = 60;

/** Room for the names at the ends of lines: their letters and a gap. */
const labelRoom = (lines: readonly Line[]): number => 10 + 8.5 * Math.max(...lines.map(({ label }) => label.length));

/** How a chart differs from others of the same lines. */
export interface LineChart {
  readonly startsAtZero: boolean;
  readonly thresholds: readonly Threshold[];
  /** Whether lines are named at their ends. */
  readonly isNamed: boolean;
  readonly hasLegend: boolean;
  /** The ends of the value scale; null for those of the values. */
  readonly valueRange: uPlot.Range.MinMax | null;
  /** The name of the line that stands out; the others are pale. */
  readonly own: string | null;
  size(): { readonly width: number; readonly height: number };
}

/**
 * A chart of lines (or bars) over time: zoom by dragging, a tooltip, a cursor that all charts share. It is disposed when its element
 * leaves the page.
 *
 * @example
 * const plot = createLineChart(element, toLines(panel, data, 900, view), chart, view);
 */
export function createLineChart(element: HTMLElement, drawn: Lines, chart: LineChart, view: View): uPlot {
  const { axis, timesMs, lines, isBars, isMean } = drawn;
  const isLog =
    view.scale === 'log' && !isBars && lines.some(({ heights }) => heights.some((value) => (value ?? 0) > 0));
  const [from, to] = [axis.position(view.fromMs), axis.position(view.toMs)];
  const ink = getComputedStyle(element).getPropertyValue('--muted') || getComputedStyle(element).color;
  const look = { stroke: ink, grid: { stroke: '#8882', width: 1 }, ticks: { stroke: '#8883', width: 1, size: 4 } };
  const valueAxis = (scale: string): uPlot.Axis[] => {
    const first = lines.find((line) => line.scale === scale);
    const side = scale === 'right' ? { side: 1 as const, grid: { show: false } } : {};
    return first === undefined ? [] : [{ ...look, scale, ...side, ...valueMarks(isLog, first.look.unit) }];
  };
  const range = isLog ? logRange : linearRange(chart.startsAtZero || isBars);
  const valueScale: uPlot.Scale = {
    range: chart.valueRange === null ? range : () => chart.valueRange ?? [0, 1],
    ...(isLog && { distr: 3 as const }),
  };
  const columns = lines.map(({ column }) => column);
  /** The other charts select the same range, and must not zoom too. */
  let isDragged = false;
  const plot = new uPlot(
    {
      ...chart.size(),
      padding: [null, chart.isNamed ? labelRoom(lines) : null, null, null],
      tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1_000), view.zone),
      focus: { alpha: 0.2 },
      legend: { show: chart.hasLegend, live: false },
      cursor: {
        sync: { key: `hours in ${axis.kind} time` },
        points: { size: 7 },
        drag: { x: true, y: false, setScale: false },
        bind: { dblclick: () => () => (view.undoZoom(), null) },
        dataIdx: (own, _, at, x) => nearestFilled(own.data[0], columns, at, x),
      },
      scales: {
        x: { time: axis.kind === 'clock', range: () => [from, Math.max(to, from + 1)] },
        y: valueScale,
        right: valueScale,
      },
      series: [{ label: isMean ? 'Session' : 'Time' }, ...lines.map((line) => seriesOf(line, isBars, chart.own))],
      axes: [{ ...look, ...timeMarks(axis, view.zone) }, ...valueAxis('y'), ...valueAxis('right')],
      hooks: {
        drawClear: [(own) => drawShades(own, view, axis), (own) => drawRules(own, axis)],
        draw: [
          (own) => drawMarks(own, view, axis, chart.thresholds),
          (own) => chart.isNamed && drawEndLabels(own, lines),
        ],
        setSelect: [
          ({ select: { left, width } }) => {
            if (isDragged && width > 4) zoomTo(left, left + width);
            isDragged = false;
          },
        ],
      },
    },
    [
      timesMs.map((ms) => axis.position(ms)),
      ...lines.map(({ heights }) => (isLog ? heights.map(positive) : [...heights])),
    ],
    element,
  );
  const instantAt = (px: number): number => {
    const { clientWidth } = plot.over;
    const lengthMs = view.toMs - view.fromMs;
    if (px < 0) return view.fromMs + (px / clientWidth) * lengthMs;
    return px > clientWidth ? view.toMs + (px / clientWidth - 1) * lengthMs : axis.instant(plot.posToVal(px, 'x'));
  };
  const zoomTo = (fromPx: number, toPx: number): void => view.zoom(instantAt(fromPx), instantAt(toPx));
  plot.over.addEventListener('mousedown', () => (isDragged = true));
  listenToTouch(plot, zoomTo);
  const ended = new AbortController();
  point(plot, drawn, chart, view, ended.signal);
  const observer = new ResizeObserver(() => {
    if (element.isConnected) return plot.setSize(chart.size());
    observer.disconnect();
    ended.abort();
    plot.destroy();
  });
  observer.observe(element);
  return plot;
}

/** The tooltip, the line that is pointed at, and the hour that a click opens. */
function point(
  plot: uPlot,
  { lines, timesMs, isMean, isBars }: Lines,
  chart: LineChart,
  view: View,
  signal: AbortSignal,
): void {
  const tooltip = createTooltip(plot);
  const isShared = !isBars && chart.own === null;
  let emphasised = chart.own;
  let isPointedAt = false;
  const timeAt = (): number | undefined => timesMs[plot.cursor.idx ?? -1];
  /** Dimming redraws every chart: only where the pointer rests, not wherever it passes. */
  let resting: ReturnType<typeof setTimeout> | undefined;
  const rest = (name: string | null): void => {
    clearTimeout(resting);
    if (isPointedAt && isShared && name !== emphasised) resting = setTimeout(() => emphasise(name), restMs);
  };
  const tell = (): void => {
    const [at, timeMs] = [plot.cursor.idx ?? null, timeAt()];
    if (!isPointedAt || at === null || timeMs === undefined || (plot.cursor.left ?? -1) < 0)
      return tooltip.show(null, null);
    const pointed = chart.own ?? nearest(plot, lines, at, nearPx)?.label ?? null;
    rest(pointed);
    const heading = zoneTime(timeMs, view.zone);
    tooltip.show(
      {
        heading: isMean ? `${heading.slice(0, 10)}, mean of the session` : heading,
        ...tooltipRows(lines, at, timeMs, isMean ? () => null : view.compare, pointed, view.zone),
      },
      pointed,
    );
  };
  const listen = (name: string, isOver: boolean): void =>
    plot.over.addEventListener(name, () => {
      isPointedAt = isOver;
      clearTimeout(resting);
      if (!isOver) emphasise(null);
      tell();
    });
  for (const name of ['mouseenter', 'focus']) listen(name, true);
  for (const name of ['mouseleave', 'blur']) listen(name, false);
  (plot.hooks.setCursor ??= []).push(tell);
  if (isShared)
    followEmphasis((name) => {
      if (name === emphasised) return;
      emphasised = name;
      const index = lines.findIndex(({ label }) => label === name);
      plot.setSeries(index < 0 ? null : index + 1, { focus: true }, false);
    }, signal);
  const { openHour } = view;
  if (openHour === null || isMean) return;
  const open = (): void => {
    const at = plot.cursor.idx ?? -1;
    const timeMs = timeAt();
    const own = lines.find(({ label }) => label === chart.own) ?? nearest(plot, lines, at, Infinity);
    if (timeMs !== undefined && typeof own?.column[at] === 'number') openHour(own.label, timeMs);
  };
  plot.over.addEventListener('click', open);
  plot.over.addEventListener('keydown', ({ key }) => key === 'Enter' && open());
}

/** The line whose value is nearest to the cursor, if it is that near. */
function nearest(plot: uPlot, lines: readonly Line[], at: number, mostPx: number): Line | undefined {
  const { top = 0 } = plot.cursor;
  const distance = ({ heights, scale }: Line): number => {
    const value = heights[at];
    return typeof value === 'number' ? Math.abs(plot.valToPos(value, scale) - top) : Infinity;
  };
  const [first] = lines.map((line) => ({ line, px: distance(line) })).sort((a, b) => a.px - b.px);
  return first !== undefined && first.px <= mostPx ? first.line : undefined;
}

function seriesOf(
  { label, look, scale, column, stroke, dash }: Line,
  isBars: boolean,
  own: string | null,
): uPlot.Series {
  const barPaths = uPlot.paths.bars?.({ size: [0.6, 24] });
  const isPale = own !== null && own !== label;
  return {
    label,
    scale,
    stroke: isPale ? '#8886' : stroke,
    spanGaps: false,
    width: isBars ? 0 : isPale ? 1 : look.lineWidth * 1.5,
    ...(dash !== undefined && { dash: [...dash] }),
    ...(isBars
      ? { fill: stroke, points: { show: false } }
      : { points: isPale ? { show: false } : dots(column, stroke) }),
    ...(isBars && barPaths !== undefined && { paths: barPaths }),
  };
}

/** uPlot draws dots where lines have room; these are drawn always. */
function dots(column: Line['column'], fill: string): uPlot.Series.Points {
  const lone = loneValues(column);
  return { show: false, size: 5, fill, filter: () => lone };
}

const positive = (value: number | null | undefined): number | null | undefined =>
  typeof value === 'number' && value <= 0 ? null : value;

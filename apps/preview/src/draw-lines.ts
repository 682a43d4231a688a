import { type ClassicPanel, toSeries } from '@tickerlake/dashboards';
import uPlot from 'uplot';
import type { PanelData } from './api.ts';
import { axisTimes, formatValue, newYorkTime } from './format-value.ts';

/** Okabe and Ito's colours, which colour-blind people tell apart, and three more; all can be seen on white and on black. */
const colours = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9', '#8c6d31', '#6a51a3', '#737373', '#a50f15'];
const size = (element: HTMLElement) => ({ width: Math.max(280, element.clientWidth), height: 320 });

/**
 * Draws one line per series over New York time, with a legend that follows the cursor; cursors of all panels move together.
 * The element may be taken out of the page at any time: the chart then ends by itself.
 *
 * @example
 * drawLines(panel, data, element);
 */
export function drawLines(panel: ClassicPanel, data: PanelData, element: HTMLElement): void {
  const wide = toSeries(data);
  const { unit, decimals, custom } = panel.fieldConfig.defaults;
  const bridgedMs = typeof custom?.['spanNulls'] === 'number' ? custom['spanNulls'] : 0;
  const { timesMs, columns } = withGaps(wide.timesMs, wide.series.map((one) => one.values), bridgedMs);
  const series = wide.series.map((one, index) => ({
    label: one.labels['ticker'] ?? one.name,
    stroke: colours[index % colours.length] ?? '#000',
    width: 1.5,
    spanGaps: false,
    value: (_: uPlot, value: number | null) => formatValue(value, unit, decimals),
  }));
  const axis = { stroke: getComputedStyle(element).color, grid: { stroke: '#8883', width: 1 }, ticks: { stroke: '#8883', width: 1 } };
  const plot = new uPlot(
    {
      ...size(element),
      tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1_000), 'America/New_York'),
      cursor: { sync: { key: 'hours' } },
      series: [{ label: 'Hour', value: (_, seconds) => (seconds === null ? '-' : newYorkTime(seconds * 1_000)) }, ...series],
      axes: [
        { ...axis, space: 70, values: (_, ticks) => axisTimes(ticks.map((seconds) => seconds * 1_000)) },
        { ...axis, size: 70, values: (_, ticks) => ticks.map((tick) => formatValue(tick, unit, decimals)) },
      ],
    },
    [timesMs.map((ms) => ms / 1_000), ...columns],
    element,
  );
  const observer = new ResizeObserver(() => {
    if (element.isConnected) return plot.setSize(size(element));
    observer.disconnect();
    plot.destroy();
  });
  observer.observe(element);
}

/** Breaks every line where two times are further apart than the panel bridges: the night is not a slow hour. */
function withGaps(timesMs: readonly number[], columns: readonly (readonly (number | null)[])[], bridgedMs: number) {
  const times: number[] = [];
  const values: (number | null)[][] = columns.map(() => []);
  timesMs.forEach((ms, index) => {
    const before = times.at(-1);
    if (before !== undefined && bridgedMs > 0 && ms - before > bridgedMs) {
      times.push(before + 1);
      for (const column of values) column.push(null);
    }
    times.push(ms);
    values.forEach((column, at) => column.push(columns[at]?.[index] ?? null));
  });
  return { timesMs: times, columns: values };
}

import { type ClassicPanel, toSeries } from '@tickerlake/dashboards';
import uPlot from 'uplot';
import type { PanelData } from './api.ts';
import { formatValue } from './format-value.ts';

/** Okabe and Ito's colours, which colour-blind people tell apart, and three more. */
const colours = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9', '#8c6d31', '#6a51a3', '#737373', '#a50f15'];

/**
 * Draws one panel's rows into an element. What cannot be drawn is said, never left out silently.
 *
 * @example
 * drawPanel(panel, data, element);
 */
export function drawPanel(panel: ClassicPanel, data: PanelData, element: HTMLElement): void {
  if (data.rows.length === 0) element.textContent = 'No data in this range.';
  else if (panel.type === 'timeseries') drawLines(panel, data, element);
  else if (panel.type === 'stat') drawStat(panel, data, element);
  else if (panel.type === 'table') drawTable(panel, data, element);
  else element.textContent = `not previewed: ${panel.type}`;
}

function drawLines(panel: ClassicPanel, data: PanelData, element: HTMLElement): void {
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
  const text = getComputedStyle(element).color;
  const axis = { stroke: text, grid: { stroke: '#8883', width: 1 } };
  const plot = new uPlot(
    {
      width: Math.max(320, element.clientWidth),
      height: 320,
      tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1_000), 'America/New_York'),
      cursor: { sync: { key: 'hours' } },
      series: [{}, ...series],
      axes: [axis, { ...axis, size: 70, values: (_, ticks) => ticks.map((tick) => formatValue(tick, unit, decimals)) }],
    },
    [timesMs.map((ms) => ms / 1_000), ...columns],
    element,
  );
  new ResizeObserver(() => plot.setSize({ width: Math.max(320, element.clientWidth), height: 320 })).observe(element);
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

function drawStat(panel: ClassicPanel, data: PanelData, element: HTMLElement): void {
  const { unit, decimals, thresholds } = panel.fieldConfig.defaults;
  const value = data.rows.at(-1)?.[0];
  const step = thresholds?.steps.filter((one) => one.value === null || (typeof value === 'number' && value >= one.value)).at(-1);
  const text = document.createElement('div');
  text.className = `stat ${step?.color ?? ''}`;
  text.textContent = formatValue(value, unit, decimals);
  element.replaceChildren(text);
}

function drawTable(panel: ClassicPanel, data: PanelData, element: HTMLElement): void {
  const table = document.createElement('table');
  const property = (name: string, id: string): unknown =>
    panel.fieldConfig.overrides.find((one) => one.matcher.options === name)?.properties.find((one) => one.id === id)?.value;
  const head = table.createTHead().insertRow();
  for (const { name } of data.columns) {
    const cell = document.createElement('th');
    cell.scope = 'col';
    cell.textContent = String(property(name, 'displayName') ?? name);
    head.append(cell);
  }
  const body = table.createTBody();
  for (const row of data.rows) {
    const line = body.insertRow();
    data.columns.forEach(({ name }, index) => {
      const [unit, decimals] = [property(name, 'unit'), property(name, 'decimals')];
      line.insertCell().textContent = formatValue(row[index], unit === undefined ? undefined : String(unit), typeof decimals === 'number' ? decimals : undefined);
    });
  }
  element.replaceChildren(table);
}

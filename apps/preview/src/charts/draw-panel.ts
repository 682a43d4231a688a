import { type ClassicPanel, nameColour } from '@tickerlake/dashboards';
import type { PanelData } from '@tickerlake/preview-api';
import { drawLines } from './lines/draw-lines.ts';
import { drawCandles } from './kinds/draw-candles.ts';
import { drawHistogram } from './kinds/draw-histogram.ts';
import { drawStates } from './kinds/draw-states.ts';
import { drawTrend } from './kinds/draw-trend.ts';
import { namedColour } from './named-colour.ts';
import { drawTable } from './draw-table.ts';
import { formatValue } from '../state/format-value.ts';
import type { View } from '../state/view.ts';

/**
 * Draws one panel's rows into an element. Anything that cannot be drawn is reported, never omitted silently.
 *
 * @example
 * drawPanel(panel, data, element, view);
 */
export function drawPanel(panel: ClassicPanel, data: PanelData, element: HTMLElement, view: View): void {
  if (panel.type === 'stat') drawStat(panel, data, element, view);
  else if (data.rows.length === 0 || (panel.type === 'timeseries' && !hasNumbers(data)))
    element.textContent = whyEmpty(panel);
  else if (panel.type === 'timeseries') drawLines(panel, data, element, view);
  else if (panel.type === 'table') drawTable(panel, data, element, view);
  else if (panel.type === 'barchart' || panel.type === 'bargauge') drawBars(panel, data, element, view);
  else if (panel.type === 'trend') drawTrend(panel, data, element);
  else if (panel.type === 'candlestick') drawCandles(panel, data, element, view);
  else if (panel.type === 'histogram') drawHistogram(panel, data, element);
  else if (panel.type === 'status-history') drawStates(panel, data, element, view);
  else element.textContent = `not previewed: ${panel.type}`;
}

/** Windows that are not full yet have rows without values. */
const hasNumbers = ({ columns, rows }: PanelData): boolean =>
  rows.some((row) => row.some((value, index) => columns[index]?.type === 'number' && value !== null));

/** A table may say why it is empty; a dash is for single cells. */
function whyEmpty({ type, fieldConfig: { defaults } }: ClassicPanel): string {
  if (type !== 'table')
    return 'No data in this range. Choose a longer range, or fetch more with "tickerlake backfill".';
  return defaults.noValue === undefined || defaults.noValue === '-'
    ? 'No rows in this range: choose a longer one.'
    : defaults.noValue;
}

function drawStat(panel: ClassicPanel, data: PanelData, element: HTMLElement, view: View): void {
  const { unit, decimals, thresholds, noValue = 'no data' } = panel.fieldConfig.defaults;
  const value = data.rows
    .map((row) => row[0])
    .filter((one) => one !== null)
    .at(-1);
  const step =
    typeof value === 'number'
      ? thresholds?.steps.filter((one) => one.value === null || value >= one.value).at(-1)
      : undefined;
  const text = Object.assign(document.createElement('div'), {
    className: `stat ${step?.color ?? ''}`,
    textContent: formatValue(value, unit, decimals, view.zone, noValue),
  });
  element.replaceChildren(text);
}

/** One bar per row, lying: the names can be read, and a screen reader reads a table. */
function drawBars(panel: ClassicPanel, data: PanelData, element: HTMLElement, view: View): void {
  const { unit, decimals, max, thresholds } = panel.fieldConfig.defaults;
  const nameAt = Math.max(
    0,
    data.columns.findIndex(({ name }) => name === panel.options['xField']),
  );
  const valueAt = data.columns.findIndex(({ type }) => type === 'number');
  const bars = data.rows.map((row) => ({ name: String(row[nameAt]), value: row[valueAt] }));
  const longest = max ?? Math.max(...bars.map(({ value }) => (typeof value === 'number' ? value : 0)));
  const table = Object.assign(document.createElement('table'), { className: 'bars' });
  for (const { name, value } of bars) {
    const row = table.insertRow();
    const head = Object.assign(document.createElement('th'), { scope: 'row', textContent: name });
    const bar = Object.assign(document.createElement('div'), { className: 'bar' });
    bar.style.width = `${typeof value === 'number' && longest > 0 ? Math.max(0, Math.min(100, (100 * value) / longest)) : 0}%`;
    const step =
      panel.type === 'bargauge' && typeof value === 'number'
        ? thresholds?.steps.filter((one) => one.value === null || value >= one.value).at(-1)
        : undefined;
    bar.style.background =
      step === undefined
        ? nameColour(panel.options['xField'] === 'ticker' ? name : panel.title).stroke
        : namedColour(step.color);
    row.append(head);
    row.insertCell().append(bar);
    row.insertCell().textContent = formatValue(value, unit, decimals, view.zone);
  }
  element.replaceChildren(table);
}

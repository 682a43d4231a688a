import type { ClassicPanel } from '@tickerlake/dashboards';
import type { PanelData } from './api.ts';
import { drawLines } from './draw-lines.ts';
import { formatValue } from './format-value.ts';

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
  for (const { name, type } of data.columns) {
    const cell = document.createElement('th');
    cell.scope = 'col';
    cell.className = type;
    cell.textContent = String(property(name, 'displayName') ?? name);
    head.append(cell);
  }
  const body = table.createTBody();
  for (const row of data.rows) {
    const line = body.insertRow();
    data.columns.forEach(({ name, type }, index) => {
      const [unit, decimals] = [property(name, 'unit'), property(name, 'decimals')];
      const cell = line.insertCell();
      cell.className = type;
      cell.textContent = formatValue(row[index], unit === undefined ? undefined : String(unit), typeof decimals === 'number' ? decimals : undefined);
    });
  }
  element.replaceChildren(table);
}

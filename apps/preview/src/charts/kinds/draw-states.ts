import type { ClassicPanel } from '@tickerlake/dashboards';
import { toSeries } from '@tickerlake/athena-plugin';
import type { PanelData } from '@tickerlake/preview-api';
import { zoneTime } from '../../state/format-value.ts';
import type { View } from '../../state/view.ts';

/**
 * Draws the state of each series over time as a table of coloured cells, and the colours below it.
 *
 * @example
 * drawStates(panel, data, element, view);
 */
export function drawStates(panel: ClassicPanel, data: PanelData, element: HTMLElement, { zone }: View): void {
  const { timesMs, series } = toSeries(data);
  const states = panel.fieldConfig.defaults.mappings?.[0]?.options ?? {};
  const table = Object.assign(document.createElement('table'), { className: 'states' });
  const seen = new Set<string>();
  for (const { labels, values } of series) {
    const row = table.insertRow();
    row.append(
      Object.assign(document.createElement('th'), { scope: 'row', textContent: Object.values(labels)[0] ?? '' }),
    );
    timesMs.forEach((ms, at) => {
      const value = values[at];
      const state = typeof value === 'number' ? states[String(value)] : undefined;
      const cell = row.insertCell();
      cell.title = `${zoneTime(ms, zone)}: ${state?.text ?? 'not checked'}`;
      cell.setAttribute('aria-label', cell.title);
      if (state === undefined) return;
      cell.style.background = state.color;
      seen.add(String(value));
    });
  }
  const legend = Object.assign(document.createElement('p'), { className: 'scale' });
  for (const [value, { text = value, color }] of Object.entries(states)) {
    if (!seen.has(value)) continue;
    const swatch = document.createElement('i');
    swatch.style.background = color;
    legend.append(swatch, Object.assign(document.createElement('span'), { textContent: text }));
  }
  element.classList.add('scroll');
  element.tabIndex = 0;
  element.replaceChildren(table, legend);
}

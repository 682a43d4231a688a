import type uPlot from 'uplot';
import { fillTemplate } from '../field-config.ts';
import { formatValue } from '../../state/format-value.ts';
import { pageLink } from '../page-link.ts';
import type { View } from '../../state/view.ts';
import { emphasise } from './emphasis.ts';
import { listenToKeys } from './listen-to-keys.ts';
import type { Lines } from './data/to-lines.ts';

/**
 * Gives uPlot's legend what Grafana's has: the last and the largest value, the link of the series; each name is a button that hides
 * its line. The chart gets its keys too.
 *
 * @example
 * completeLegend(plot, drawn, view);
 */
export function completeLegend(plot: uPlot, drawn: Lines, view: View): void {
  const rows = plot.root.querySelectorAll<HTMLTableRowElement>('.u-legend .u-series');
  drawn.lines.forEach(({ label, look, column, labels }, index) => {
    const row = rows[index];
    const head = row?.querySelector('th');
    if (row === undefined || head === null || head === undefined) return;
    row.addEventListener('mouseenter', () => emphasise(label));
    row.addEventListener('mouseleave', () => emphasise(null));
    head.tabIndex = 0;
    head.setAttribute('role', 'button');
    head.setAttribute('aria-label', `Show or hide ${label}`);
    head.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' && event.key !== ' ') return;
      event.preventDefault();
      head.click();
    });
    const numbers = column.filter((value) => typeof value === 'number');
    const cell = row.insertCell();
    cell.className = 'calcs';
    const text = (value: number | undefined): string => formatValue(value, look.unit, look.decimals, view.zone);
    cell.textContent = `last ${text(numbers.at(-1))}, max ${text(numbers.length === 0 ? undefined : numbers.reduce((a, b) => Math.max(a, b)))}`;
    if (look.link !== undefined)
      cell.append(' ', pageLink(fillTemplate(look.link.title, labels), fillTemplate(look.link.url, labels), view, '↗'));
  });
  listenToKeys(plot, 'Chart', drawn, view);
}

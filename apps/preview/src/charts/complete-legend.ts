import type uPlot from 'uplot';
import { fillTemplate, type FieldLook } from './field-config.ts';
import { formatValue } from '../state/format-value.ts';
import { pageLink } from './page-link.ts';
import type { View } from '../state/view.ts';

/** A series as its row of the legend needs it. */
interface LegendSeries {
  readonly label: string;
  readonly look: FieldLook;
  readonly column: readonly (number | null | undefined)[];
  readonly values: Readonly<Record<string, string>>;
}

/**
 * Gives uPlot's legend what Grafana's has: the last and the largest value, the link of the series; and the keyboard: each name is
 * a button that hides its line, and on the chart the arrow keys move the cursor.
 *
 * @example
 * completeLegend(plot, series, view);
 */
export function completeLegend(plot: uPlot, series: readonly LegendSeries[], view: View): void {
  const rows = plot.root.querySelectorAll<HTMLTableRowElement>('.u-legend .u-series');
  series.forEach(({ label, look, column, values }, index) => {
    const row = rows[index + 1];
    const head = row?.querySelector('th');
    if (row === undefined || head === null || head === undefined) return;
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
      cell.append(' ', pageLink(fillTemplate(look.link.title, values), fillTemplate(look.link.url, values), view, '↗'));
  });
  plot.over.tabIndex = 0;
  plot.over.setAttribute('role', 'application');
  plot.over.setAttribute(
    'aria-label',
    'Chart: the left and right arrow keys move the cursor, and the legend says the values there',
  );
  plot.over.addEventListener('keydown', (event) => {
    const step = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const times = plot.data[0];
    const at = Math.min(times.length - 1, Math.max(0, (plot.cursor.idx ?? (step > 0 ? -1 : times.length)) + step));
    // As if the mouse were there: uPlot then moves the cursors of the other panels too.
    const { left, top, height } = plot.over.getBoundingClientRect();
    const mouse = { clientX: left + plot.valToPos(times[at] ?? 0, 'x'), clientY: top + height / 2 };
    for (const type of ['mouseenter', 'mousemove']) plot.over.dispatchEvent(new MouseEvent(type, mouse));
  });
}

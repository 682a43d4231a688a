import type uPlot from 'uplot';
import { fillTemplate, type FieldLook } from '../field-config.ts';
import { formatValue } from '../../state/format-value.ts';
import { pageLink } from '../page-link.ts';
import type { View } from '../../state/view.ts';

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
  listenToArrows(plot, series);
}

/** Arrow keys move the cursor from hour to hour, Home and End to the first and last one; the cursors of other panels follow. */
function listenToArrows(plot: uPlot, series: readonly LegendSeries[]): void {
  const live = Object.assign(document.createElement('div'), { className: 'hidden', ariaLive: 'polite' });
  plot.root.append(live);
  plot.over.tabIndex = 0;
  plot.over.setAttribute('role', 'application');
  plot.over.setAttribute(
    'aria-label',
    'Chart: the left and right arrow keys move the cursor, and the legend has the values there',
  );
  plot.over.addEventListener('keydown', (event) => {
    const xs = plot.data[0];
    const isFilled = (at: number): boolean => series.some(({ column }) => typeof column[at] === 'number');
    const now = plot.cursor.idx ?? null;
    const starts = { ArrowLeft: (now ?? xs.length) - 1, ArrowRight: (now ?? -1) + 1, Home: 0, End: xs.length - 1 };
    if (!Object.hasOwn(starts, event.key)) return;
    event.preventDefault();
    const step = event.key === 'ArrowLeft' || event.key === 'End' ? -1 : 1;
    let at = starts[event.key as keyof typeof starts];
    while (at >= 0 && at < xs.length && !isFilled(at)) at += step;
    const x = xs[at];
    if (x === undefined) return;
    const [left, top] = [plot.valToPos(x, 'x'), plot.over.clientHeight / 2];
    // uPlot's types leave out two arguments: whether hooks run, and whether the other panels follow.
    const move: (at: { left: number; top: number }, fire: boolean, publish: boolean) => void = plot.setCursor;
    move({ left, top }, true, true);
    live.textContent = legendText(plot);
  });
}

/** What the legend says at the cursor, as a sentence for a screen reader. */
function legendText(plot: uPlot): string {
  return [...plot.root.querySelectorAll('.u-legend .u-series')]
    .map(
      (row) =>
        `${row.querySelector('.u-label')?.textContent ?? ''} ${row.querySelector('.u-value')?.textContent ?? ''}`,
    )
    .join(', ');
}

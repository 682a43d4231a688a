import type { PanelData } from '@tickerlake/preview-api';
import { groupBy } from '../../state/group-by.ts';

/** The rows of one chart among several. */
export interface Multiple {
  /** The text that its rows share. */
  readonly name: string;
  readonly rows: PanelData['rows'];
}

/**
 * A repeated panel's rows, by their first text column: the page asks once for all values, Grafana once for each.
 *
 * @example
 * multiples(data).map(({ name }) => name); // ['NVDA', 'AAPL']
 */
export function multiples({ columns, rows }: PanelData): Multiple[] {
  const at = columns.findIndex(({ type }) => type === 'string');
  return [...groupBy(rows, (row) => (at < 0 ? '' : String(row[at])))].map(([name, own]) => ({ name, rows: own }));
}

/**
 * Charts side by side, each with its name.
 *
 * @example
 * element.replaceChildren(sideBySide([{ name: 'NVDA', chart }]));
 */
export function sideBySide(charts: readonly { readonly name: string; readonly chart: SVGElement }[]): HTMLElement {
  const grid = Object.assign(document.createElement('div'), { className: 'multiples' });
  for (const { name, chart } of charts) {
    const figure = document.createElement('figure');
    if (name !== '') figure.append(Object.assign(document.createElement('figcaption'), { textContent: name }));
    figure.append(chart);
    grid.append(figure);
  }
  return grid;
}

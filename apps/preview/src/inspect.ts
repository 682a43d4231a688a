import type { PanelData } from './api.ts';
import { zoneTime } from './format-value.ts';
import { openDialog } from './open-dialog.ts';
import { scrolling, text } from './page-elements.ts';
import type { View } from './view.ts';

const shownRows = 500;

/**
 * Opens a dialog with the SQL that the engine ran, variables and macros filled in, and the rows that it gave. Escape closes it.
 *
 * @example
 * inspect('Hourly variance', data, view);
 */
export function inspect(title: string, data: PanelData, view: View): void {
  const sql = Object.assign(document.createElement('pre'), { textContent: data.sql });
  sql.tabIndex = 0;
  const table = document.createElement('table');
  const head = table.createTHead().insertRow();
  for (const { name, type } of data.columns) head.append(Object.assign(document.createElement('th'), { scope: 'col', className: type, textContent: `${name} (${type})` }));
  const body = table.createTBody();
  for (const row of data.rows.slice(0, shownRows)) {
    const line = body.insertRow();
    data.columns.forEach(({ type }, index) => {
      const value = row[index];
      Object.assign(line.insertCell(), { className: type, textContent: value === null || value === undefined ? 'NULL' : type === 'time' && typeof value === 'number' ? zoneTime(value, view.zone) : String(value) });
    });
  }
  const count = data.rows.length > shownRows ? `${data.rows.length} rows, the first ${shownRows} shown` : `${data.rows.length} rows`;
  openDialog(title, [text('h3', 'SQL'), sql, text('h3', count), scrolling(table)]);
}

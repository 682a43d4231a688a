import type { PanelData } from '@tickerlake/preview-api';
import { zoneTime } from '../state/format-value.ts';
import { openDialog } from '../controls/open-dialog.ts';
import { scrolling, text } from '../controls/page-elements.ts';
import type { View } from '../state/view.ts';

const shownRows = 500;

/** The part of an answer that the dialog shows: a chart of a year needs its lines, but not also their rows. */
export interface Inspected extends PanelData {
  readonly rowCount: number;
}

/**
 * The part of an answer that is kept for the dialog.
 *
 * @example
 * const kept = toInspected(data);
 */
export function toInspected(data: PanelData): Inspected {
  return { ...data, rows: data.rows.slice(0, shownRows), rowCount: data.rows.length };
}

/**
 * Opens a dialog with the SQL that the engine ran, variables and macros filled in, and the rows that it gave. Escape closes it.
 *
 * @example
 * inspect('Hourly variance', toInspected(data), view);
 */
export function inspect(title: string, data: Inspected, view: View): void {
  const sql = Object.assign(document.createElement('pre'), { textContent: data.sql });
  sql.tabIndex = 0;
  const table = document.createElement('table');
  const head = table.createTHead().insertRow();
  for (const { name, type } of data.columns)
    head.append(
      Object.assign(document.createElement('th'), { scope: 'col', className: type, textContent: `${name} (${type})` }),
    );
  const body = table.createTBody();
  for (const row of data.rows) {
    const line = body.insertRow();
    data.columns.forEach(({ type }, index) => {
      const value = row[index];
      Object.assign(line.insertCell(), {
        className: type,
        textContent:
          value === null || value === undefined
            ? 'NULL'
            : type === 'time' && typeof value === 'number'
              ? zoneTime(value, view.zone)
              : String(value),
      });
    });
  }
  const count =
    data.rowCount > data.rows.length
      ? `${data.rowCount} rows, the first ${data.rows.length} shown`
      : `${data.rowCount} rows`;
  openDialog(title, [text('h3', 'SQL'), sql, text('h3', count), scrolling(table)]);
}

import type { PanelData } from '@tickerlake/preview-api';

/**
 * Rows as CSV (RFC 4180): a line of names, times in ISO 8601, UTC; NULL is empty. A text that a spreadsheet would run as a formula
 * gets an apostrophe.
 *
 * @example
 * toCsv({ sql: '', columns: [{ name: 'n', type: 'number' }], rows: [[1]] }); // 'n\r\n1\r\n'
 */
export function toCsv({ columns, rows }: PanelData): string {
  const lines = rows.map((row) => columns.map(({ type }, index) => cell(row[index], type)));
  return [columns.map(({ name }) => quote(name)), ...lines].map((line) => `${line.join(',')}\r\n`).join('');
}

function cell(value: unknown, type: string): string {
  if (value === null || value === undefined) return '';
  if (type === 'time' && typeof value === 'number') return new Date(value).toISOString();
  if (typeof value === 'string' && /^[=+\-@\t\r]/.test(value)) return quote(`'${value}`);
  return quote(String(value));
}

const quote = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/**
 * The address of the page at one of its panels.
 *
 * @example
 * linkToPanel('http://127.0.0.1:4600/#/d/x?from=1&to=2', 3); // 'http://127.0.0.1:4600/#/d/x?from=1&to=2&viewPanel=3'
 */
export function linkToPanel(address: string, panel: number): string {
  const [place = '', search = ''] = address.split('?');
  const query = new URLSearchParams(search);
  query.set('viewPanel', String(panel));
  return `${place.includes('#') ? place : `${place}#/d/`}?${query.toString()}`;
}

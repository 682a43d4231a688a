import type { PanelData } from '@tickerlake/preview-api';

/** Rows by column name. */
export type Row = Readonly<Record<string, unknown>>;

/**
 * Rows by the names of their columns.
 *
 * @example
 * toRows(await api.about('runs'))[0]?.['run_id'];
 */
export function toRows({ columns, rows }: PanelData): Row[] {
  return rows.map((row) => Object.fromEntries(columns.map(({ name }, index) => [name, row[index]])));
}

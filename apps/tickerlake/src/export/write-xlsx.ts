import { RequestError } from '@tickerlake/pipeline';
import type { ExportColumn, TypedRows } from '@tickerlake/pipeline/local';
import writeXlsxFile, { type Cell, type SheetData } from 'write-excel-file/node';

/** The whole sheet is in memory while it is written. */
export const mostSheetRows = 200_000;

const formats = { date: 'yyyy-mm-dd', instant: 'yyyy-mm-dd hh:mm:ss' } as const;

/**
 * Writes rows to the only sheet of an Excel file, with a bold heading that stays in view. Instants are UTC, which their heading says: Excel has
 * no zones.
 *
 * @returns how many rows.
 * @throws {RequestError} for more rows than fit.
 * @example
 * await writeXlsx(prepared.columns, prepared.rows(), 'hours.xlsx', 'hourly_volatility');
 */
export async function writeXlsx(
  columns: readonly ExportColumn[],
  pages: AsyncIterable<TypedRows>,
  file: string,
  sheet: string,
): Promise<number> {
  const data: SheetData = [];
  for await (const { rows } of pages) {
    if (data.length + rows.length > mostSheetRows)
      throw new RequestError(
        `These are more than ${mostSheetRows.toLocaleString('en')} rows, too many for an Excel sheet: choose some of them with --sql, or another format.`,
      );
    for (const row of rows) data.push(columns.map((column, at) => cellOf(row[at], column)));
  }
  const heading = columns.map((column): Cell => ({
    value: isUtc(column) ? `${column.name} (UTC)` : column.name,
    fontWeight: 'bold',
  }));
  await writeXlsxFile([heading, ...data], { sheet: sheet.slice(0, 31), stickyRowsCount: 1 }).toFile(file);
  return data.length;
}

const isUtc = ({ type, isInstant }: ExportColumn): boolean => isInstant || type.endsWith('WITH TIME ZONE');

function cellOf(value: unknown, column: ExportColumn): Cell {
  if (value === null || value === undefined) return null;
  if (isUtc(column)) return { type: Date, value: new Date(String(value)), format: formats.instant };
  if (column.type === 'DATE')
    return { type: Date, value: new Date(`${String(value)}T00:00:00Z`), format: formats.date };
  if (typeof value === 'boolean') return { type: Boolean, value };
  if (typeof value === 'bigint')
    return Number.isSafeInteger(Number(value)) ? { type: Number, value: Number(value) } : text(value);
  return typeof value === 'number' && Number.isFinite(value) ? { type: Number, value } : text(value);
}

const text = (value: unknown): Cell => ({ type: String, value: String(value) });

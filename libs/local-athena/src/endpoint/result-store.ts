import type { ResultRow, SpooledRows } from '../results/spooled-rows.ts';
import type { ColumnInfo } from '../values/column-info.ts';

/** The port to where result files go. */
export interface ResultStore {
  /** Rejects, saying why, when the bucket of this place cannot be written to. */
  check(location: string): Promise<void>;
  write(location: string, text: string, contentType: string): Promise<void>;
}

/** A finished result: its rows are in a file. */
export interface QueryResult {
  readonly columns: readonly ColumnInfo[];
  readonly rows: SpooledRows;
}

/**
 * A result as the file that Athena leaves: every value of a `.csv` in quotes, NULL as nothing at all, the names first; the lines of a
 * `.txt` as they are.
 *
 * @example
 * await toResultFile(result, 'csv'); // '"ticker","n"\n"AAPL",\n'
 */
export async function toResultFile({ columns, rows }: QueryResult, extension: 'csv' | 'txt'): Promise<string> {
  const toLine = extension === 'txt' ? toTextLine : toCsvLine;
  const lines = extension === 'txt' ? [] : [toCsvLine(columns.map(({ Name }) => Name))];
  for await (const row of rows.all()) lines.push(toLine(row));
  return lines.join('');
}

const toTextLine = (row: ResultRow): string => `${row.map((text) => text ?? '').join('\t')}\n`;
const toCsvLine = (row: ResultRow): string =>
  `${row.map((text) => (text === null ? '' : `"${text.replaceAll('"', '""')}"`)).join(',')}\n`;

/**
 * Writes a result and, beside it, what its columns are (`.metadata`; JSON here, where Athena keeps a form of its own).
 *
 * @throws what the store throws.
 * @example
 * await writeResult(store, 's3://lake/results/1.csv', 'csv', result);
 */
export async function writeResult(
  store: ResultStore,
  location: string,
  extension: 'csv' | 'txt',
  result: QueryResult,
): Promise<void> {
  await store.write(location, await toResultFile(result, extension), extension === 'csv' ? 'text/csv' : 'text/plain');
  await store.write(`${location}.metadata`, JSON.stringify(result.columns), 'application/json');
}

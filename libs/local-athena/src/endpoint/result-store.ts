import type { ResultRow, SpooledRows } from '../results/spooled-rows.ts';
import type { ColumnInfo } from '../values/column-info.ts';

/** The port to the store of result files. */
export interface ResultStore {
  /** Rejects with the reason when the bucket of this location is not writable. */
  check(location: string): Promise<void>;
  write(location: string, text: string, contentType: string): Promise<void>;
}

/** A finished result whose rows are in a file. */
export interface QueryResult {
  readonly columns: readonly ColumnInfo[];
  readonly rows: SpooledRows;
}

/**
 * A result in Athena's file format: a `.csv` has a header and quotes every value, with NULL as an empty field; a `.txt`
 * has the lines unchanged.
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
 * Writes a result and its columns (`.metadata`, as JSON; Athena's own format is undocumented).
 *
 * @throws any error of the store.
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

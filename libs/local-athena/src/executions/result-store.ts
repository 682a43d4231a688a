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
 * A result in Athena's file format, in parts: a `.csv` has a header and quotes every value, with NULL as an empty
 * field; a `.txt` has the lines unchanged.
 *
 * @example
 * for await (const part of resultFile(result, 'csv')) await writer.write(part); // '"ticker","n"\n"AAPL",\n'
 */
export async function* resultFile(
  { columns, rows }: QueryResult,
  extension: 'csv' | 'txt',
): AsyncGenerator<string, void, undefined> {
  const toLine = extension === 'txt' ? toTextLine : toCsvLine;
  let part = extension === 'txt' ? '' : toCsvLine(columns.map(({ Name }) => Name));
  for await (const row of rows.all()) {
    part += toLine(row);
    if (part.length < partChars) continue;
    yield part;
    part = '';
  }
  yield part;
}

const partChars = 262_144;
const toTextLine = (row: ResultRow): string => `${row.map((text) => text ?? '').join('\t')}\n`;
const toCsvLine = (row: ResultRow): string =>
  `${row.map((text) => (text === null ? '' : `"${text.replaceAll('"', '""')}"`)).join(',')}\n`;

/** The content types of result files. */
export const contentTypes = { csv: 'text/csv', txt: 'text/plain' } as const;

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
  let text = '';
  for await (const part of resultFile(result, extension)) text += part;
  await store.write(location, text, contentTypes[extension]);
  await store.write(`${location}.metadata`, JSON.stringify(result.columns), 'application/json');
}

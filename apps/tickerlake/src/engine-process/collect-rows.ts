import { RequestError } from '@tickerlake/pipeline';
import type { TypedRows } from '@tickerlake/pipeline/local';

/** A panel draws a few thousand rows; no panel needs a result larger than this. */
const maxRows = 500_000;

/**
 * All rows of a panel's statement.
 *
 * @throws {RequestError} when there are more than a page takes.
 * @example
 * const { columns, rows } = await collectRows(published.read('select 1 as one'));
 */
export async function collectRows(pages: AsyncIterable<TypedRows>): Promise<TypedRows> {
  const rows: (readonly unknown[])[] = [];
  let columns: TypedRows['columns'] = [];
  for await (const page of pages) {
    columns = page.columns;
    for (const row of page.rows) rows.push(row);
    if (rows.length > maxRows)
      throw new RequestError(`The result has more than ${maxRows} rows: choose a shorter range.`);
  }
  return { columns, rows };
}

import type { TypedRows } from '@tickerlake/pipeline/local';
import { toJsonText } from '../output/json.ts';

/**
 * Writes rows as one JSON array of objects, page by page.
 *
 * @returns how many rows.
 * @example
 * await writeJson(reader.stream('select * from hourly_volatility'), streams.write);
 */
export async function writeJson(
  pages: AsyncIterable<TypedRows>,
  write: (text: string) => Promise<unknown>,
): Promise<number> {
  let count = 0;
  for await (const { columns, rows } of pages) {
    if (rows.length === 0) continue;
    const objects = rows.map((row) =>
      toJsonText(Object.fromEntries(columns.map(({ name }, index) => [name, row[index]]))),
    );
    await write(`${count === 0 ? '[' : ','}${objects.join(',')}`);
    count += rows.length;
  }
  await write(count === 0 ? '[]\n' : ']\n');
  return count;
}

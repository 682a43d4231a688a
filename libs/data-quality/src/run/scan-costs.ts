/** What an engine reads and bills. */
export interface ScanCosts {
  /** Stored bytes of each column of a table, by its name in SQL; null when the size of the table is unknown. */
  readonly sizeOf: (dataset: string) => Readonly<Record<string, number>> | null;
  /** The price in US dollars of a statement that reads this many bytes. Default: unknown. */
  readonly dollarsOf?: (bytes: number) => number;
}

/**
 * The most bytes that a statement reads: the columns that it names, or all for `*`, of every table that it names. Null when it names no
 * known table, or one of unknown size.
 *
 * @param text a SELECT. Every word that is the name of a table or column counts as that table or column.
 * @example
 * bytesRead('select count(*) from bars where close > 0', ['bars'], { sizeOf: () => ({ close: 800, volume: 400 }) }); // 800
 */
export function bytesRead(text: string, tables: readonly string[], { sizeOf }: ScanCosts): number | null {
  const read = tables.filter((table) => table.split('.').every((part) => names(text, part)));
  if (read.length === 0) return null;
  const readsAll = /(?:\bselect|,|\.)\s*\*/i.test(text);
  let bytes = 0;
  for (const table of read) {
    const sizes = sizeOf(table);
    if (sizes === null) return null;
    for (const [column, size] of Object.entries(sizes)) if (readsAll || names(text, column)) bytes += size;
  }
  return bytes;
}

const names = (text: string, name: string): boolean =>
  new RegExp(`(?<!\\w)${name.replace(/[^\w]/g, String.raw`\$&`)}(?!\\w)`, 'i').test(text);

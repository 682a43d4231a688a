import { athenaDollarsPerTerabyte } from '@tickerlake/athena-sql';

/** What an engine reads and bills. */
export interface ScanCosts {
  /** Stored bytes of each column of a table, by the name that statements have it by; null where they are not known. */
  readonly sizeOf: (dataset: string) => Readonly<Record<string, number>> | null;
  /** What a statement costs that reads so many bytes, in US dollars. Default: not known. */
  readonly dollarsOf?: (bytes: number) => number;
}

/**
 * What Athena bills for a statement that reads so many bytes, in US dollars: the list price, and at least 10 MB. Source: Amazon
 * Athena pricing, November 2026.
 *
 * @example
 * athenaDollars(0); // 0.0000476837158203125
 */
export const athenaDollars = (bytes: number): number =>
  (Math.max(bytes, 10 * 1_024 ** 2) / 1_024 ** 4) * athenaDollarsPerTerabyte;

/**
 * The bytes that a statement reads at most: of every table that it names, the columns that it names; all of them for `*`. Null where no
 * table is known, or the size of one is not.
 *
 * @param text a SELECT; of a word in it that is a table's or a column's name it is assumed that it is meant.
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

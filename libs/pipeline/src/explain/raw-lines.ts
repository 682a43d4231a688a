import { type JsonRow, landedBars, type landedBarsTable, rawBarLists } from '@tickerlake/record-schema';

/** A landed bar, and the line that holds it. */
export interface RawLine {
  readonly path: string;
  /** From 1. */
  readonly line: number;
  /** The line, its lists cut to this bar. */
  readonly text: string;
  readonly row: JsonRow<typeof landedBarsTable>;
}

/**
 * The bars of a ticker with these starts in a landed file, with their lines. A line that is no row of `raw_bars` is passed over.
 *
 * @param starts in ms since 1970 UTC.
 * @example
 * findRawLines({ path: 'a.ndjson.gz', text: '' }, 'AAPL', new Set([0])); // []
 */
export function findRawLines(
  { path, text }: { readonly path: string; readonly text: string },
  ticker: string,
  starts: ReadonlySet<number>,
): RawLine[] {
  const name = JSON.stringify(ticker);
  const found: RawLine[] = [];
  for (const [index, lineText] of text.split('\n').entries()) {
    // A file of an older version has thousands of lines, a stream's object those of many tickers: only those that can be meant are parsed.
    const oldStart = startPattern.exec(lineText)?.[1];
    if (!lineText.includes(name) || (oldStart !== undefined && !starts.has(Number(oldStart)))) continue;
    for (const [position, row] of barsOf(lineText, starts).entries())
      if (row.ticker === ticker && starts.has(row.bar_start_ms))
        found.push({ path, line: index + 1, text: cut(lineText, position), row });
  }
  return found;
}

const startPattern = /"bar_start_ms":\s*(\d+)/;
const listNames: ReadonlySet<string> = new Set(rawBarLists.map(({ list }) => list));

function barsOf(text: string, starts: ReadonlySet<number>): ReturnType<typeof landedBars> {
  try {
    const line: { starts_ms?: number[] } = JSON.parse(text);
    return line.starts_ms?.some((start) => starts.has(start)) === false ? [] : landedBars(line);
  } catch {
    return [];
  }
}

function cut(text: string, position: number): string {
  const line: Record<string, unknown> = JSON.parse(text);
  if (!('starts_ms' in line)) return text;
  return JSON.stringify(line, (key, value: unknown) =>
    listNames.has(key) && Array.isArray(value) ? [value[position]] : value,
  );
}

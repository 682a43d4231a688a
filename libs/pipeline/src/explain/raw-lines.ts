import { type JsonRow, rawBarsTable, rowSchema } from '@tickerlake/record-schema';

/** A landed line, and where it is. */
export interface RawLine {
  readonly path: string;
  /** From 1. */
  readonly line: number;
  readonly text: string;
  readonly row: JsonRow<typeof rawBarsTable>;
}

const rawRow = rowSchema(rawBarsTable);

/**
 * The lines of a landed file that hold bars of a ticker with these starts. A line that is no row of `raw_bars` is passed over.
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
  let line = 0;
  let from = 0;
  while (from < text.length) {
    const end = text.indexOf('\n', from);
    const lineText = text.slice(from, end < 0 ? text.length : end);
    from = end < 0 ? text.length : end + 1;
    line += 1;
    // A month of a ticker has thousands of lines: only those that can be meant are parsed.
    if (!starts.has(Number(startPattern.exec(lineText)?.[1])) || !lineText.includes(name)) continue;
    const row = rawRow.safeParse(toJson(lineText)).data;
    if (row?.ticker === ticker) found.push({ path, line, text: lineText, row });
  }
  return found;
}

const startPattern = /"bar_start_ms":\s*(\d+)/;

function toJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

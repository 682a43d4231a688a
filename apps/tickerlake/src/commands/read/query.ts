import { openPublished, type TypedRows } from '@tickerlake/pipeline/local';
import { parseWholeNumber } from '../../input/parse-whole-number.ts';
import { toJsonText } from '../../output/json.ts';
import type { Streams } from '../../output/streams.ts';
import { columnWidths, tableLine } from '../../output/table-lines.ts';
import { valueText } from '../../output/value-text.ts';
import type { CommonOptions } from '../../composition/settings.ts';
import type { CommandContext } from '../../composition/command-context.ts';
import type { ExitCode } from '../../exit/exit-code.ts';
import { currentRelease, findStore } from '../../composition/read-store.ts';

/** Options of `query`. */
export interface QueryOptions extends CommonOptions {
  /** How many rows to print: a number or `all`. */
  readonly rows?: string;
  /** Doubles with all their digits. */
  readonly exact?: boolean;
}

/** Rows printed on a terminal; a file or a pipe gets all. */
const terminalRows = 200;

/**
 * `tickerlake query "select ..."`: SQL on the published tables and nothing else. Rows are printed as they are found.
 *
 * @throws {SqlExecutionError} with DuckDB's message when the SQL is wrong.
 * @throws {RequestError} when it is not a single SELECT, or an option is wrong.
 * @example
 * await query('select count(*) from hourly_volatility', {}, context); // 0
 */
export async function query(
  text: string,
  options: QueryOptions,
  { streams, ...context }: CommandContext,
): Promise<ExitCode> {
  const limit =
    options.rows === undefined
      ? streams.isOutTerminal && options.json !== true
        ? terminalRows
        : Infinity
      : parseRows(options.rows);
  const store = await findStore(options, { streams, ...context });
  const reader = await openPublished(store.paths, await currentRelease(store), { signal: store.signal });
  try {
    const pages = firstRows(reader.stream(text), limit, context.signal);
    await (store.settings.isJson ? printJson(pages, streams) : printTable(pages, streams, options.exact ?? false));
    return 0;
  } finally {
    await reader.close();
  }
}

const parseRows = (text: string): number =>
  text === 'all' ? Infinity : parseWholeNumber(text, { flag: '--rows', expected: 'a whole number from 1, or "all"' });

/** A page, and whether rows after it are left out. */
interface LimitedRows extends TypedRows {
  readonly hasMore: boolean;
}

async function* firstRows(
  pages: AsyncIterable<TypedRows>,
  limit: number,
  signal: AbortSignal,
): AsyncGenerator<LimitedRows> {
  let left = limit;
  for await (const { columns, rows } of pages) {
    signal.throwIfAborted();
    yield { columns, rows: rows.slice(0, left), hasMore: rows.length > left };
    if (rows.length > left) return;
    left -= rows.length;
  }
}

async function printJson(pages: AsyncIterable<LimitedRows>, streams: Streams): Promise<void> {
  let separator = '[';
  for await (const { columns, rows } of pages) {
    if (rows.length === 0) continue;
    const objects = rows.map((row) =>
      toJsonText(Object.fromEntries(columns.map(({ name }, index) => [name, row[index]]))),
    );
    await streams.write(`${separator}${objects.join(',')}`);
    separator = ',';
  }
  await streams.write(separator === '[' ? '[]\n' : ']\n');
}

/** The first page decides the widths: a later, longer cell shifts its row. */
async function printTable(pages: AsyncIterable<LimitedRows>, streams: Streams, isExact: boolean): Promise<void> {
  let widths: readonly number[] | null = null;
  let count = 0;
  let isCut = false;
  for await (const { columns, rows, hasMore } of pages) {
    const cells = rows.map((row) => row.map((value) => valueText(value, isExact)));
    const names = columns.map(({ name }) => name);
    const lines = widths === null && rows.length > 0 ? [names, ...cells] : cells;
    const known = (widths ??= columnWidths([names, ...cells]));
    if (lines.length > 0) await streams.write(`${lines.map((line) => tableLine(line, known)).join('\n')}\n`);
    count += rows.length;
    isCut = hasMore;
  }
  if (count === 0) return streams.write('no rows\n');
  await streams.write(`${isCut ? 'the first ' : ''}${count} row${count === 1 ? '' : 's'}\n`);
  if (isCut) streams.err('There are more rows: add --rows all, or --json for a program.\n');
}

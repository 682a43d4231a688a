import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { countText } from '@tickerlake/data-quality';
import { RequestError } from '@tickerlake/pipeline';
import type { TypedRows } from '@tickerlake/pipeline/local';
import type { CommandContext } from '../../composition/command-context.ts';
import { openReading, type Reading, releaseOf } from '../../composition/open-reading.ts';
import type { ScanOptions } from '../../composition/scan-limits.ts';
import type { CommonOptions } from '../../composition/settings.ts';
import type { ExitCode } from '../../exit/exit-code.ts';
import type { ExportFormat } from '../../export/export-format.ts';
import { writeJson } from '../../export/write-json.ts';
import { parseWholeNumber } from '../../input/parse-whole-number.ts';
import { cellText } from '../../output/cell-text.ts';
import { openPager } from '../../output/open-pager.ts';
import { type ColumnLayout, columnLayouts, tableLine } from '../../output/table-lines.ts';
import { exportRows } from './export.ts';

/** Options of `query`. */
export interface QueryOptions extends CommonOptions, ScanOptions {
  /** How many rows to print: a number or `all`. */
  readonly rows?: string;
  /** Doubles with all their digits. */
  readonly exact?: boolean;
  readonly format?: 'table' | ExportFormat;
  /** A file instead of standard output. */
  readonly output?: string;
  readonly overwrite?: boolean;
  /** The number of a release; the current one by default. */
  readonly release?: string;
}

/** Rows printed on a terminal without a pager; a file or a pipe gets all. */
const terminalRows = 200;

type Write = (text: string) => Promise<void>;

/**
 * `tickerlake query "select ..."`: SQL on the published tables and nothing else. Rows are printed as they are found, or written to a file
 * as `export` does.
 *
 * @throws {SqlExecutionError} with the engine's message when the SQL is wrong.
 * @throws {RequestError} when it is not a single statement that reads, or an option is wrong.
 * @example
 * await query('select count(*) from hourly_volatility', {}, context); // 0
 */
export async function query(text: string, options: QueryOptions, context: CommandContext): Promise<ExitCode> {
  const { rows, exact, format, ...exported } = options;
  if (options.output !== undefined) {
    if (format === 'table' || rows !== undefined || exact === true)
      throw new RequestError('A file has all rows and all digits: leave out --rows, --exact and --format table.');
    return exportRows(undefined, { ...exported, sql: text, ...(format !== undefined && { format }) }, context);
  }
  if (options.json === true && format !== undefined && format !== 'json')
    throw new RequestError(`--json and --format ${format} exclude each other.`);
  const printed = format ?? (options.json === true ? 'json' : 'table');
  if (printed === 'parquet' || printed === 'arrow' || printed === 'xlsx')
    throw new RequestError(`${printed} is not text: name a file with --output.`);
  if ((printed === 'csv' || printed === 'ndjson') && rows !== undefined)
    throw new RequestError(`--rows is for tables and JSON: add "limit ${rows}" to the query.`);
  const reading = await openReading(options, context);
  try {
    if (printed === 'csv' || printed === 'ndjson')
      await printCopied(text, printed, options, reading, context.streams.write);
    else await printPages(text, printed, options, reading, context);
  } finally {
    await reading.close();
  }
  return 0;
}

async function printPages(
  text: string,
  format: 'table' | 'json',
  { rows, exact = false, release }: QueryOptions,
  reading: Reading,
  { streams, environment, signal }: CommandContext,
): Promise<void> {
  const isForPerson = streams.isOutTerminal && format === 'table' && rows === undefined;
  const limit = rows === undefined ? Infinity : parseRows(rows);
  const reader = await releaseOf(reading, release);
  const pager = isForPerson
    ? await openPager(environment.pager ?? null, environment.hookEnvironment ?? {}, signal)
    : null;
  try {
    const pages = firstRows(reader.stream(text), isForPerson && pager === null ? terminalRows : limit, signal);
    const write = pager?.write ?? streams.write;
    if (format === 'json') await writeJson(pages, write);
    else if (await printTable(pages, write, exact))
      streams.err('There are more rows: add --rows all, or --json for a program.\n');
  } finally {
    await pager?.close();
    await reader.close();
  }
}

const parseRows = (text: string): number =>
  text === 'all' ? Infinity : parseWholeNumber(text, { flag: '--rows', expected: 'a whole number from 1, or "all"' });

/** DuckDB writes these formats to files only: the file is temporary and private, and its text is printed. */
async function printCopied(
  text: string,
  format: 'csv' | 'ndjson',
  { release }: QueryOptions,
  reading: Reading,
  write: Write,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'tickerlake-query-'));
  const file = join(folder, `rows.${format}`);
  try {
    const reader = await releaseOf(reading, release, { outputs: [file] });
    try {
      await (await reader.prepare(text)).copyTo(format, file);
      for await (const part of createReadStream(file, 'utf8')) await write(String(part));
    } finally {
      await reader.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

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

/** The first page decides the layout: a later, longer cell shifts its row. Returns whether rows were left out. */
async function printTable(pages: AsyncIterable<LimitedRows>, write: Write, isExact: boolean): Promise<boolean> {
  let layouts: readonly ColumnLayout[] | null = null;
  let count = 0;
  let isCut = false;
  for await (const { columns, rows, hasMore } of pages) {
    const cells = rows.map((row) => row.map((value) => cellText(value, isExact)));
    const names = columns.map(({ name }) => name);
    const lines = layouts === null && rows.length > 0 ? [names, ...cells] : cells;
    const known = (layouts ??= columnLayouts(
      names,
      cells,
      columns.map(({ type }) => numberType.test(type)),
    ));
    if (lines.length > 0) await write(`${lines.map((line) => tableLine(line, known)).join('\n')}\n`);
    count += rows.length;
    isCut = hasMore;
  }
  if (count === 0) await write('no rows\n');
  else await write(`${isCut ? 'the first ' : ''}${countText(count, 'row')}\n`);
  return isCut;
}

const numberType = /^(U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|DOUBLE|FLOAT|DECIMAL)\b/;

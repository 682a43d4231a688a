import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { quoteName, toFilePattern, toLiteral } from '@tickerlake/athena-sql';
import type { DuckDbSession } from '../../engines/duckdb/duckdb-session.ts';
import { type Kysely, sql } from 'kysely';
import { barFault } from '../bar-fault.ts';
import { parseBarLength } from '../bar-length-text.ts';
import type { FilesSettings } from './files-settings.ts';
import { listOwnFiles, type OwnFile, ownTickerFault } from './list-own-files.ts';
import { lineOfRow, type OpenCsv, openCsv } from './open-csv.ts';
import { type FileColumn, numberOf, readColumns, startMsOf } from './own-bars-sql.ts';
import { ownFileError } from './own-file-error.ts';

/** A bar of a team's own files, with its file and line. */
export interface OwnBar {
  /** The place of its file among `files`, from 0. */
  readonly file: number;
  /** From 1, without the header. */
  readonly row: number;
  readonly ticker: string;
  /** Start in ms since 1970 UTC. */
  readonly t: number;
  readonly o: number;
  readonly h: number;
  readonly l: number;
  readonly c: number;
  readonly v: number | null;
  readonly vw: number | null;
  readonly n: number | null;
}

/** The relations of the engine that holds them. */
export type OwnBarTables = { own_bars: OwnBar };

/** A team's own files, read and checked. */
export interface OwnBars {
  readonly files: readonly OwnFile[];
  readonly barMs: number;
  readonly db: Kysely<OwnBarTables>;
  /** A row as a place: `bars/AAPL.csv, line 17`. */
  placeOf(bar: Pick<OwnBar, 'file' | 'row'>): Promise<string>;
  close(): Promise<void>;
}

/** Where the files are read, and what stops it. */
export interface ReadTools {
  /** The copies of compressed files and what the engine spills are below it; they go with `close`. */
  readonly scratch: string;
  /** An engine that spills to a folder. */
  readonly openEngine: (tempDirectory: string) => Promise<DuckDbSession<unknown>>;
  readonly signal?: AbortSignal;
}

/**
 * Reads a team's own files into an engine on this machine: the bars as they stand, repetitions included.
 *
 * @throws {RequestError} without files; {StoreError} with file and line for the first value that cannot be read.
 * @example
 * const bars = await readOwnBars(settings, { scratch, openEngine });
 */
export async function readOwnBars(settings: FilesSettings, tools: ReadTools): Promise<OwnBars> {
  const files = await listOwnFiles(settings.folder, settings.columns.ticker === undefined);
  const barMs = parseBarLength(settings.bar) ?? 0;
  await mkdir(tools.scratch, { recursive: true });
  const scratch = await mkdtemp(join(tools.scratch, 'files-'));
  const opened: DuckDbSession<unknown>[] = [];
  const close = async (): Promise<void> => {
    for (const session of opened.splice(0)) await session.close();
    await rm(scratch, { recursive: true, force: true });
  };
  try {
    const session = await tools.openEngine(scratch);
    opened.push(session);
    const db = session.db.withTables<OwnBarTables>();
    // Rows are numbered as they stand in the file.
    await sql`set preserve_insertion_order = true`.execute(db);
    await sql`create table own_bars (file integer, row bigint, ticker varchar, t bigint, o double, h double, l double, c double, v double, vw double, n double)`.execute(
      db,
    );
    for (const [index, file] of files.entries()) {
      tools.signal?.throwIfAborted();
      const relation = await openRelation(db, file, settings, scratch);
      await load(db, { file, index, relation, settings, barMs });
      if (relation.csv !== null && relation.csv.path !== file.path) await rm(relation.csv.path);
    }
    return {
      files,
      barMs,
      db,
      close,
      async placeOf({ file: index, row }) {
        const { path, format } = files[index] ?? { path: '', format: 'parquet' };
        if (format === 'csv') return `${path}, line ${await lineOfRow(path, row)}`;
        return format === 'parquet' ? `${path}, row ${row}` : `${path}, row ${row} after the header`;
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** A file as a relation of the engine. */
interface Relation {
  readonly text: string;
  readonly columns: readonly FileColumn[];
  readonly csv: OpenCsv | null;
}

async function openRelation(
  db: Kysely<OwnBarTables>,
  file: OwnFile,
  settings: FilesSettings,
  scratch: string,
): Promise<Relation> {
  if (file.format === 'parquet') {
    const text = `read_parquet(${toLiteral(toFilePattern(file.path))}, hive_partitioning = false)`;
    const { rows } = await sql<{ column_name: string; column_type: string }>`describe select * from ${sql.raw(text)}`
      .execute(db)
      .catch((cause: unknown) => {
        throw ownFileError(
          file.path,
          null,
          `it is no Parquet file, or a damaged one (${firstLine(cause)})`,
          'write it again',
          cause,
        );
      });
    return { text, csv: null, columns: rows.map((row) => ({ name: row.column_name, type: row.column_type })) };
  }
  const csv = await openCsv(file, settings, scratch);
  const columns = csv.header.map((name) => `${toLiteral(name)}: 'VARCHAR'`).join(', ');
  const text = `read_csv(${toLiteral(toFilePattern(csv.path))}, auto_detect = false, header = true, delim = ${toLiteral(csv.delimiter)}, quote = '"', escape = '"', columns = {${columns}}, hive_partitioning = false, compression = 'none')`;
  return { text, csv, columns: csv.header.map((name) => ({ name, type: 'VARCHAR' })) };
}

/** What is loaded into `own_bars`. */
interface LoadedFile {
  readonly file: OwnFile;
  readonly index: number;
  readonly relation: Relation;
  readonly settings: FilesSettings;
  readonly barMs: number;
}

async function load(db: Kysely<OwnBarTables>, loaded: LoadedFile): Promise<void> {
  const { file, index, relation, settings, barMs } = loaded;
  const { columns, decimal } = settings;
  const columnOf = (setting: keyof typeof columns): FileColumn | null => {
    const name = columns[setting];
    if (name === undefined || name === null) return null;
    const found = relation.columns.find((column) => column.name === name);
    if (found !== undefined) return found;
    throw missingColumn(file, setting, name, relation.columns);
  };
  if (columns.date !== undefined) columnOf('date');
  const time = columnOf('time');
  const values = readColumns.map(({ name, setting }) => {
    if (setting === 'time') return `${time === null ? 'null' : startMsOf(time, settings, barMs)} as t`;
    const column = columnOf(setting);
    return `${column === null ? 'null' : numberOf(column, decimal)} as ${name}`;
  });
  const tickerColumn = columnOf('ticker');
  const ticker = tickerColumn === null ? toLiteral(file.ticker) : `trim(${quoteName(tickerColumn.name)}::varchar)`;
  if (time !== null && /^(U?BIGINT|U?INTEGER|HUGEINT|DOUBLE)$/.test(time.type) && settings.unit === undefined)
    throw ownFileError(
      file.path,
      null,
      `the times in "${time.name}" are numbers, and nothing says of what`,
      'set "files": { "unit": "s" }, or ms, us or ns',
    );
  await sql`insert into own_bars select ${sql.raw(String(index))}, row_number() over (), ${sql.raw(ticker)}, ${sql.raw(values.join(', '))} from ${sql.raw(relation.text)}`
    .execute(db)
    .catch((cause: unknown) => {
      const message = cause instanceof Error ? cause.message : String(cause);
      const line = /CSV Error on Line: (\d+)/.exec(message)?.[1];
      throw ownFileError(
        file.path,
        line === undefined ? null : Number(line),
        `it cannot be read (${/Expected Number of Columns: \d+ Found: \d+/.exec(message)?.[0] ?? firstLine(cause)})`,
        'correct the line',
        cause,
      );
    });
  await assertReadable(db, loaded);
}

/** Finds the first value that is none, or that no bar has. */
async function assertReadable(db: Kysely<OwnBarTables>, loaded: LoadedFile): Promise<void> {
  const { file, index, relation, settings } = loaded;
  const read = readColumns.filter(({ setting }) => {
    const name = settings.columns[setting];
    return name !== undefined && name !== null;
  });
  const needed = read.filter(({ isNeeded }) => isNeeded);
  const lineOf = async (row: number): Promise<number> =>
    relation.csv === null ? row : lineOfRow(relation.csv.path, row);
  const textOf = async (row: number, name: string): Promise<string | null> => {
    const { rows } = await sql<{
      text: string | null;
    }>`select ${sql.ref(name)}::varchar as text from (select *, row_number() over () as place from ${sql.raw(relation.text)}) where place = ${sql.lit(row)}`.execute(
      db,
    );
    return rows[0]?.text ?? null;
  };
  const first = async (condition: string): Promise<OwnBar | null> => {
    const { rows } =
      await sql<OwnBar>`select * replace (row::double as row, t::double as t) from own_bars where file = ${sql.lit(index)} and (${sql.raw(condition)}) order by row limit 1`.execute(
        db,
      );
    return rows[0] ?? null;
  };
  const { rows: counted } = await sql<{
    n: bigint;
  }>`select count(*) as n from own_bars where file = ${sql.lit(index)}`.execute(db);
  if (Number(counted[0]?.n ?? 0n) === 0)
    throw ownFileError(file.path, null, 'it holds no rows', 'remove it, or write it again');
  for (const { name, setting } of needed) {
    const bad = await first(`${name} is null`);
    if (bad === null) continue;
    const column = settings.columns[setting] ?? '';
    throw unreadable({
      file,
      line: await lineOf(bad.row),
      column,
      text: await textOf(bad.row, column),
      setting,
      settings,
    });
  }
  for (const { name, setting } of read.filter(({ isNeeded }) => !isNeeded)) {
    const column = settings.columns[setting] ?? '';
    const bad = await firstUnreadText(db, { relation, index, name, column });
    if (bad !== null)
      throw unreadable({ file, line: await lineOf(bad.row), column, text: bad.text, setting, settings });
  }
  const range = await first(
    `t < ${Date.UTC(1980, 0, 1)} or t >= ${Date.UTC(2100, 0, 1)} or abs(v) >= 1e24 or n <> floor(n)`,
  );
  const fault = range === null ? null : barFault({ ...range, v: range.v ?? 0, vw: range.vw ?? 0, n: range.n ?? 0 });
  if (range !== null && fault !== null)
    throw ownFileError(
      file.path,
      await lineOf(range.row),
      fault,
      'check "unit", "timeFormat" and the columns of "files"',
    );
  await assertTickers(db, loaded, lineOf);
}

/** A value that is there and was not read. */
async function firstUnreadText(
  db: Kysely<OwnBarTables>,
  { relation, index, name, column }: { relation: Relation; index: number; name: string; column: string },
): Promise<{ readonly row: number; readonly text: string } | null> {
  const { rows: lost } = await sql<{
    n: bigint;
  }>`select count(*) as n from own_bars where file = ${sql.lit(index)} and ${sql.ref(name)} is null`.execute(db);
  if (Number(lost[0]?.n ?? 0n) === 0) return null;
  const { rows } = await sql<{
    row: number;
    text: string;
  }>`select b.row::double as row, r.text as text from own_bars as b
    join (select row_number() over () as row, trim(${sql.ref(column)}::varchar) as text from ${sql.raw(relation.text)}) as r on r.row = b.row
    where b.file = ${sql.lit(index)} and b.${sql.ref(name)} is null and r.text <> '' order by b.row limit 1`.execute(
    db,
  );
  return rows[0] ?? null;
}

async function assertTickers(
  db: Kysely<OwnBarTables>,
  { file, index, settings }: LoadedFile,
  lineOf: (row: number) => Promise<number>,
): Promise<void> {
  if (settings.columns.ticker === undefined) return;
  const { rows } = await sql<{
    ticker: string | null;
    row: number;
  }>`select ticker, min(row)::double as row from own_bars where file = ${sql.lit(index)} group by ticker order by 2`.execute(
    db,
  );
  for (const { ticker, row } of rows) {
    const fault = ticker === null || ticker === '' ? 'The ticker is empty.' : ownTickerFault(ticker);
    if (fault !== null)
      throw ownFileError(file.path, await lineOf(row), fault.replace(/\.$/, ''), 'check "columns": { "ticker": ... }');
  }
}

function missingColumn(file: OwnFile, setting: string, name: string, columns: readonly FileColumn[]): Error {
  const names = columns.map((column) => column.name);
  const other = names.find((one) => one.toLowerCase() === name.toLowerCase());
  return ownFileError(
    file.path,
    file.format === 'parquet' ? null : 1,
    `there is no column "${name}"${other === undefined ? `, only ${names.map((one) => `"${one}"`).join(', ')}` : `: it is written "${other}"`}`,
    `set "files": { "columns": { "${setting}": "${other ?? '...'}" } }`,
  );
}

/** A value that could not be read. */
interface Unreadable {
  readonly file: OwnFile;
  readonly line: number;
  readonly column: string;
  readonly text: string | null;
  readonly setting: string;
  readonly settings: FilesSettings;
}

function unreadable({ file, line, column, text, setting, settings }: Unreadable): Error {
  if (text === null || text.trim() === '') return ownFileError(file.path, line, `${column} is empty`, 'a bar needs it');
  if (setting === 'time') {
    const advice =
      settings.unit !== undefined
        ? `"unit" says numbers (${settings.unit})`
        : settings.timeFormat !== undefined
          ? `"timeFormat" says ${settings.timeFormat}`
          : /^\d+$/.test(text)
            ? 'set "unit" to s, ms, us or ns'
            : 'set "timeFormat", for example %d.%m.%Y %H:%M';
    return ownFileError(file.path, line, `${column} is "${text}", which is no time of that form`, advice);
  }
  const isComma = /^[-+]?\d+,\d+$/.test(text.trim());
  return ownFileError(
    file.path,
    line,
    `${column} is "${text}", not a number`,
    isComma && settings.decimal === '.'
      ? 'a decimal comma needs "decimal": ","'
      : 'correct the value, or check "columns"',
  );
}

const firstLine = (cause: unknown): string =>
  (cause instanceof Error ? cause.message : String(cause)).split('\n')[0] ?? '';

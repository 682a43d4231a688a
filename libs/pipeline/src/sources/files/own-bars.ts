import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { quoteName, toFilePattern, toLiteral } from '@tickerlake/athena-sql';
import type { DuckDbSession } from '../../engines/duckdb/duckdb-session.ts';
import { type Kysely, sql } from 'kysely';
import { parseBarLength } from '../bar-length-text.ts';
import { assertReadable } from './assert-readable.ts';
import type { FilesSettings } from './files-settings.ts';
import { listOwnFiles, type OwnFile } from './list-own-files.ts';
import { lineOfRow, openCsv } from './open-csv.ts';
import type { LoadedFile, OwnBar, OwnBarTables, Relation } from './own-bar.ts';
import { type FileColumn, numberOf, readColumns, startMsOf } from './own-bars-sql.ts';
import { ownFileError } from './own-file-error.ts';

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
 * Reads a team's own files into an engine on this machine: the bars as they are, repetitions included.
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
    // Rows are numbered in the order of the file.
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
          `it is not a Parquet file, or it is damaged (${firstLine(cause)})`,
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

const firstLine = (cause: unknown): string =>
  (cause instanceof Error ? cause.message : String(cause)).split('\n')[0] ?? '';

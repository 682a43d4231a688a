import { type Kysely, sql } from 'kysely';
import { barFault } from '../bar-fault.ts';
import type { FilesSettings } from './files-settings.ts';
import { type OwnFile, ownTickerFault } from './list-own-files.ts';
import { lineOfRow } from './open-csv.ts';
import type { LoadedFile, OwnBar, OwnBarTables, Relation } from './own-bar.ts';
import { readColumns } from './own-bars-sql.ts';
import { ownFileError } from './own-file-error.ts';

/**
 * Refuses the first value of a loaded file that cannot be read, or that a bar cannot have.
 *
 * @throws {StoreError} with file, line, the value and what to do.
 * @example
 * await assertReadable(db, { file, index, relation, settings, barMs });
 */
export async function assertReadable(db: Kysely<OwnBarTables>, loaded: LoadedFile): Promise<void> {
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
    return ownFileError(file.path, line, `${column} is "${text}", which cannot be read as a time`, advice);
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

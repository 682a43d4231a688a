import { rm } from 'node:fs/promises';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Calendars } from '../../ports/calendars.ts';
import { replaceFile } from '../../storage/files/atomic-file.ts';
import type { DayFile } from './flat-file-days.ts';
import type { FlatFilePlace } from './flat-file-place.ts';
import { fault, unpackDay } from './unpack-day.ts';

/** What a day is read with. */
export interface DayReader {
  readonly db: Kysely<unknown>;
  readonly place: FlatFilePlace;
  readonly calendars: Calendars;
  readonly signal: AbortSignal;
}

const types: Readonly<Record<string, string>> = {
  ticker: 'VARCHAR',
  volume: 'DOUBLE',
  open: 'DOUBLE',
  close: 'DOUBLE',
  high: 'DOUBLE',
  low: 'DOUBLE',
  window_start: 'BIGINT',
  transactions: 'BIGINT',
};
const nsPerMs = 1_000_000;

/**
 * Reads the bars of some tickers from a file of a day into a Parquet file that appears whole or not at all: `ticker`, `t` in ms, `o`, `h`,
 * `l`, `c`, `v`, `n`, and `answer`, the file with its checksum.
 *
 * @param tickers null for all.
 * @throws {StoreError} for a file that cannot be used, with file, line and next step.
 * @example
 * await readDay(reader, day, ['AAPL'], 'scratch/2026-05-29.parquet');
 */
export async function readDay(
  { db, place, calendars, signal }: DayReader,
  day: DayFile,
  tickers: readonly string[] | null,
  to: string,
): Promise<void> {
  const csv = `${to}.csv`;
  try {
    await replaceFile(to, async (temporary) => {
      const { columns, sha256 } = await unpackDay(place, day, csv, signal);
      const answer = `${day.path} sha256:${sha256}`;
      const rows = bars(csv, columns, tickers, answer);
      await sql`copy (${rows}) to ${sql.lit(temporary)} (format parquet, compression zstd, row_group_size 4096)`
        .execute(db)
        .catch((cause: unknown) => {
          signal.throwIfAborted();
          throw csvFault(place, day, cause);
        });
      await assertDay(db, temporary, (ms) => datesOf(calendars, ms), { place, day });
    });
  } finally {
    await rm(csv, { force: true });
  }
}

const bars = (
  csv: string,
  columns: readonly string[],
  tickers: readonly string[] | null,
  answer: string,
): RawBuilder<unknown> => {
  const struct = columns.map((name) => sql`${sql.lit(name)}: ${sql.lit(types[name] ?? 'VARCHAR')}`);
  const optional = (name: string, type: string) =>
    columns.includes(name) ? sql.ref(name) : sql`cast(null as ${sql.raw(type)})`;
  const list = sql.join((tickers ?? []).map((ticker) => sql.lit(ticker)));
  return sql`
    select ticker, window_start // ${sql.lit(nsPerMs)} as t, open as o, high as h, low as l, close as c,
      ${optional('volume', 'double')} as v, ${optional('transactions', 'bigint')} as n, ${sql.lit(answer)} as answer
    from read_csv(${sql.lit(csv)}, header = true, auto_detect = false, delim = ',', quote = '"', escape = '"',
      columns = {${sql.join(struct)}})
    ${tickers === null ? sql`` : sql`where ticker in (${list})`}
    order by ticker, t`;
};

/** What the engine says of a CSV that it cannot read, in our words. */
function csvFault(place: FlatFilePlace, day: DayFile, cause: unknown): unknown {
  const text = cause instanceof Error ? cause.message : String(cause);
  const [, line] = /CSV Error on Line: (\d+)/.exec(text) ?? [];
  if (line === undefined) return cause;
  const [, value, type] = /Could not convert string "([^"]*)" to '?([A-Z]+)/.exec(text) ?? [];
  const [, column] = /converting column "([^"]+)"/.exec(text) ?? [];
  const [, expected, found] = /Expected Number of Columns: (\d+) Found: (\d+)/.exec(text) ?? [];
  const reason =
    value !== undefined
      ? `its ${column} is "${value}", not a ${type === 'DOUBLE' ? 'number with a decimal point' : 'whole number'}`
      : expected !== undefined
        ? `it has ${found} values and the header ${expected} columns: a decimal comma, or a line that is cut`
        : 'the line is not valid CSV';
  return fault(place, day, Number(line), reason, cause);
}

async function assertDay(
  db: Kysely<unknown>,
  path: string,
  dates: (ms: number) => readonly string[],
  { place, day }: { readonly place: FlatFilePlace; readonly day: DayFile },
): Promise<void> {
  const { rows } = await sql<{
    first: number | null;
    last: number | null;
    empty: string | null;
  }>`select cast(min(t) as double) as first, cast(max(t) as double) as last,
      any_value(ticker) filter (where t is null or o is null or h is null or l is null or c is null) as empty
    from read_parquet(${sql.lit(path)})`.execute(db);
  const { first = null, last = null, empty = null } = rows[0] ?? {};
  if (empty !== null) throw fault(place, day, null, `a bar of ${empty} lacks its time or a price`);
  for (const ms of [first, last])
    if (ms !== null && !dates(ms).includes(day.date))
      throw fault(place, day, null, `it has a bar of ${new Date(ms).toISOString()}, so it is not the file of its name`);
}

/** The trading date that an instant belongs to, and its date on New York's clocks: in the evening they differ. */
function datesOf({ XNYS }: Calendars, ms: number): readonly string[] {
  const { tradingDate } = XNYS.locate(ms);
  const date = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/New_York' }).format(ms);
  return [tradingDate, date];
}

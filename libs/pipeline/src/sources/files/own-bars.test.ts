import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { sql } from 'kysely';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { openDuckDb } from '../../engines/duckdb/duckdb-session.ts';
import { filesSchema } from './files-settings.ts';
import type { OwnBar } from './own-bar.ts';
import { readOwnBars } from './own-bars.ts';

const openMs = Date.parse('2026-05-28T13:30:00Z');
const header = 'time,open,high,low,close,volume';
const csv = (...rows: readonly string[]): string => [header, ...rows, ''].join('\n');
const row = (time: string | number): string => `${time},100.5,101,100,100.25,1200`;

/** Reads files that are written for the test. */
async function read(
  written: Readonly<Record<string, string | Uint8Array>>,
  settings: object = {},
): Promise<{ readonly bars: readonly OwnBar[]; readonly folder: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'tickerlake-own-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(written)) await writeFile(join(folder, name), text);
  const own = await readOwnBars(filesSchema.parse({ folder, bar: 'minute', ...settings }), {
    scratch: join(folder, 'scratch'),
    openEngine: (tempDirectory) => openDuckDb<unknown>({ tempDirectory }),
  });
  try {
    const { rows } =
      await sql<OwnBar>`select * replace (row::double as row, t::double as t) from own_bars order by file, row`.execute(
        own.db,
      );
    return { bars: rows, folder };
  } finally {
    await own.close();
  }
}

const inNewYork = { zone: 'America/New_York' };

describe('a bar that opens the session is read from', () => {
  test.each([
    { name: 'a time of New York', text: csv(row('2026-05-28 09:30')), settings: inNewYork },
    { name: 'a time with seconds and a T', text: csv(row('2026-05-28T09:30:00')), settings: inNewYork },
    {
      name: 'an offset, whatever the zone',
      text: csv(row('2026-05-28T09:30:00-04:00')),
      settings: { zone: 'Asia/Tokyo' },
    },
    { name: 'a Z', text: csv(row('2026-05-28T13:30:00.000Z')), settings: {} },
    { name: 'the end of the bar', text: csv(row('2026-05-28 09:31')), settings: { ...inNewYork, stamp: 'end' } },
    { name: 'seconds', text: csv(row(openMs / 1_000)), settings: { unit: 's' } },
    { name: 'milliseconds', text: csv(row(openMs)), settings: { unit: 'ms' } },
    { name: 'microseconds', text: csv(row(`${openMs}000`)), settings: { unit: 'us' } },
    { name: 'nanoseconds', text: csv(row(`${openMs}000000`)), settings: { unit: 'ns' } },
    {
      name: 'seconds of the clock in New York',
      text: csv(row(openMs / 1_000 - 4 * 3_600)),
      settings: { ...inNewYork, unit: 's' },
    },
    {
      name: 'a stated time format',
      text: csv(row('28.05.2026 09:30')),
      settings: { ...inNewYork, timeFormat: '%d.%m.%Y %H:%M' },
    },
    {
      name: 'a date and a time',
      text: 'day,time,open,high,low,close,volume\n2026-05-28,09:30,100.5,101,100,100.25,1200\n',
      settings: { ...inNewYork, columns: { date: 'day' } },
    },
    {
      name: 'semicolons and decimal commas',
      text: 'time;open;high;low;close;volume\n2026-05-28 09:30;100,5;101;100;100,25;1200\n',
      settings: { ...inNewYork, decimal: ',' },
    },
    {
      name: 'a byte order mark, quotes, blank lines and CRLF',
      text: `\uFEFF"time","open","high","low","close","volume"\r\n\r\n"2026-05-28 09:30","100.5","101","100","100.25","1200"\r\n`,
      settings: inNewYork,
    },
    {
      name: 'columns in another order and more of them',
      text: 'note,Last,volume,low,high,open,time\nfine,100.25,1200,100,101,100.5,2026-05-28 09:30\n',
      settings: { ...inNewYork, columns: { close: 'Last' } },
    },
  ])('$name', async ({ text, settings }) => {
    const { bars } = await read({ 'AAPL-2026-05.csv': text }, settings);
    expect(bars).toEqual([
      { file: 0, row: 1, ticker: 'AAPL', t: openMs, o: 100.5, h: 101, l: 100, c: 100.25, v: 1200, vw: null, n: null },
    ]);
  });

  test('a compressed file, and a column with the ticker', async () => {
    const text = `ticker,${header},n\nMSFT,${row('2026-05-28 09:30')},7\n`;
    const columns = { ticker: 'ticker', trades: 'n' };
    const { bars } = await read({ 'day.csv.gz': gzipSync(text) }, { ...inNewYork, columns });
    expect(bars).toMatchObject([{ ticker: 'MSFT', t: openMs, n: 7 }]);
  });
});

describe('Parquet', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tickerlake-own-'));
    return () => rm(folder, { recursive: true, force: true });
  });

  test.each([
    { name: 'instants', time: `timestamptz '2026-05-28 13:30:00Z'`, settings: {} },
    { name: 'times of New York', time: `timestamp '2026-05-28 09:30:00'`, settings: inNewYork },
    { name: 'numbers', time: `${openMs}::bigint`, settings: { unit: 'ms' } },
  ])('with $name', async ({ name, time, settings }) => {
    const session = await openDuckDb<unknown>({ tempDirectory: folder });
    const file = join(folder, `${name.replaceAll(' ', '')}.parquet`);
    await sql
      .raw(
        `copy (select ${time} as "time", 100.5 as open, 101 as high, 100::float as low, 100.25::double as close, 1200::bigint as volume) to '${file}' (format parquet)`,
      )
      .execute(session.db);
    await session.close();
    const { bars } = await read({ 'X_BTCUSD.parquet': await readFile(file) }, settings);
    expect(bars).toMatchObject([{ ticker: 'X:BTCUSD', t: openMs, o: 100.5, h: 101, l: 100, c: 100.25, v: 1200 }]);
  });

  test('that is none is named', async () => {
    await expect(read({ 'AAPL.parquet': 'PAR1 damaged' })).rejects.toThrow(/AAPL\.parquet: it is not a Parquet file/);
  });
});

const good = row('2026-05-28 09:30');
const cut = gzipSync(csv(...Array.from({ length: 2_000 }, (_, at) => row(openMs + at * 60_000))));

test.each([
  { name: 'an empty file', file: '', says: 'AAPL.csv: the file is empty' },
  { name: 'a header alone', file: csv(), says: 'AAPL.csv: it holds no rows' },
  {
    name: 'a missing column',
    file: 'time,open,high,low,volume\n1,1,1,1,1\n',
    says: 'AAPL.csv, line 1: there is no column "close", only "time", "open"',
  },
  {
    name: 'a header in other case',
    file: 'Time,Open,High,Low,Close,Volume\n1,1,1,1,1,1\n',
    says: 'AAPL.csv, line 1: there is no column "time": it is written "Time": set "files": { "columns": { "time": "Time" } }',
  },
  {
    name: 'a column twice',
    file: 'time,open,open,high,low,close,volume\n',
    says: 'AAPL.csv, line 1: the header has the column "open" twice',
  },
  {
    name: 'UTF-16',
    file: Buffer.from(`\uFEFF${csv(good)}`, 'utf16le'),
    says: 'AAPL.csv, line 1: the text is UTF-16: save it as UTF-8',
  },
  {
    name: 'a decimal comma',
    file: csv(good, '2026-05-28 09:31,"100,5",101,100,100,1'),
    says: 'AAPL.csv, line 3: open is "100,5", not a number: a decimal comma needs "decimal": ","',
  },
  {
    name: 'an unquoted decimal comma',
    file: csv(good, '2026-05-28 09:31,100,5,101,100,100,1'),
    says: /AAPL\.csv, line 3: it cannot be read \(Expected Number of Columns: 6 Found: 7\)/,
  },
  {
    name: 'a line that is cut short',
    file: csv(good, good, '2026-05-28 09:32,100'),
    says: /AAPL\.csv, line 4: it cannot be read/,
  },
  {
    name: 'a text for a price, after a blank line',
    file: csv(good, '', '2026-05-28 09:31,n/a,101,100,100,1'),
    says: 'AAPL.csv, line 4: open is "n/a", not a number',
  },
  {
    name: 'no price',
    file: csv(good, '2026-05-28 09:31,,101,100,100,1'),
    says: 'AAPL.csv, line 3: open is empty: a bar needs it',
  },
  { name: 'infinity', file: csv('2026-05-28 09:31,inf,101,100,100,1'), says: 'line 2: open is "inf", not a number' },
  {
    name: 'a text for a volume',
    file: csv(good, '2026-05-28 09:31,100,101,100,100,much'),
    says: 'AAPL.csv, line 3: volume is "much", not a number',
  },
  {
    name: 'numbers without a unit',
    file: csv(row(openMs)),
    says: 'line 2: time is "1779975000000", which cannot be read as a time: set "unit" to s, ms, us or ns',
  },
  { name: 'a time of another form', file: csv(row('28/05/2026 09:30')), says: 'set "timeFormat", for example' },
  {
    name: 'another unit',
    file: csv(row(openMs)),
    settings: { unit: 's' },
    says: /line 2: its start \d+ is not in milliseconds since 1970/,
  },
  { name: 'a name without a ticker', file: csv(good), as: 'aapl prices.csv', says: 'does not begin with a ticker' },
  {
    name: 'a gzip file that is cut short',
    file: cut.subarray(0, cut.length / 2),
    as: 'AAPL.csv.gz',
    settings: { unit: 'ms' },
    says: 'AAPL.csv.gz: the gzip file is cut short or damaged',
  },
  {
    name: 'a gzip file that is none',
    file: csv(good),
    as: 'AAPL.csv.gz',
    says: 'AAPL.csv.gz: the gzip file is cut short or damaged',
  },
  {
    name: 'a ticker that is none, in a column',
    file: `symbol,${header}\nAAPL,${good}\n,${good}\n`,
    settings: { columns: { ticker: 'symbol' } },
    says: 'AAPL.csv, line 3: The ticker is empty',
  },
  { name: 'nothing to read', file: '', as: 'AAPL.txt', says: 'holds no .csv, .csv.gz or .parquet file' },
])('refuses $name', async ({ file, as = 'AAPL.csv', settings = {}, says }) => {
  await expect(read({ [as]: file }, { ...inNewYork, ...settings })).rejects.toThrow(says);
});

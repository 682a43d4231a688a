import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { openPager } from '../../output/open-pager.ts';
import { publishedTableNames } from '@tickerlake/pipeline';
import { minutesOf, writeRecorded } from '../../testing/recorded-folder.ts';
import { runCommand } from '../../testing/run-command.ts';

let root = '';
/** DuckDB takes "?" and "*" of a path for patterns, and "?" for the begin of a URL's query. */
const dataDir = (): string => join(root, 'what?', 'a[b]*');
const query = async (sql: string, ...options: readonly string[]) =>
  runCommand(['query', sql, '--source', 'replay', '--data-dir', dataDir(), ...options]);
const json = async (sql: string) => JSON.parse((await query(sql, '--json')).out) as Record<string, unknown>[];

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'tickerlake-query-'));
  await writeRecorded(join(root, 'recorded'), { AAPL: minutesOf('2026-05-28', 100) });
  const run = await runCommand([
    'run',
    '--replay-dir',
    join(root, 'recorded'),
    '--tickers',
    'AAPL',
    '--data-dir',
    dataDir(),
  ]);
  expect(run).toMatchObject({ code: 0 });
}, 60_000);
afterAll(() => rm(root, { recursive: true, force: true }));

const opens = '2026-05-28T13:30:00.000Z';
const newYork = "bar_start at time zone 'UTC' at time zone 'America/New_York'";

describe('a timestamp', () => {
  it.each([
    {
      name: 'a column of the tables is an instant',
      sql: 'select bar_start as t from hourly_volatility order by 1 limit 1',
      value: opens,
    },
    { name: 'its minimum is one, too', sql: 'select min(bar_start) as t from hourly_volatility', value: opens },
    {
      name: 'so it is by another name, from a subquery',
      sql: 'with h as (select bar_start as began from hourly_volatility) select min(h.began) as t from h',
      value: opens,
    },
    {
      name: 'and cut to the day',
      sql: "select date_trunc('day', min(bar_start)) as t from hourly_volatility",
      value: '2026-05-28T00:00:00.000Z',
    },
    {
      name: 'a timestamp with time zone is an instant',
      sql: "select min(bar_start) at time zone 'UTC' as t from hourly_volatility",
      value: opens,
    },
    {
      name: 'New York time is none',
      sql: `select min(${newYork}) as t from hourly_volatility`,
      value: '2026-05-28 09:30:00',
    },
    {
      name: 'not by the name of an instant either',
      sql: `select ${newYork} as bar_start from hourly_volatility order by 1 limit 1`,
      value: '2026-05-28 09:30:00',
    },
    {
      name: 'not through a subquery that hides it',
      sql: `select bar_start from (select ${newYork} as bar_start from hourly_volatility) order by 1 limit 1`,
      value: '2026-05-28 09:30:00',
    },
    {
      name: 'not through a renamed table',
      sql: `select bar_start from (select ${newYork} from hourly_volatility) as h(bar_start) order by 1 limit 1`,
      value: '2026-05-28 09:30:00',
    },
    {
      name: 'not in a replaced column',
      sql: `select * replace (${newYork} as bar_start) from (select bar_start from hourly_volatility) order by 1 limit 1`,
      value: '2026-05-28 09:30:00',
    },
    {
      name: 'not in a union with instants',
      sql: `select bar_start from (select bar_start from hourly_volatility union all select ${newYork} from hourly_volatility) order by 1 limit 1`,
      value: '2026-05-28 09:30:00',
    },
    {
      name: 'a typed timestamp has no zone',
      sql: "select timestamp '2026-05-28 09:30:00' as t",
      value: '2026-05-28 09:30:00',
    },
  ])('$name', async ({ sql, value }) => {
    const [row] = await json(sql);
    expect(Object.values(row ?? {})).toEqual([value]);
    expect((await query(sql)).out.split('\n')[1]).toBe(value);
  });
});

describe('a value', () => {
  const values = [
    {
      name: 'a double',
      sql: '45.400000000000034::double',
      text: '45.4',
      exact: '45.400000000000034',
      json: 45.400000000000034,
    },
    {
      name: 'a price',
      sql: '187.46218333333334::double',
      text: '187.4622',
      exact: '187.46218333333334',
      json: 187.46218333333334,
    },
    { name: 'a rate', sql: '1.0834512::double', text: '1.08345', exact: '1.0834512', json: 1.0834512 },
    {
      name: 'a tiny double',
      sql: '8.11168e-6::double',
      text: '0.00000811168',
      exact: '0.00000811168',
      json: 8.11168e-6,
    },
    { name: 'NaN', sql: "'nan'::double", text: 'NaN', exact: 'NaN', json: 'NaN' },
    { name: 'an infinity', sql: "'-infinity'::double", text: '-Infinity', exact: '-Infinity', json: '-Infinity' },
    { name: 'NULL', sql: 'null', text: 'NULL', exact: 'NULL', json: null },
    { name: 'a time', sql: "time '09:30:00'", text: '09:30:00', exact: '09:30:00', json: '09:30:00' },
    { name: 'an interval', sql: "interval '90' minute", text: '01:30:00', exact: '01:30:00', json: '01:30:00' },
    {
      name: 'a large integer',
      sql: '9007199254740993::bigint',
      text: '9007199254740993',
      exact: '9007199254740993',
      json: '9007199254740993',
    },
    { name: 'a decimal', sql: '1.50::decimal(5, 2)', text: '1.50', exact: '1.50', json: '1.50' },
    { name: 'a list', sql: '[1, null]', text: '[1,null]', exact: '[1,null]', json: [1, null] },
    {
      name: 'control characters',
      sql: "chr(27) || '[31mred' || chr(155) || 'x'",
      text: '\u001b[31mred\u009bx',
      exact: '\u001b[31mred\u009bx',
      json: '\u001b[31mred\u009bx',
    },
  ];
  let shown: readonly string[];
  let exactly: readonly string[];
  let parsed: Record<string, unknown> | undefined;

  beforeAll(async () => {
    const sql = `select ${values.map((one, index) => `${one.sql} as v${index}`).join(', ')}`;
    const cells = async (...options: readonly string[]) =>
      (await query(sql, ...options)).out.split('\n')[1]?.trim().split(/ {2,}/) ?? [];
    [shown, exactly, [parsed]] = [await cells(), await cells('--exact'), await json(sql)];
  });

  it.each(values.map((one, index) => ({ ...one, index })))(
    '$name reads $text',
    ({ index, text, exact, json: value }) => {
      expect([shown[index], exactly[index], parsed?.[`v${index}`]]).toEqual([text, exact, value]);
    },
  );
});

describe('rows', () => {
  it.each([
    {
      name: 'all of them by default, far more than a page of the engine',
      options: [],
      last: '5,000 rows',
      rows: 5_000,
    },
    { name: 'as many as requested', options: ['--rows', '7'], last: 'the first 7 rows', rows: 7 },
    { name: 'all on request', options: ['--rows', 'all'], last: '5,000 rows', rows: 5_000 },
  ])('$name', async ({ options, last, rows }) => {
    const { out, err } = await query('select range as n from range(5000)', ...options);
    const lines = out.trimEnd().split('\n');
    expect(lines.slice(1, -1).map((line) => line.trim())).toEqual(Array.from({ length: rows }, (_, n) => String(n)));
    expect(lines.at(-1)).toBe(last);
    expect(err).toBe(rows < 5_000 ? 'There are more rows: add --rows all, or --json for a program.\n' : '');
  });
});

describe('numbers in a table', () => {
  it('are aligned at the decimal point, their headings at the right', async () => {
    const rows = "(values (1.5::double, 12, 'a'), (120.25, 7, 'b'), (null, null, null)) v(price, bars, ticker)";
    expect((await query(`select * from ${rows}`)).out).toBe(
      ' price  bars  ticker\n  1.5     12  a\n120.25     7  b\n  NULL  NULL  NULL\n3 rows\n',
    );
  });
});

describe('another format', () => {
  it.each([
    { format: 'csv', out: 'ticker,bar_start\nAAPL,2026-05-28T13:30:00.000Z\n' },
    { format: 'ndjson', out: '{"ticker":"AAPL","bar_start":"2026-05-28T13:30:00.000Z"}\n' },
    { format: 'json', out: '[{"ticker":"AAPL","bar_start":"2026-05-28T13:30:00.000Z"}]\n' },
  ])('$format is what export writes, on standard output and in a file', async ({ format, out }) => {
    const sql = 'select ticker, bar_start from bars order by bar_start limit 1';
    expect(await query(sql, '--format', format)).toEqual({ code: 0, out, err: '' });
    const file = join(root, `rows.${format}`);
    expect(await query(sql, '--output', file)).toMatchObject({ code: 0, out: expect.stringContaining('1 row of') });
    expect(await readFile(file, 'utf8')).toBe(out);
  });

  it('reads an older release on request', async () => {
    expect((await query('select count(*)::int as n from bars', '--release', '1', '--format', 'csv')).out).toMatch(
      /^n\n\d+\n$/,
    );
  });

  it.each([
    { name: 'a release that is not kept', options: ['--release', '9'], words: 'There is no release 9' },
    { name: 'a file format on standard output', options: ['--format', 'xlsx'], words: 'name a file with --output' },
    { name: 'rows of CSV', options: ['--format', 'csv', '--rows', '5'], words: 'add "limit 5" to the query' },
    { name: 'a table in a file', options: ['--format', 'table', '--output', 'x.csv'], words: 'leave out' },
    { name: 'two formats', options: ['--format', 'csv', '--json'], words: 'exclude each other' },
  ])('refused: $name', async ({ options, words }) => {
    const { code, err } = await query('select 1 as one', ...options);
    expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining(words) });
  });
});

it('a pager gets text without control characters; one that cannot be started is null', async () => {
  const file = join(root, 'paged');
  const pager = await openPager(`dd of=${file} status=none`, { PATH: process.env['PATH'] ?? '' });
  await pager?.write('one\u001b[31m\n');
  await pager?.close();
  expect(await readFile(file, 'utf8')).toBe('one\n');
  expect(await openPager('no-such-pager', {})).toBeNull();
});

it('the help names every table that a query can read', async () => {
  const readable = await json(
    "select distinct table_name as name from information_schema.tables where table_name not in ('asked_tickers', 'known_absences', 'staged_hours', 'vendor_totals') order by 1",
  );
  expect(readable.map(({ name }) => name)).toEqual([...publishedTableNames].sort());
  const { out } = await runCommand(['query', '--help']);
  expect(publishedTableNames.filter((name) => !out.replace(/\s+/g, ' ').includes(name))).toEqual([]);
});

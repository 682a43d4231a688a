import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { parseDqdl } from '../dqdl/parse-dqdl.ts';
import type { HistoryPoint } from '../history/metric-history.ts';
import type { DatasetColumn } from '../plan/plan-context.ts';
import { checkRules } from '../run/check-rules.ts';
import { plainDatabase } from '../sql/plain-database.ts';
import { openDuckDb, type TableCell } from '../testing/duckdb-table.ts';
import { magnificent } from '../testing/hourly-rows.ts';
import { printProposals } from './print-proposals.ts';
import { profileTable } from './profile-table.ts';
import { roundOutwards } from './round-outwards.ts';
import { suggestRules } from './suggest-rules.ts';
import type { TableProfile } from './table-profile.ts';

const now = new Date('2026-05-29T21:00:00Z');
const columns: readonly DatasetColumn[] = [
  { name: 'ticker', type: 'string' },
  { name: 'bar_start', type: 'timestamp' },
  { name: 'trading_date', type: 'date' },
  { name: 'close', type: 'double' },
  { name: 'change', type: 'double' },
  { name: 'coverage', type: 'double' },
  { name: 'volume', type: 'int64' },
  { name: 'note', type: 'string' },
  { name: 'request id', type: 'string' },
  { name: 'is_complete', type: 'boolean' },
  { name: 'nothing', type: 'string' },
];
type Row = Readonly<Record<string, TableCell>>;
const sound: readonly Row[] = magnificent.flatMap((ticker, nth) =>
  Array.from({ length: 28 }, (_, hour): Row => {
    const day = 22 + Math.floor(hour / 7);
    return {
      ticker,
      bar_start: new Date(Date.UTC(2026, 4, day, 13 + (hour % 7), 30)),
      trading_date: `2026-05-${day}`,
      close: 100 * (nth + 1) + (hour % 5) / 4,
      change: ((hour % 5) - 2) / 100,
      coverage: hour === 3 ? 0.5 : 1,
      volume: hour === 6 ? 0n : BigInt(1000 * (hour + 1)),
      note: hour % 2 === 0 ? null : `it's "${hour}" \\ ${ticker}`,
      'request id': `00${nth}${String.fromCharCode(97 + (hour % 14))}-`,
      is_complete: hour !== 3,
      nothing: null,
    };
  }),
);

let open: Awaited<ReturnType<typeof openDuckDb>>;
let soundProfile: TableProfile;
beforeAll(async () => {
  open = await openDuckDb();
  await fill(sound);
  soundProfile = await profileTable({ db: open.db, dataset: 'hourly', columns });
});
afterAll(() => open.close());

const fill = (rows: readonly Row[], of = columns) =>
  open.createTable(
    'hourly',
    of,
    rows.map((row) => of.map(({ name }) => row[name] ?? null)),
  );
const check = async (dqdl: string) =>
  (await checkRules({ db: open.db, dataset: 'hourly', columns, ruleset: parseDqdl(dqdl), now })).rules.filter(
    ({ status }) => status !== 'pass',
  );

describe('rules proposed for a table of hours', () => {
  let dqdl: string;
  beforeAll(() => {
    dqdl = printProposals(suggestRules(soundProfile, { now }));
  });

  it('take three statements: a scan, a pass for values and one for keys', () => {
    expect(soundProfile.statements).toHaveLength(3);
    expect(soundProfile.key).toEqual(['ticker', 'bar_start']);
  });

  it('state their reasons', async () => {
    await expect(dqdl).toMatchFileSnapshot('../testing/suggested-rules.dqdl');
  });

  it('pass on that table', async () => {
    await fill(sound);
    expect(await check(dqdl)).toEqual([]);
  });

  it.each<{ fault: string; rows: readonly Row[]; fails: string }>([
    {
      fault: 'a column of NULL',
      rows: sound.map((row) => ({ ...row, close: null })),
      fails: 'IsComplete "close" with nan = "missing"',
    },
    {
      fault: 'NaN',
      rows: sound.map((row) => ({ ...row, change: Number.NaN })),
      fails: 'IsComplete "change" with nan = "missing"',
    },
    {
      fault: 'more NULLs than usual',
      rows: sound.map((row) => ({ ...row, note: null })),
      fails: 'Completeness "note" >= 0.25',
    },
    { fault: 'every row twice', rows: [...sound, ...sound], fails: 'IsPrimaryKey "ticker" "bar_start"' },
    {
      fault: 'cents for dollars',
      rows: sound.map((row) => ({ ...row, close: Number(row['close']) * 100 })),
      fails: 'ColumnValues "close" between 25 and 2900',
    },
    {
      fault: 'shares for percent',
      rows: sound.map((row) => ({ ...row, change: Number(row['change']) / 100 })),
      fails: 'StandardDeviation "change" > 0.0034',
    },
    {
      fault: 'volume in thousands',
      rows: sound.map((row) => ({ ...row, volume: BigInt(Math.floor(Number(row['volume']) / 1000)) })),
      fails: 'Mean "volume" > 3500',
    },
    {
      fault: 'a ticker is missing',
      rows: sound.filter(({ ticker }) => ticker !== 'TSLA'),
      fails: 'DistinctValuesCount "ticker" >= 7',
    },
    {
      fault: 'another ticker',
      rows: sound.map((row) => ({ ...row, ticker: row['ticker'] === 'TSLA' ? 'tsla' : (row['ticker'] ?? null) })),
      fails: 'ColumnValues "ticker" in ["AAPL","AMZN","GOOGL","META","MSFT","NVDA","TSLA"]',
    },
    {
      fault: 'most rows are lost',
      rows: sound.filter((_, index) => index % 3 === 0),
      fails: 'RowCount between 98 and 392',
    },
    {
      fault: 'dates of 1970',
      rows: sound.map((row) => ({ ...row, trading_date: '1970-01-21' })),
      fails: 'ColumnValues "trading_date" >= "2016-01-01"',
    },
    {
      fault: 'moments of next year',
      rows: sound.map((row) => ({ ...row, bar_start: new Date('2027-05-29T13:30:00Z') })),
      fails: 'ColumnValues "bar_start" <= (now() + 1 days)',
    },
    {
      fault: 'a share of more than 1',
      rows: sound.map((row) => ({ ...row, coverage: 1.1 })),
      fails: 'ColumnValues "coverage" <= 1',
    },
  ])('find $fault', async ({ rows, fails }) => {
    await fill(rows);
    const failed = await check(dqdl);

    expect(failed.map((rule) => rule.dqdl)).toContain(fails);
    expect(failed.filter(({ status }) => status !== 'fail' && status !== 'not_evaluated')).toEqual([]);
  });
});

it('are the same through plainDatabase', async () => {
  await fill(sound);
  const plain = plainDatabase(
    'duckdb',
    async (statement) =>
      (
        await open.db.executeQuery<Record<string, unknown>>({
          sql: statement,
          parameters: [],
          query: { kind: 'RawNode', sqlFragments: [statement], parameters: [] },
          queryId: { queryId: '1' },
        })
      ).rows,
  );
  const profile = await profileTable({ db: plain, dataset: 'hourly', columns });

  expect(profile).toEqual(soundProfile);
});

describe('a profile', () => {
  it.each<{
    name: string;
    columns: readonly DatasetColumn[];
    rows: readonly Row[];
    key: readonly string[] | null;
    rules: readonly string[];
  }>([
    { name: 'of no row', columns: [{ name: 'a', type: 'int64' }], rows: [], key: null, rules: [] },
    {
      name: 'of one row has no key',
      columns: [{ name: 'a', type: 'int64' }],
      rows: [{ a: 5n }],
      key: null,
      rules: ['RowCount between 0.5 and 2', 'IsComplete "a"', 'ColumnValues "a" between 1.2 and 20'],
    },
    {
      name: 'of ids',
      columns: [{ name: 'order_id', type: 'int64' }],
      rows: [{ order_id: 1n }, { order_id: 2n }],
      key: ['order_id'],
      rules: [
        'RowCount between 1 and 4',
        'IsPrimaryKey "order_id"',
        'IsComplete "order_id"',
        'ColumnValues "order_id" between 0.25 and 8',
      ],
    },
    {
      name: 'of numbers that differ by chance',
      columns: [{ name: 'volume', type: 'int64' }],
      rows: [{ volume: -1n }, { volume: -2n }],
      key: null,
      rules: [
        'RowCount between 1 and 4',
        'IsComplete "volume"',
        'ColumnValues "volume" < 0',
        'ColumnValues "volume" >= -8',
        'StandardDeviation "volume" > 0.12',
      ],
    },
    {
      name: 'of infinities, zeros and huge numbers',
      columns: [
        { name: 'a', type: 'double' },
        { name: 'b', type: 'double' },
        { name: 'c', type: 'double' },
      ],
      rows: [
        { a: Infinity, b: 0, c: 1e300 },
        { a: 1, b: 0, c: -1e300 },
      ],
      key: null,
      rules: [
        'RowCount between 1 and 4',
        'IsComplete "a"',
        'IsComplete "b" with nan = "missing"',
        'IsComplete "c" with nan = "missing"',
      ],
    },
    {
      name: 'of identifiers, which are no list',
      columns: [{ name: 'run', type: 'string' }],
      rows: Array.from({ length: 6 }, (_, index) => ({ run: `01M8PQA84T218S0WRA9GHSNV7${index % 2}` })),
      key: null,
      rules: ['RowCount between 3 and 12', 'IsComplete "run"', 'ColumnValues "run" matches "[A-Z0-9.:_-]+"'],
    },
    {
      name: 'of types without an order',
      columns: [
        { name: 'a', type: 'array' },
        { name: 'b', type: 'binary' },
      ],
      rows: [
        { a: null, b: null },
        { a: null, b: null },
      ],
      key: null,
      rules: ['RowCount between 1 and 4'],
    },
  ])('$name', async ({ columns: of, rows, key, rules }) => {
    await fill(rows, of);
    const profile = await profileTable({ db: open.db, dataset: 'hourly', columns: of });

    expect(profile.key).toEqual(key);
    expect(suggestRules(profile, { now }).map(({ rule }) => rule)).toEqual(rules);
  });

  it.each([
    { name: 'that identifies its rows', known: ['a', 'b'], key: ['a', 'b'] },
    { name: 'that is there twice', known: ['a'], key: ['b'] },
    { name: 'with NULL', known: ['a', 'c'], key: ['b'] },
    { name: 'that the table lacks', known: ['nowhere'], key: ['b'] },
  ])('of a table with a known key $name', async ({ known, key }) => {
    const of = (['a', 'b', 'c'] as const).map((name) => ({ name, type: 'string' as const }));
    await fill(
      [
        { a: 'x', b: '1', c: null },
        { a: 'x', b: '2', c: 'z' },
      ],
      of,
    );
    expect(await profileTable({ db: open.db, dataset: 'hourly', columns: of, key: known })).toMatchObject({ key });
  });

  it('of a table that is not there says so', async () => {
    await expect(profileTable({ db: open.db, dataset: 'nowhere', columns })).rejects.toThrow(
      'nowhere cannot be profiled: ',
    );
  });
});

describe('what earlier runs measured', () => {
  const points = (values: readonly number[]): readonly HistoryPoint[] =>
    values.map((value, index) => ({ at: new Date(now.getTime() - (index + 1) * 86_400_000), value }));
  const suggest = (past: Readonly<Record<string, readonly number[]>>, readsParts = false) => {
    const known = new Map(Object.entries(past).map(([series, values]) => [series, points(values)]));
    return suggestRules(soundProfile, { now, past: known, readsParts }).map(({ rule }) => rule);
  };

  it('widens the bounds so that earlier runs would have passed', () => {
    expect(
      suggest({
        RowCount: [49, 400],
        'DistinctValuesCount "ticker"': [6],
        'Completeness "close"': [0.98],
        'Mean "volume"': [400],
      }),
    ).toEqual(
      expect.arrayContaining([
        'RowCount between 24 and 800',
        'DistinctValuesCount "ticker" >= 6',
        'Completeness "close" >= 0.96',
        'Mean "volume" > 100',
      ]),
    );
  });

  it.each([
    { name: 'usual', values: [190, 196, 200, 199, 195, 196, 190, 201, 196], isProposed: true },
    { name: 'too few', values: [190, 196, 200, 199, 195, 196, 190], isProposed: false },
    { name: 'constant', values: [196, 196, 196, 196, 196, 196, 196, 196, 196], isProposed: false },
    {
      name: 'with an outlier',
      values: [190, 900, 200, 199, 195, 196, 190, 201, 196],

      isProposed: false,
    },
    {
      name: 'of parts, although the table is read as a whole',
      values: [10, 11, 10, 12, 10, 11, 10, 11, 10],

      isProposed: false,
    },
  ])('proposes DetectAnomalies for points that are $name: $isProposed', ({ values, isProposed }) => {
    expect(suggest({ RowCount: values }).includes('DetectAnomalies "RowCount"')).toBe(isProposed);
  });

  it('is the only bound on the rows of a part', () => {
    expect(suggest({}, true)[0]).toBe('RowCount > 0');
    expect(suggest({ RowCount: [14, 21] }, true)[0]).toBe('RowCount between 7 and 392');
  });
});

test.each([
  { value: 0.0123, down: '0.012', up: '0.013' },
  { value: 0.012, down: '0.012', up: '0.012' },
  { value: 287.6, down: '280', up: '290' },
  { value: -287.6, down: '-290', up: '-280' },
  { value: 99.5, down: '99', up: '100' },
  { value: 123_456_789_012, down: '120000000000', up: '130000000000' },
  { value: 0, down: '0', up: '0' },
  { value: 1e-13, down: null, up: null },
  { value: 1e300, down: null, up: null },
])('$value is rounded to $down and $up', ({ value, down, up }) => {
  expect([roundOutwards(value, 'down'), roundOutwards(value, 'up')]).toEqual([down, up]);
});

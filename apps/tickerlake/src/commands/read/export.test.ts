import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDuckDb } from '@tickerlake/pipeline/local';
import { tableFromIPC } from 'apache-arrow';
import { strFromU8, unzipSync } from 'fflate';
import { CompiledQuery } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportFormats } from '../../export/export-format.ts';
import { minutesOf, writeRecorded } from '../../testing/recorded-folder.ts';
import { runCommand } from '../../testing/run-command.ts';

let root = '';
let count = 0;
const dataDir = (): string => join(root, 'data');
const exportTo = (name: string, ...options: readonly string[]) =>
  runCommand(['export', ...options, '--output', join(root, name), '--source', 'replay', '--data-dir', dataDir()]);
const duckDb = async (sql: string): Promise<Record<string, unknown>[]> => {
  const session = await openDuckDb<unknown>({ tempDirectory: root });
  const { rows } = await session.db.executeQuery<Record<string, unknown>>(CompiledQuery.raw(sql));
  await session.close();
  return rows;
};
const published = async (sql: string) =>
  JSON.parse((await runCommand(['query', sql, '--json', '--source', 'replay', '--data-dir', dataDir()])).out) as Record<
    string,
    unknown
  >[];
const newName = (format: string): string => `out-${(count += 1)}.${format}`;
const opens = '2026-05-28T13:30:00.000Z';

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "tickerlake-export-it's-"));
  for (const days of [1, 2]) {
    const folder = join(root, `recorded-${days}`);
    await writeRecorded(folder, { AAPL: minutesOf('2026-05-28', 100 * days) });
    const run = await runCommand(['run', '--replay-dir', folder, '--tickers', 'AAPL', '--data-dir', dataDir()]);
    expect(run).toMatchObject({ code: 0 });
  }
}, 60_000);
afterAll(() => rm(root, { recursive: true, force: true }));

/** What an independent reader finds in a file: rows, and the first start of a bar as an instant. */
const readers: Readonly<Record<string, (file: string) => Promise<{ rows: number; first: string }>>> = {
  async parquet(file) {
    const path = file.replaceAll("'", "''");
    const [found] = await duckDb(
      `select count(*)::int as rows, strftime(min(bar_start) at time zone 'UTC', '%Y-%m-%dT%H:%M:%S.%gZ') as first, any_value(typeof(bar_start)) as type from '${path}'`,
    );
    expect(found?.['type']).toBe('TIMESTAMP WITH TIME ZONE');
    return { rows: Number(found?.['rows']), first: String(found?.['first']) };
  },
  async csv(file) {
    const [head = '', ...lines] = (await readFile(file, 'utf8')).trimEnd().split('\n');
    const at = head.split(',').indexOf('bar_start');
    return { rows: lines.length, first: lines.map((line) => line.split(',')[at] ?? '').sort()[0] ?? '' };
  },
  async ndjson(file) {
    const rows = (await readFile(file, 'utf8'))
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { bar_start: string });
    return { rows: rows.length, first: rows.map((row) => row.bar_start).sort()[0] ?? '' };
  },
  async arrow(file) {
    const table = tableFromIPC(await readFile(file));
    const starts = Array.from(table.getChild('bar_start') ?? [], Number);
    expect(String(table.schema.fields.find(({ name }) => name === 'bar_start')?.type)).toBe(
      'Timestamp<MILLISECOND, UTC>',
    );
    return { rows: table.numRows, first: new Date(Math.min(...starts)).toISOString() };
  },
};

describe('a table', () => {
  it.each(Object.keys(readers))('as %s is read by others with the same rows and instants', async (format) => {
    const name = newName(format);
    expect(await exportTo(name, 'bars')).toMatchObject({ code: 0 });
    const found = await readers[format]?.(join(root, name));
    const [expected] = await published('select count(*) as rows from bars');
    expect(found).toEqual({ rows: expected?.['rows'], first: opens });
  });

  it('as xlsx is a sheet with a heading that names the zone', async () => {
    const name = newName('xlsx');
    expect(
      await exportTo(name, '--sql', 'select ticker, bar_start, 1.5e0 as x, true as b from bars limit 2'),
    ).toMatchObject({ code: 0 });
    const entries = await sheetOf(join(root, name));
    expect(entries).toContain('bar_start (UTC)');
    expect(entries.match(/<row /g)).toHaveLength(3);
  });

  it('has each value as published, bit for bit', async () => {
    const name = newName('parquet');
    await exportTo(name, 'hourly_volatility');
    const path = join(root, name).replaceAll("'", "''");
    const exported = await duckDb(`select hourly_var, realized_var, bar_count from '${path}' order by bar_start`);
    const expected = await published(
      'select hourly_var, realized_var, bar_count from hourly_volatility order by bar_start',
    );
    expect(exported.map((row) => [row['hourly_var'], row['realized_var'], Number(row['bar_count'])])).toEqual(
      expected.map((row) => [row['hourly_var'], row['realized_var'], row['bar_count']]),
    );
  });

  it('of an older release has what readers saw then', async () => {
    const name = newName('csv');
    expect((await exportTo(name, 'hourly_volatility', '--release', '1')).out).toContain('(release 1)');
    const [older, newer] = [await readFile(join(root, name), 'utf8'), newName('csv')];
    await exportTo(newer, 'hourly_volatility');
    expect(older).not.toBe(await readFile(join(root, newer), 'utf8'));
  });

  it('comes with names, types, units and meanings of its columns', async () => {
    const name = newName('csv');
    await exportTo(name, 'hourly_volatility');
    const schema = JSON.parse(await readFile(join(root, `${name}.schema.json`), 'utf8')) as {
      columns: { name: string; unit: string | null }[];
    };
    expect(schema).toMatchObject({ table: 'hourly_volatility', release: 2, source: 'replay' });
    expect(schema.columns.find((column) => column.name === 'hourly_var')).toMatchObject({
      type: 'DOUBLE',
      unit: 'price',
    });
    expect(schema.columns.find((column) => column.name === 'bar_start')).toMatchObject({
      type: 'TIMESTAMP WITH TIME ZONE',
    });
  });
});

describe('a query', () => {
  it('keeps its order, and wall-clock time has no zone', async () => {
    const name = newName('csv');
    const newYork = "bar_start at time zone 'UTC' at time zone 'America/New_York'";
    await exportTo(
      name,
      '--sql',
      `select ${newYork} as local, high from bars order by bar_start desc; -- newest first`,
    );
    const [head, first] = (await readFile(join(root, name), 'utf8')).split('\n');
    expect(head).toBe('local,high');
    expect(first).toMatch(/^2026-05-28 \d\d:\d\d:00,/);
  });

  it('that groups more than its memory holds uses the disk, leaves nothing there, and JSON has no NaN', async () => {
    const name = newName('ndjson');
    const before = await readdir(root);
    const wide = "select i, any_value(repeat('x', 600)) as pad, 'nan'::double as x from range(700000) t(i) group by i";
    expect(await exportTo(name, '--sql', `${wide} having count(*) > 1 or i % 700000 = 7`)).toMatchObject({ code: 0 });
    const rows = (await readFile(join(root, name), 'utf8')).trimEnd();
    expect(JSON.parse(rows)).toEqual({ i: 7, pad: 'x'.repeat(600), x: null });
    expect(await readdir(root)).toEqual([...before, name, `${name}.schema.json`].sort());
  });

  it.each(exportFormats)('without rows makes a valid %s', async (format) => {
    expect(await exportTo(newName(format), '--sql', 'select ticker, bar_start from bars where false')).toMatchObject({
      code: 0,
    });
  });
});

describe('refused in a sentence, and nothing is left behind', () => {
  it.each([
    { name: 'both a table and a query', args: ['bars', '--sql', 'select 1'], words: 'and not both' },
    { name: 'neither', args: [], words: 'Give the name of a table' },
    { name: 'a misspelt table', args: ['hourly_volatilty'], words: 'Did you mean hourly_volatility?' },
    { name: 'a release that is not kept', args: ['bars', '--release', '9'], words: 'There is no release 9' },
    { name: 'another statement', args: ['--sql', 'drop table bars'], words: 'one SELECT statement' },
    {
      name: 'a file of the machine',
      args: ['--sql', "select * from read_text('other.txt')"],
      words: 'not allowed',
    },
    { name: 'wrong SQL', args: ['--sql', 'select nothing from bars'], words: 'nothing' },
  ])('$name', async ({ args, words }) => {
    const before = await readdir(root);
    const { code, err } = await exportTo(newName('csv'), ...args);
    expect(code).not.toBe(0);
    expect(err).toContain(words);
    expect(await readdir(root)).toEqual(before);
  });

  it('a name without a known ending, a missing folder, and a file that exists', async () => {
    expect((await exportTo('hours.txt', 'bars')).err).toContain('does not say its format');
    expect((await exportTo('no/folder/x.csv', 'bars')).err).toContain('There is no folder');
    await writeFile(join(root, 'mine.csv'), 'mine');
    expect((await exportTo('mine.csv', 'bars')).err).toContain('add --overwrite');
    expect(await readFile(join(root, 'mine.csv'), 'utf8')).toBe('mine');
    expect(await exportTo('mine.csv', 'bars', '--overwrite')).toMatchObject({ code: 0 });
    expect(existsSync(join(root, 'mine.csv.part'))).toBe(false);
  });
});

/** The XML of the first sheet: the file is a ZIP archive. */
async function sheetOf(file: string): Promise<string> {
  const files = unzipSync(new Uint8Array(await readFile(file)));
  return Object.entries(files)
    .filter(([path]) => /sheet1\.xml$|sharedStrings\.xml$/.test(path))
    .map(([, bytes]) => strFromU8(bytes))
    .join('\n');
}

import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, test } from 'vitest';
import { home, runCommand, temporaryFolder } from '../testing/run-command.ts';

const clock = { now: () => new Date('2026-06-10T12:00:00Z'), sleep: async () => {} };
const run = (...args: readonly string[]) => runCommand(args, { clock });

/** A configuration with the setting `files`, and where its store is. */
async function configure(root: string, files: object): Promise<readonly string[]> {
  await writeFile(join(root, 'config.json'), JSON.stringify({ files }));
  return ['--config', join(root, 'config.json'), '--data-dir', join(root, 'store')];
}

it('gives the tables of the API from a CSV file of the same month, bit for bit, except where they come from', async () => {
  const root = await temporaryFolder();
  const place = await configure(root, {
    folder: join(root, 'bars'),
    bar: 'minute',
    unit: 'ms',
    columns: { time: 'start_ms', ticker: 'ticker', vwap: 'vwap', trades: 'trades' },
  });
  const month = ['--tickers', 'AAPL', '--from', '2026-05-01', '--to', '2026-05-29'];
  expect(await run('run', '--source', 'simulated', ...month, ...place)).toMatchObject({ code: 0 });
  await mkdir(join(root, 'bars'));
  const bars =
    'select ticker, epoch_ms(bar_start) as start_ms, open, high, low, close, volume, vwap, trades from bars order by random()';
  const exported = ['export', '--sql', bars, '--output', join(root, 'bars/may.csv'), '--source', 'simulated'];
  expect(await run(...exported, ...place)).toMatchObject({ code: 0 });
  expect(await run('import', ...place)).toMatchObject({ code: 0 });

  const read = async (table: string, without: string, source: string): Promise<string> => {
    const text = `select * exclude (${without}) from ${table} order by all`;
    const { code, out } = await run('query', text, '--format', 'ndjson', '--source', source, ...place);
    expect(code).toBe(0);
    return out;
  };
  for (const { table, without } of [
    { table: 'bars', without: 'run_id, request_id, fetched_at' },
    { table: 'hourly_volatility', without: 'run_id' },
    { table: 'daily_volatility', without: 'run_id' },
    { table: 'coverage', without: 'reason' },
  ]) {
    const [api, own] = [await read(table, without, 'simulated'), await read(table, without, 'files')];
    expect(api.length).toBeGreaterThan(1_000);
    expect(own === api, `${table} is the same`).toBe(true);
  }
  // And so says the comparison of the two, up to no difference at all.
  const exact = ['--price-tolerance', '0', '--volume-tolerance', '0'];
  expect(await run('reconcile', 'simulated', '--source', 'files', ...exact, ...place)).toMatchObject({ code: 0 });
});

test.each([
  {
    name: 'a value that is none',
    row: '2026-05-28 09:31,100,101,100,"100,5",7',
    says: /AAPL\.csv, line 3: close is "100,5", not a number.*Nothing was imported/,
  },
  {
    name: 'a minute with two values',
    row: '2026-05-28 09:30,100,102,100,100.5,7',
    says: /1 bar is there more than once with different values: .*line 2 and in .*line 3\./,
  },
])('publishes nothing for $name', async ({ row, says }) => {
  const root = await temporaryFolder();
  const place = await configure(root, { folder: join(root, 'bars'), bar: 'minute', zone: 'America/New_York' });
  await mkdir(join(root, 'bars'));
  await writeFile(
    join(root, 'bars/AAPL.csv'),
    `time,open,high,low,close,volume\n2026-05-28 09:30,100,101,100,100.5,7\n${row}\n`,
  );
  const { code, err } = await run('import', ...place);
  expect({ code, err }).toEqual({ code: 1, err: expect.stringMatching(says) });
  expect((await run('status', '--source', 'files', ...place)).out).toContain('Nothing is published');
});

test('every example of docs/how-to/use-your-own-files.md is read as the page says', async () => {
  const page = await readFile(join(home, 'docs/how-to/use-your-own-files.md'), 'utf8');
  const examples = [...page.matchAll(/```csv\n(?<csv>[^`]+)```\s+```json\n(?<json>[^`]+)```/g)].map(
    ({ groups }) => groups ?? {},
  );
  expect(examples.length).toBeGreaterThan(2);
  for (const { csv = '', json = '' } of examples) {
    const root = await temporaryFolder();
    const { files } = JSON.parse(json) as { files: { folder: string } };
    const place = await configure(root, { ...files, folder: join(root, files.folder) });
    await mkdir(join(root, files.folder));
    await writeFile(join(root, files.folder, 'AAPL.csv'), csv);
    const { code, out } = await run('import', '--dry-run', ...place);
    expect({ code, json, out }).toMatchObject({ code: 0, out: expect.stringContaining('Nothing is odd.') });
    expect(out).toContain('Thu 2026-05-28 09:30 New York');
  }
});

test('with a folder but no bar length, says how to state it', async () => {
  const root = await temporaryFolder();
  expect(await run('import', '--files', root, '--data-dir', root)).toMatchObject({
    code: 1,
    err: expect.stringContaining('files.bar: state how long the bars are, for example "files": { "bar": "minute" }'),
  });
});

test('without the setting, says what to set', async () => {
  const root = await temporaryFolder();
  expect(await run('import', '--data-dir', root)).toMatchObject({
    code: 1,
    err: expect.stringContaining('set "files": { "folder": "bars", "bar": "minute", "zone": "America/New_York" }'),
  });
});

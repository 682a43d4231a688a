import { cp, mkdir, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { minutesOf, writeRecorded } from '../testing/recorded-folder.ts';
import { runCommand, temporaryFolder } from '../testing/run-command.ts';
import { readStoreDigest } from '../testing/store-digest.ts';

let root: string;
/** Three releases, each from a separate run: April, May, and a corrected bar of April. */
let store: string;
let whole: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'tickerlake-damaged-'));
  store = join(root, 'store');
  const april = minutesOf('2026-04-30', 100);
  const may = minutesOf('2026-05-01', 101);
  const corrected = april.map((bar, index) => (index === 200 ? { ...bar, h: bar.h + 1 } : bar));
  await writeRecorded(join(root, 'april'), { AAPL: april, MSFT: april });
  await writeRecorded(join(root, 'may'), { AAPL: may, MSFT: may });
  await writeRecorded(join(root, 'again'), { AAPL: corrected, MSFT: april });
  for (const folder of ['april', 'may', 'again'])
    expect(await runCommand(run(folder, store))).toMatchObject({ code: 0 });
  whole = await readTables(store);
}, 120_000);
afterAll(() => rm(root, { recursive: true, force: true }));

/** What readers see, but for the results of the last checks. */
async function readTables(dataDir: string): Promise<string> {
  const text = await readStoreDigest(dataDir);
  return text.startsWith('[')
    ? JSON.stringify((JSON.parse(text) as { name: string }[]).filter(({ name }) => name !== 'quality_results'))
    : text;
}

const run = (folder: string, dataDir: string) => [
  'run',
  '--replay-dir',
  join(root, folder),
  '--tickers',
  'AAPL,MSFT',
  '--data-dir',
  dataDir,
];

async function copyOfStore(): Promise<string> {
  const folder = join(await temporaryFolder(), 'store');
  await cp(store, folder, { recursive: true });
  return folder;
}

/** The first file below a folder whose path holds all the parts. */
async function findFile(folder: string, ...parts: readonly string[]): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const found = paths.findLast((path) => parts.every((part) => path.includes(part)));
  if (found === undefined) throw new Error(`no file with ${parts.join(', ')}`);
  return found;
}

/** The file of a table's month that the current release names. */
async function publishedFile(folder: string, table: string, month: string): Promise<string> {
  const manifest = JSON.parse(await readFile(join(folder, 'replay/releases/00000003.json'), 'utf8')) as {
    tables: Record<string, Record<string, { path: string }[]>>;
  };
  return join(folder, 'replay', manifest.tables[table]?.[month]?.[0]?.path ?? '');
}

const damages: readonly { readonly how: string; readonly spoil: (path: string) => Promise<unknown> }[] = [
  { how: 'missing', spoil: (path) => rm(path) },
  { how: 'empty', spoil: (path) => truncate(path, 0) },
  { how: 'cut short', spoil: async (path) => truncate(path, Math.floor((await readFile(path)).length / 2)) },
  { how: 'garbage', spoil: async (path) => writeFile(path, Buffer.alloc((await readFile(path)).length, 0xa5)) },
  {
    how: 'a folder',
    spoil: async (path) => {
      await rm(path);
      await mkdir(join(path, 'inside'), { recursive: true });
    },
  },
];

const named = (text: string): string[] =>
  [...text.matchAll(/"tickerlake ([a-z][^"]*)"/g)].map(([, command = '']) => command);

const currentFiles: readonly { readonly what: string; readonly file: (folder: string) => Promise<string> }[] = [
  { what: 'the pointer', file: async (folder) => join(folder, 'replay/releases/current.json') },
  { what: 'the current manifest', file: async (folder) => join(folder, 'replay/releases/00000003.json') },
  { what: 'a file of bars', file: (folder) => publishedFile(folder, 'bars', '2026-04') },
  { what: 'a file of hours', file: (folder) => publishedFile(folder, 'hourly_volatility', '2026-05') },
  { what: 'a file of sessions', file: (folder) => publishedFile(folder, 'sessions', '2026-04') },
  { what: 'the file of quality results', file: (folder) => publishedFile(folder, 'quality_results', 'latest') },
];

describe.each(currentFiles)('$what', ({ file }) => {
  test.each(damages)(
    'that is $how: each command names the file and the fix, and the fix repairs the store',
    async ({ how, spoil }) => {
      const dataDir = await copyOfStore();
      const on = (...args: readonly string[]) => runCommand([...args, '--data-dir', dataDir]);
      const path = await file(dataDir);
      await spoil(path);

      const verified = await on('verify');
      expect(verified.code).toBe(1);
      expect(verified.out.split('\n').filter((line) => line.includes(path))).not.toHaveLength(0);
      // Bytes that were changed in place are found by reading: a run reads the months that it changes.
      const isSizeKept = how === 'garbage' && path.endsWith('.data');
      for (const command of [
        ['check'],
        ...(isSizeKept ? [] : [['run', '--replay-dir', join(root, 'may'), '--tickers', 'AAPL,MSFT']]),
      ]) {
        const { code, out, err } = await on(...command);
        expect({ command, code, text: out + err }).toEqual({ command, code: 1, text: expect.stringContaining(path) });
        expect(out + err).not.toMatch(/this is a bug|\n {4}at /);
      }
      const advice = [...new Set(named(verified.out))];
      expect(advice).not.toHaveLength(0);
      const [command = ''] = advice;
      expect(await on(...command.split(' '))).toMatchObject({ code: 0 });
      expect(await readTables(dataDir)).toBe(whole);
      expect(await on('verify')).toMatchObject({ code: 0 });
      expect(await on('check')).toMatchObject({ code: 0 });
      expect(await on('run', '--replay-dir', join(root, 'may'), '--tickers', 'AAPL,MSFT')).toMatchObject({ code: 0 });
    },
    60_000,
  );
});

const otherFiles: readonly { readonly what: string; readonly file: (folder: string) => Promise<string> }[] = [
  { what: 'an old manifest', file: async (folder) => join(folder, 'replay/releases/00000001.json') },
  { what: 'a landed file', file: (folder) => findFile(join(folder, 'replay/landing'), '.ndjson.gz') },
  { what: 'receipts', file: (folder) => findFile(join(folder, 'replay/landing'), 'receipts.json') },
  { what: 'the splits', file: async (folder) => join(folder, 'replay/splits.json') },
  { what: 'a file of the history', file: (folder) => findFile(join(folder, 'replay/history'), 'runs.parquet') },
  { what: 'the name of the last source', file: async (folder) => join(folder, 'last-source') },
];

describe.each(otherFiles)('$what', ({ what, file }) => {
  test.each(damages)(
    'that is $how stops no command',
    async ({ how, spoil }) => {
      const dataDir = await copyOfStore();
      const on = (...args: readonly string[]) => runCommand([...args, '--data-dir', dataDir]);
      const path = await file(dataDir);
      await spoil(path);
      expect(await readTables(dataDir)).toBe(whole);
      for (const command of [['status'], ['check'], ['releases'], ['gc', '--dry-run'], run('may', dataDir)])
        expect(await on(...command)).toMatchObject({ code: 0 });
      expect(await readTables(dataDir)).toBe(whole);
      const isNeeded = ['a landed file', 'a file of the history'].includes(what);
      const isSeen = what !== 'the name of the last source' && (how !== 'missing' || isNeeded);
      expect(await on('verify')).toMatchObject({
        code: isSeen ? 1 : 0,
        out: isSeen ? expect.stringContaining(path) : expect.any(String),
      });
    },
    60_000,
  );
});

test('damaged splits stop only what needs them, and the error names the fix, which restores them', async () => {
  const dataDir = await copyOfStore();
  const path = join(dataDir, 'replay/splits.json');
  await writeFile(path, '{');
  const says = expect.stringContaining(`The splits in ${path} cannot be read (it does not hold splits). Remove it`);
  const ask = (table: string) => runCommand(['query', `select count(*) from ${table}`, '--data-dir', dataDir]);
  expect(await ask('hourly_volatility')).toMatchObject({ code: 0 });
  for (const table of ['splits', 'hourly_volatility_adjusted'])
    expect(await ask(table)).toMatchObject({ code: 1, err: says });
  expect(await runCommand(run('may', dataDir))).toMatchObject({ code: 0, err: says });
  await rm(path);
  expect(await runCommand(run('may', dataDir))).toMatchObject({ code: 0 });
  expect(await ask('hourly_volatility_adjusted')).toMatchObject({ code: 0 });
});

test('a damaged history stops only its own tables, and the error names the fix', async () => {
  const dataDir = await copyOfStore();
  const path = await findFile(join(dataDir, 'replay/history'), 'runs.parquet');
  await writeFile(path, 'no Parquet');
  const says = expect.stringMatching(
    /The history of runs in .* cannot be read: .*runs\.parquet.*Remove the folder of that file/,
  );
  const ask = (table: string) => runCommand(['query', `select count(*) from ${table}`, '--data-dir', dataDir]);
  expect(await ask('bars')).toMatchObject({ code: 0 });
  expect(await ask('runs')).toMatchObject({ code: 1, err: says });
  expect(await runCommand(['status', '--data-dir', dataDir])).toMatchObject({ code: 0, err: says });
  await rm(join(path, '..'), { recursive: true });
  expect(await ask('runs')).toMatchObject({ code: 0 });
  expect(await runCommand(run('may', dataDir))).toMatchObject({ code: 0 });
});

describe('a lost file of a month', () => {
  test('leaves the other months and tables readable, and a query of it names the fix', async () => {
    const dataDir = await copyOfStore();
    const ask = (sql: string) => runCommand(['query', sql, '--data-dir', dataDir]);
    const path = await publishedFile(dataDir, 'bars', '2026-04');
    await rm(path);
    expect(await ask("select count(*) as n from bars where trading_date >= date '2026-05-01'")).toMatchObject({
      code: 0,
      out: expect.stringContaining('780'),
    });
    expect(await ask('select count(*) from hourly_volatility')).toMatchObject({ code: 0 });
    for (const sql of [
      'select count(*) from bars',
      "select * from bars where ticker = 'AAPL'",
      "select max(high) from bars where trading_date = date '2026-04-30'",
      'select count(*) from bars where bar_ms = 5 and volume < 0',
      "select 1 from bars where ticker = 'NONE' and session is null",
    ]) {
      expect(await ask(sql)).toMatchObject({
        code: 1,
        err: expect.stringMatching(/of release 3 is missing.*"tickerlake rebuild"/),
      });
    }
  });
});

test('a file that was changed in place is named by the query and the run that read it', async () => {
  const dataDir = await copyOfStore();
  const path = await publishedFile(dataDir, 'bars', '2026-04');
  await writeFile(path, Buffer.alloc((await readFile(path)).length, 0xa5));
  for (const command of [['query', 'select max(high) from bars', '--data-dir', dataDir], run('april', dataDir)]) {
    const { code, err } = await runCommand(command);
    expect({ code, err }).toEqual({
      code: 1,
      err: expect.stringMatching(
        /bars\/2026-04\/.* of release 3 was changed since it was written.*"tickerlake rebuild"/,
      ),
    });
  }
  expect(await runCommand(['query', 'select count(*) from hourly_volatility', '--data-dir', dataDir])).toMatchObject({
    code: 0,
  });
});

describe('rebuild', () => {
  test('of a chosen month gives the same rows, and reports it', async () => {
    const dataDir = await copyOfStore();
    expect(await runCommand(['rebuild', '--months', '2026-04', '--data-dir', dataDir, '--json'])).toMatchObject({
      code: 0,
      out: expect.stringMatching(/"bars": ?780/),
    });
    expect(await readTables(dataDir)).toBe(whole);
  });

  test('names what cannot be rebuilt without landed bars, and publishes the rest only with --accept-loss', async () => {
    const dataDir = await copyOfStore();
    await rm(await publishedFile(dataDir, 'bars', '2026-05'));
    await rm(join(dataDir, 'replay/landing'), { recursive: true });
    const before = await readdir(join(dataDir, 'replay/releases'));
    expect(await runCommand(['rebuild', '--data-dir', dataDir])).toMatchObject({
      code: 1,
      err: expect.stringMatching(/Only 0 of the 780 bars of 2026-05 are landed.*Nothing was published.*--accept-loss/),
    });
    expect(await readdir(join(dataDir, 'replay/releases'))).toEqual(before);
    expect(await runCommand(['rebuild', '--accept-loss', '--data-dir', dataDir])).toMatchObject({
      code: 0,
      out: expect.stringContaining('Lost: Only 0 of the 780 bars'),
    });
    expect(await runCommand(run('may', dataDir))).toMatchObject({ code: 0 });
    expect(await readTables(dataDir)).toBe(whole);
  });

  test('leaves out what was rolled back', async () => {
    const dataDir = await copyOfStore();
    const on = (...args: readonly string[]) => runCommand([...args, '--data-dir', dataDir]);
    await on('rollback', '--to', '2');
    expect(await runCommand(run('april', dataDir))).toMatchObject({ code: 0 });
    const seen = await readTables(dataDir);
    await on('rebuild', '--months', '2026-04');
    expect(await readTables(dataDir)).toBe(seen);
  });

  test.each([
    {
      name: 'a month that was never published',
      args: ['--months', '2026-07'],
      says: 'Months that can be built: 2026-04, 2026-05',
    },
    { name: 'no month', args: ['--months', 'May'], says: 'YYYY-MM' },
    {
      name: 'a table that is not built',
      args: ['--tables', 'coverage'],
      says: '"coverage" is not built from landed bars',
    },
  ])('refuses $name', async ({ args, says }) => {
    expect(await runCommand(['rebuild', ...args, '--data-dir', store])).toMatchObject({
      code: 1,
      err: expect.stringContaining(says),
    });
  });
});

describe('verify', () => {
  test('finds each of many single flipped bits', async () => {
    const dataDir = await copyOfStore();
    const path = await publishedFile(dataDir, 'hourly_volatility', '2026-04');
    const sound = await readFile(path);
    const unseen: number[] = [];
    const flips = 24;
    for (let nth = 0; nth < flips; nth += 1) {
      const at = Math.floor((nth * sound.length) / flips);
      const flipped = Buffer.from(sound);
      flipped.writeUInt8(flipped.readUInt8(at) ^ (1 << (nth % 8)), at);
      await writeFile(path, flipped);
      if ((await runCommand(['verify', '--release', '3', '--data-dir', dataDir])).code !== 1) unseen.push(at);
    }
    expect(unseen).toEqual([]);
    await writeFile(path, sound);
    expect(await runCommand(['verify', '--data-dir', dataDir, '--json'])).toMatchObject({ code: 0 });
  }, 60_000);

  test('opens manifests without hashes, and says that it compared sizes only', async () => {
    const dataDir = await copyOfStore();
    for (const id of [1, 2, 3]) {
      const path = join(dataDir, `replay/releases/0000000${id}.json`);
      await writeFile(path, (await readFile(path, 'utf8')).replaceAll(/,\s*"sha256": "[0-9a-f]+"/g, ''));
    }
    expect(await readTables(dataDir)).toBe(whole);
    expect(await runCommand(['verify', '--data-dir', dataDir])).toMatchObject({
      code: 0,
      out: expect.stringContaining('before hashes were kept'),
    });
  });

  test('names a release that is not there', async () => {
    expect(await runCommand(['verify', '--release', '9', '--data-dir', store])).toMatchObject({
      code: 1,
      err: expect.stringContaining('There is no release 9. Kept: 1, 2, 3'),
    });
  });

  test('ends with 130 on Ctrl-C', async () => {
    expect(
      await runCommand(['verify', '--data-dir', store], { signal: AbortSignal.abort(new Error('Stopped by SIGINT.')) }),
    ).toMatchObject({ code: 130 });
  });
});

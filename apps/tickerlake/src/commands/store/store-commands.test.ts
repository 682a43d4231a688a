import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, test } from 'vitest';
import { createRunJournal, storePaths } from '@tickerlake/pipeline/local';
import { minutesOf, writeRecorded } from '../../testing/recorded-folder.ts';
import { runCommand, temporaryFolder } from '../../testing/run-command.ts';
import { readStoreDigest } from '../../testing/store-digest.ts';

let root: string;
/** Two releases of AAPL and MSFT: the second corrects a bar and adds a day. */
let store: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'tickerlake-store-'));
  store = join(root, 'store');
  const old = minutesOf('2026-04-30', 100);
  await writeRecorded(join(root, 'before'), { AAPL: old, MSFT: old });
  const corrected = old.map((bar, index) => (index === 200 ? { ...bar, h: bar.h + 1 } : bar));
  await writeRecorded(join(root, 'after'), {
    AAPL: [...corrected, ...minutesOf('2026-05-01', 101)],
    MSFT: [...old, ...minutesOf('2026-05-01', 99)],
  });
  for (const folder of ['before', 'after']) {
    expect(
      (await runCommand(['run', '--replay-dir', join(root, folder), '--tickers', 'AAPL,MSFT', '--data-dir', store]))
        .code,
    ).toBe(0);
  }
}, 60_000);
afterAll(() => rm(root, { recursive: true, force: true }));

/** A command on the store that only reads it. */
const read = (...args: readonly string[]) => runCommand([...args, '--data-dir', store]);

/** A copy of the store, to change. */
async function copyOfStore(): Promise<string> {
  const folder = join(await temporaryFolder(), 'store');
  await cp(store, folder, { recursive: true });
  return folder;
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

describe('query', () => {
  test.each([
    {
      name: 'writes a file into the store',
      sql: (folder: string) => `copy (select 1) to '${folder}/replay/.builds/evil.parquet'`,
    },
    { name: 'writes a file elsewhere', sql: () => "copy (select 1) to '../evil.csv'" },
    {
      name: 'writes behind an EXPLAIN',
      sql: (folder: string) => `explain analyze copy (select 1) to '${folder}/replay/.builds/evil.parquet'`,
    },
    {
      name: 'writes, then fails',
      sql: (folder: string) => `copy (select 1) to '${folder}/replay/.builds/evil.parquet'; select nothing`,
    },
    { name: 'exports', sql: (folder: string) => `export database '${folder}/replay/.builds/out'` },
    { name: 'drops a table', sql: () => 'drop view bars' },
    { name: 'hides a statement behind another', sql: () => 'select 1; drop view bars' },
    { name: 'reads a file', sql: () => "select * from read_csv('/etc/hostname')" },
    { name: 'reads a file by its name', sql: () => "select * from '/etc/hostname'" },
    { name: 'lists files', sql: () => "select * from glob('/etc/*')" },
    { name: 'attaches a database', sql: () => "attach '../x.db'" },
    { name: 'installs an extension', sql: () => 'install httpfs' },
    { name: 'opens the configuration', sql: () => 'set lock_configuration = false' },
    { name: 'is empty', sql: () => ' ' },
    { name: 'is no SQL', sql: () => 'selec 1' },
  ])('that $name is refused, and leaves no file', async ({ sql }) => {
    const folder = await copyOfStore();
    const before = await filesBelow(folder);
    const { code, out, err } = await runCommand(['query', sql(folder), '--data-dir', folder]);

    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(/^error: .{20,}/s);
    expect(err).not.toContain('this is a bug');
    expect(await filesBelow(folder)).toEqual(before);
  });

  test.each([
    { name: 'with', sql: 'with h as (select * from hourly_volatility) select count(*) as n from h' },
    { name: 'from first', sql: 'from bars limit 1' },
    { name: 'describe', sql: 'describe hourly_volatility' },
    { name: 'a closing semicolon', sql: 'select 1 as one;' },
  ])('takes $name', async ({ sql }) => {
    expect(await read('query', sql)).toMatchObject({ code: 0, err: '' });
  });

  it('says "no rows", and [] as JSON', async () => {
    expect((await read('query', 'select * from bars where false')).out).toBe('no rows\n');
    expect((await read('query', 'select * from bars where false', '--json')).out).toBe('[]\n');
  });
});

describe('status, releases and check', () => {
  it('status of an empty store says which command fills it', async () => {
    const folder = await temporaryFolder();
    const { code, out } = await runCommand(['status', '--source', 'replay', '--data-dir', folder]);
    expect(code).toBe(0);
    expect(out).toContain('yet: run "tickerlake run --source replay" first.');
  });

  it('status shows coverage and the last runs', async () => {
    const { out } = await read('status');
    expect(out).toContain('Release 2');
    expect(out).toMatch(/AAPL\s+##/);
    const status = JSON.parse((await read('status', '--json')).out) as {
      release: { id: number };
      gaps: unknown[];
      runs: { outcome: string }[];
    };
    expect(status).toMatchObject({
      release: { id: 2 },
      gaps: [],
      runs: [{ outcome: 'published' }, { outcome: 'published' }],
    });
  });

  it('releases marks the current one', async () => {
    expect(JSON.parse((await read('releases', '--json')).out)).toMatchObject([
      { id: 1, isCurrent: false },
      { id: 2, isCurrent: true },
    ]);
  });

  test.each([
    { name: 'that holds', rules: 'Rules = [ RowCount > 0 ]', code: 0, says: '' },
    { name: 'that fails', rules: 'Rules = [ ColumnValues "hourly_var" < 0.3 ]', code: 3, says: 'FAIL' },
    { name: 'that only warns', rules: 'Rules = [ RowCount = 0 labels=["severity"="warn"] ]', code: 0, says: 'WARN' },
    { name: 'that is not DQDL', rules: 'Rules = [\n  RowCount >\n]', code: 1, says: 'mine.dqdl:3:1' },
  ])('check of a rule $name', async ({ rules, code, says }) => {
    const file = join(await temporaryFolder(), 'mine.dqdl');
    await writeFile(file, rules);
    const { code: ended, out, err } = await read('check', file);
    expect({ ended, text: out + err }).toEqual({ ended: code, text: expect.stringContaining(says) });
  });

  it('check writes every format', async () => {
    expect(JSON.parse((await read('check', '--format', 'json')).out)).toMatchObject({
      summary: { notEvaluated: 0 },
      results: [{ clock: 'the clock of this machine' }, {}],
    });
    expect((await read('check', '--format', 'junit')).out).toMatch(/^<\?xml[\s\S]*<testsuite/);
    const output = join(await temporaryFolder(), 'quality.html');
    await read('check', '--format', 'html', '--output', output);
    expect(await readFile(output, 'utf8')).toContain('hourly_var');
  });

  test.each(['status', 'releases', 'check', 'query', 'plan', 'doctor'])(
    '%s --json prints JSON and nothing else',
    async (name) => {
      const args =
        { query: ['select 1 as one'], plan: ['--source', 'simulated'], doctor: ['--source', 'simulated'] }[name] ?? [];
      const { out } = await read(name, ...args, '--json');
      expect(JSON.parse(out)).toBeTruthy();
    },
  );
});

describe('rollback and gc', () => {
  it('rollback goes back, forward and no further', async () => {
    const folder = await copyOfStore();
    const change = (...args: readonly string[]) => runCommand([...args, '--data-dir', folder]);
    const newest = await readStoreDigest(folder);
    expect((await change('rollback')).out).toContain('Readers see release 1');
    expect(await readStoreDigest(folder)).not.toBe(newest);
    expect(await change('rollback')).toMatchObject({
      code: 1,
      err: expect.stringContaining('no kept release before it'),
    });
    expect(await change('rollback', '--to', '9')).toMatchObject({
      code: 1,
      err: expect.stringContaining('Kept: 1, 2'),
    });
    expect(await change('rollback', '--to', 'two')).toMatchObject({
      code: 1,
      err: expect.stringContaining('--to two: give the number of a release; "tickerlake releases" lists them'),
    });
    expect((await change('rollback', '--to', '2')).code).toBe(0);
    expect(await readStoreDigest(folder)).toBe(newest);
  });

  it('gc lists first, then removes what no kept release needs; the tables stay', async () => {
    const folder = await copyOfStore();
    const change = (...args: readonly string[]) => runCommand([...args, '--data-dir', folder]);
    const newest = await readStoreDigest(folder);
    await mkdir(join(folder, 'replay/.builds/bars/2026-05'), { recursive: true });
    await writeFile(join(folder, 'replay/.builds/bars/2026-05/orphan.data'), 'x');
    const files = async () =>
      (await readdir(join(folder, 'replay/.builds'), { recursive: true })).filter((path) => path.endsWith('.data'));
    const before = await files();
    expect((await change('gc', '--keep', '1', '--dry-run')).out).toContain('Would remove 1 release ');
    expect(await files()).toEqual(before);
    expect((await change('gc', '--keep', '1')).out).toContain('Removed 1 release ');
    expect((await files()).length).toBeLessThan(before.length);
    expect(await files()).not.toContain('bars/2026-05/orphan.data');
    expect(await readStoreDigest(folder)).toBe(newest);
    expect((await change('gc', '--keep', '1')).out).toContain('Removed 0 releases and 0 files');
  });
});

describe('gc of landed bars', () => {
  const day = 86_400_000;
  const landed = async (folder: string) =>
    (await readdir(join(folder, 'replay/landing'), { recursive: true })).filter((path) => path.endsWith('.gz'));
  const gcIn = (folder: string, inDays: number, ...args: readonly string[]) =>
    runCommand(['gc', '--data-dir', folder, ...args], {
      clock: { now: () => new Date(Date.now() + inDays * day), sleep: () => Promise.resolve() },
    });

  it('happens only on request, when old enough, and lists first', async () => {
    const folder = await copyOfStore();
    const newest = await readStoreDigest(folder);
    const all = await landed(folder);
    expect(all.length).toBeGreaterThan(3);
    await gcIn(folder, 400);
    await gcIn(folder, 89, '--landing-older-than', '90');
    expect((await gcIn(folder, 91, '--landing-older-than', '90', '--dry-run')).out).toContain(
      'Would remove the landed bars of 2 runs',
    );
    expect(await landed(folder)).toEqual(all);
    expect((await gcIn(folder, 91, '--landing-older-than', '90')).out).toContain(
      `Removed the landed bars of 2 runs, ${all.length} files`,
    );
    expect(await landed(folder)).toEqual([]);
    expect(await readStoreDigest(folder)).toBe(newest);
    expect((await gcIn(folder, 91, '--landing-older-than', '90')).out).toContain('the landed bars of 0 runs, 0 files');
  });

  it('spares a run that can be resumed', async () => {
    const folder = await copyOfStore();
    const runOf = (path: string): string => /run=(\w+)/.exec(path)?.[1] ?? '';
    const runId = runOf((await landed(folder))[0] ?? '');
    await createRunJournal(storePaths(join(folder, 'replay'))).start(runId, new Date(), {
      tickers: ['AAPL'],
      from: '2026-05-01',
      to: '2026-05-01',
      barMs: 60_000,
      source: 'replay',
    });
    expect((await gcIn(folder, 91, '--landing-older-than', '0')).out).toContain('the landed bars of 1 run,');
    expect(new Set((await landed(folder)).map(runOf))).toEqual(new Set([runId]));
  });

  it('wants a number of days', async () => {
    expect(await gcIn(store, 0, '--landing-older-than', 'old')).toMatchObject({
      code: 1,
      err: expect.stringContaining('a whole number of days'),
    });
  });
});

describe('a gate that a NULL breaks', () => {
  it('exits with 3, publishes nothing, and names rule, values and rows', async () => {
    const [dataDir, rules] = [await temporaryFolder(), await temporaryFolder()];
    await writeFile(join(rules, 'vwap.dqdl'), 'Rules = [ IsComplete "vwap" ]');
    await writeFile(
      join(rules, 'tickerlake.config.json'),
      JSON.stringify({ quality: { hourly_volatility: 'vwap.dqdl' } }),
    );
    const bars = minutesOf('2026-05-01', 100).map(({ vw, ...bar }, index) => (index === 61 ? bar : { ...bar, vw }));
    const recorded = join(await temporaryFolder(), 'recorded');
    await mkdir(recorded);
    await writeFile(
      join(recorded, 'AAPL.json'),
      JSON.stringify({
        ticker: 'AAPL',
        status: 'OK',
        queryCount: 390,
        resultsCount: 390,
        adjusted: false,
        results: bars,
      }),
    );
    const { code, err } = await runCommand([
      'run',
      '--replay-dir',
      recorded,
      '--tickers',
      'AAPL',
      '--config',
      join(rules, 'tickerlake.config.json'),
      '--data-dir',
      dataDir,
    ]);

    expect(code).toBe(3);
    for (const text of [
      'FAIL IsComplete "vwap"',
      'observed 6 of 7',
      'expected every row with a value of vwap',
      'ticker=AAPL',
      'bar_start=2026-05-01T14:30:00.000Z',
      'vwap=NULL',
    ])
      expect(err).toContain(text);
    expect(await readStoreDigest(dataDir)).toBe('nothing');
  });
});

describe('what blocks a command', () => {
  test.each([
    {
      name: 'a report',
      args: (place: string) => ['check', '--output', join(place, 'x', 'quality.txt'), '--data-dir', store],
    },
    { name: 'dashboards as files', args: (place: string) => ['dashboards', 'export', place] },
  ])('$name that cannot be written: which file and why, and the store stays', async ({ args }) => {
    const place = join(await temporaryFolder(), 'a-file');
    await writeFile(place, 'mine');
    const before = await readStoreDigest(store);
    const { code, err } = await runCommand(args(place));
    expect({ code, err }).toEqual({
      code: 1,
      err: expect.stringMatching(/^error: .*a-file.* cannot be written \(.*\): check that its folder exists/),
    });
    expect(await readFile(place, 'utf8')).toBe('mine');
    expect(await readStoreDigest(store)).toBe(before);
  });

  it('a file where the data folder should be', async () => {
    const file = join(await temporaryFolder(), 'file');
    await writeFile(file, '');
    for (const dataDir of [file, join(file, 'below')]) {
      const { code, err } = await runCommand([
        'run',
        '--source',
        'simulated',
        '--tickers',
        'AAPL',
        '--data-dir',
        dataDir,
      ]);
      expect(code).toBe(1);
      expect(err).toContain('choose another with --data-dir');
    }
  });

  it('a ticker that does not exist: the others are not held to blame, and nothing is published', async () => {
    const dataDir = await temporaryFolder();
    const { code, err } = await runCommand([
      'run',
      '--source',
      'simulated',
      '--tickers',
      'AAPL,NOSUCH',
      '--from',
      '2026-05-28',
      '--to',
      '2026-05-28',
      '--data-dir',
      dataDir,
    ]);
    expect(code).toBe(3);
    expect(err).toContain('no bars of NOSUCH');
    expect(await readStoreDigest(dataDir)).toBe('nothing');
  });

  it('no terminal: plain lines without control characters', async () => {
    const { err, out } = await runCommand([
      'run',
      '--source',
      'simulated',
      '--tickers',
      'AAPL',
      '--from',
      '2026-05-28',
      '--to',
      '2026-05-28',
      '--data-dir',
      await temporaryFolder(),
    ]);
    // eslint-disable-next-line no-control-regex
    expect(err + out).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f]/);
  });

  it('doctor names a source that does not answer, and a port that is taken', async () => {
    const taken = createServer();
    await once(taken.listen(0, '127.0.0.1'), 'listening');
    onTestFinished(() => void taken.close());
    const { port } = taken.address() as { port: number };
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'tickerlake.config.json'), JSON.stringify({ preview: { port }, dataDir: folder }));
    const { code, out } = await runCommand(['doctor', '--source', 'polygon'], { cwd: folder });
    expect(code).toBe(1);
    expect(out).toMatch(/FAIL {2}source: .*MASSIVE_API_KEY/);
    expect(out).toMatch(/FAIL {2}port: .*already in use/);
    expect(out).toMatch(/ok {4}engine: DuckDB/);
  });
});

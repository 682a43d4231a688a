import { spawn } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { openDuckDb } from '@tickerlake/pipeline/local';
import { CompiledQuery } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { minutesOf, writeRecorded } from '../testing/recorded-folder.ts';
import { home, runCommand } from '../testing/run-command.ts';
import { readStoreDigest } from '../testing/store-digest.ts';

const launcher = join(home, 'tools/repository/src/launch/main.mjs');
const preload = join(import.meta.dirname, 'kill-at.mjs');
let root: string;
/** A store with one release, and recorded answers that correct it and add a day in another month. */
let base: string;
let args: (dataDir: string) => string[];
let [before, after] = ['', ''];
/** The same, as other tools read it. */
let [linkedBefore, linkedAfter] = ['', ''];
let operations: string[] = [];

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'tickerlake-crash-'));
  base = join(root, 'base');
  const config = join(root, 'tickerlake.config.json');
  await writeFile(config, JSON.stringify({ universe: ['AAPL', 'MSFT'], keepReleases: 1 }));
  const [first, second] = [join(root, 'first'), join(root, 'second')];
  const old = minutesOf('2026-04-30', 100);
  await writeRecorded(first, { AAPL: old, MSFT: old });
  const corrected = old.map((bar, index) => (index === 200 ? { ...bar, h: bar.h + 1 } : bar));
  await writeRecorded(second, {
    AAPL: [...corrected, ...minutesOf('2026-05-01', 101)],
    MSFT: [...old, ...minutesOf('2026-05-01', 99)],
  });
  expect((await runCommand(['run', '--replay-dir', first, '--config', config, '--data-dir', base])).code).toBe(0);
  args = (dataDir) => ['run', '--replay-dir', second, '--config', config, '--data-dir', dataDir];

  before = await readStoreDigest(base);
  linkedBefore = await readLinked(base);
  const undisturbed = await copyOfBase('undisturbed');
  const list = join(root, 'operations.json');
  expect(await runChild(undisturbed, { CRASH_LIST: list })).toMatchObject({ code: 0 });
  after = await readStoreDigest(undisturbed);
  linkedAfter = await readLinked(undisturbed);
  operations = JSON.parse(await readFile(list, 'utf8')) as string[];
}, 180_000);
afterAll(() => rm(root, { recursive: true, force: true }));

async function copyOfBase(name: string): Promise<string> {
  const folder = join(root, name);
  await cp(base, folder, { recursive: true, verbatimSymlinks: true });
  return folder;
}

/** The hours in the folder of `current`, read without the manifest. */
async function readLinked(dataDir: string): Promise<string> {
  const session = await openDuckDb<unknown>({ tempDirectory: root });
  const files = join(dataDir, 'replay/current/hourly_volatility/*.parquet');
  const text = `select count(*)::int as n, sum(high) as high, count(distinct (ticker, bar_start))::int as keys from '${files}'`;
  const { rows } = await session.db.executeQuery(CompiledQuery.raw(text));
  await session.close();
  return JSON.stringify(rows);
}

/** The command in a separate process; its exit code is null when it was killed. */
async function runChild(
  dataDir: string,
  env: Readonly<Record<string, string>>,
): Promise<{ code: number | null; err: string }> {
  const child = spawn(process.execPath, ['--import', preload, launcher, ...args(dataDir)], {
    env: { ...process.env, CRASH_FOLDER: dataDir, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const err = await text(child.stderr);
  return { code: await ended, err };
}

/** Kills a run at one point, checks what readers see, runs again, and returns what is wrong. */
async function disturb(at: number, how: string): Promise<string[]> {
  const point = `${how} ${at} ${operations[at - 1] ?? ''}`;
  const dataDir = await copyOfBase(`${at}-${how}`);
  const { code: killed } = await runChild(dataDir, { CRASH_AT: String(at), CRASH_HOW: how });
  const seen = await readStoreDigest(dataDir);
  const linked = await readLinked(dataDir);
  const again = await runCommand(args(dataDir));
  const final = await readStoreDigest(dataDir);
  const finallyLinked = await readLinked(dataDir);
  const history = await runCommand([
    'query',
    "select count(*) - count(distinct run_id) as doubled, count(*) filter (outcome = 'open') as open from runs",
    '--data-dir',
    dataDir,
    '--json',
  ]);
  const journals = await readdir(join(dataDir, 'replay/runs'));
  const drafts = (await readdir(dataDir, { recursive: true })).filter((path) => path.endsWith('.tmp'));
  const faults = [
    ...(killed === null || (killed === 0 && /^\d/.test(how)) ? [] : [`was not killed but ended with ${killed}`]),
    ...(seen === before || seen === after ? [] : [`readers saw neither old nor new: ${seen}`]),
    ...(linked === linkedBefore || linked === linkedAfter ? [] : [`current showed neither old nor new: ${linked}`]),
    ...(finallyLinked === linkedAfter ? [] : [`current does not show the new tables: ${finallyLinked}`]),
    ...(again.code === 0 ? [] : [`the second run failed with ${again.code}: ${again.err}`]),
    ...(final === after ? [] : [`the tables differ from an undisturbed run's: ${final}`]),
    ...(JSON.stringify(JSON.parse(history.out || '[]')) === '[{"doubled":0,"open":0}]'
      ? []
      : [`the history is not whole: ${history.out}${history.err}`]),
    ...(journals.length === 0 ? [] : [`journals of ended runs are left: ${journals.join(', ')}`]),
    ...(drafts.length === 0 ? [] : [`drafts are left: ${drafts.join(', ')}`]),
  ];
  await rm(dataDir, { recursive: true, force: true });
  return faults.map((fault) => `${point}: ${fault}`);
}

/** Two at a time, as many as the smallest machine has cores. */
async function disturbAll(points: readonly (readonly [at: number, how: string])[]): Promise<string[]> {
  const queue = [...points];
  const work = async (): Promise<string[]> => {
    const faults: string[] = [];
    for (let point = queue.shift(); point !== undefined; point = queue.shift())
      faults.push(...(await disturb(...point)));
    return faults;
  };
  return (await Promise.all([work(), work()])).flat();
}

const numbered = (): (readonly [operation: string, at: number])[] =>
  operations.map((operation, index) => [operation, index + 1] as const);
/** Creating an existing folder, or opening a file to flush it, does not change the store. */
const changes = (operation: string | undefined): boolean =>
  operation === undefined || !/^(mkdir|open) /.test(operation);

const writes = /^(writeFile|appendFile) /;
/** DuckDB writes into a folder after its creation. */
const buildFolders = /^mkdir .*\.builds/;

describe('a run that was killed with kill -9, then run again', () => {
  it('has distinct old and new states, and many operations', () => {
    expect(before).not.toBe(after);
    expect(linkedBefore).not.toBe(linkedAfter);
    expect(operations.length).toBeGreaterThan(50);
    for (const kind of [/^rm /, writes, buildFolders])
      expect(
        operations.filter((operation) => kind.test(operation)),
        String(kind),
      ).not.toHaveLength(0);
  });

  it('ends with the same tables, wherever between two file changes it was killed', async () => {
    const points = numbered().filter(([, at]) => changes(operations[at - 2]));
    expect(await disturbAll(points.map(([, at]) => [at, 'before']))).toEqual([]);
  }, 900_000);

  it('ends with the same tables when half of a content was written', async () => {
    const points = numbered().filter(([operation]) => writes.test(operation));
    expect(await disturbAll(points.map(([, at]) => [at, 'torn']))).toEqual([]);
  }, 900_000);

  it('ends with the same tables when killed while DuckDB runs', async () => {
    const points = numbered().filter(([operation]) => buildFolders.test(operation));
    expect(await disturbAll(points.map(([, at], index) => [at, String(1 + (index % 4))]))).toEqual([]);
  }, 900_000);

  it.each(['landing/', 'runs/', 'scratch/2026-05', '.builds/quality_results', 'releases/0', 'releases/current'])(
    'a full disk at %s: a message instead of a stack, the old tables, and the same command resumes',
    async (place) => {
      const at = numbered().find(
        ([operation]) => /^(writeFile|appendFile|rename) /.test(operation) && operation.includes(place),
      )?.[1];
      const dataDir = await copyOfBase(`full-${place.replaceAll('/', '-')}`);
      const { code, err } = await runChild(dataDir, { CRASH_AT: String(at), CRASH_HOW: 'full' });
      expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining('The disk is full. Free some space') });
      expect([before, after]).toContain(await readStoreDigest(dataDir));
      expect((await runCommand(args(dataDir))).code).toBe(0);
      expect(await readStoreDigest(dataDir)).toBe(after);
    },
    60_000,
  );

  it('a full disk at last-source: the run is published, and a note says what readers then need', async () => {
    const at = numbered().find(
      ([operation]) => /^writeFile /.test(operation) && operation.includes('last-source'),
    )?.[1];
    const dataDir = await copyOfBase('full-last-source');
    const { code, err } = await runChild(dataDir, { CRASH_AT: String(at), CRASH_HOW: 'full' });
    expect({ code, err }).toEqual({
      code: 0,
      err: expect.stringMatching(/Note: .*last-source cannot be written \(ENOSPC.*--source replay/),
    });
    expect(await readStoreDigest(dataDir)).toBe(after);
  });
});

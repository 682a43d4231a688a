import { createHash } from 'node:crypto';
import { cp, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommand, temporaryFolder } from '../testing/run-command.ts';
import { storeOfFormat } from '../testing/store-of-format.ts';

const range = ['--source', 'simulated', '--tickers', 'AAPL,MSFT', '--from', '2026-05-27'];
const question =
  "select ticker, trading_date, count(*) n, sum(hourly_var) total from hourly_volatility where trading_date < '2026-05-29' group by all order by all";
let written: string;

const answer = async (dataDir: string): Promise<unknown> =>
  JSON.parse((await runCommand(['query', question, '--json', '--data-dir', dataDir])).out);
const pointer = async (dataDir: string): Promise<unknown> =>
  JSON.parse(await readFile(join(dataDir, 'simulated/releases/current.json'), 'utf8'));

async function copied(): Promise<string> {
  const dataDir = await temporaryFolder();
  await cp(written, dataDir, { recursive: true, verbatimSymlinks: true });
  return dataDir;
}

beforeAll(async () => {
  written = await mkdtemp(join(tmpdir(), 'tickerlake-formats-'));
  expect((await runCommand(['run', ...range, '--to', '2026-05-28', '--data-dir', written])).code).toBe(0);
});
afterAll(() => rm(written, { recursive: true, force: true }));

describe('a store of an earlier format', () => {
  it.each(Object.entries(storeOfFormat))('%s answers the same, before and after a run', async (_, toFormat) => {
    const dataDir = await copied();
    const before = await answer(dataDir);
    await toFormat(join(dataDir, 'simulated'));

    expect(await answer(dataDir)).toEqual(before);
    expect(await runCommand(['run', ...range, '--to', '2026-05-29', '--data-dir', dataDir])).toMatchObject({ code: 0 });
    expect(await answer(dataDir)).toEqual(before);
    expect(await pointer(dataDir)).toEqual({ release: 2, newestId: 2, format: 2 });
    expect(await runCommand(['verify', '--data-dir', dataDir])).toMatchObject({ code: 0 });
    expect((await runCommand(['rollback', '--data-dir', dataDir])).code).toBe(0);
    expect(await answer(dataDir)).toEqual(before);
  });
});

describe('a store of a newer format', () => {
  /** Names, sizes and contents of all files but those of locks. */
  async function contents(dataDir: string): Promise<string> {
    const hash = createHash('sha256');
    for (const name of (await readdir(dataDir, { recursive: true })).sort()) {
      const path = join(dataDir, name);
      if (/\/locks\//.test(path) || !(await stat(path)).isFile()) continue;
      hash.update(name).update(await readFile(path));
    }
    return hash.digest('hex');
  }

  it('is refused with a sentence by every command that reads or changes it, and stays as it is', async () => {
    const dataDir = await copied();
    await writeFile(join(dataDir, 'simulated/releases/current.json'), '{ "format": 3, "shelf": "x" }');
    const before = await contents(dataDir);
    const commands = [
      ['query', 'select 1'],
      ['status'],
      ['check'],
      ['explain', 'AAPL', '2026-05-28T09:30'],
      ['export', 'bars', '--output', join(dataDir, 'bars.csv')],
      ['preview', '--no-open'],
      ['serve'],
      ['plan', ...range],
      ['run', ...range, '--to', '2026-05-29'],
      ['backfill', ...range, '--to', '2026-05-29'],
      ['releases'],
      ['rollback', '--to', '1'],
      ['rebuild', '--accept-loss'],
      ['verify'],
      ['gc'],
    ];
    for (const command of commands) {
      const { code, out, err } = await runCommand([...command, '--data-dir', dataDir]);
      const name = command[0] ?? '';

      expect(err, name).toMatch(
        /current\.json is of format 3, which a newer version of Tickerlake wrote; this version reads up to format 2\. Nothing was changed/,
      );
      expect([name, code, out]).toEqual([name, 1, '']);
      expect(await contents(dataDir), name).toBe(before);
    }
  });
});

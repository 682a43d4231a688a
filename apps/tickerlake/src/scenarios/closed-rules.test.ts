import { cp, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createReleaseStore, storePaths } from '@tickerlake/pipeline/local';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { runCommand, temporaryFolder } from '../testing/run-command.ts';

const day = (date: string): string[] => ['--source', 'simulated', '--tickers', 'AAPL', '--from', date, '--to', date];

/** A store with a release of one day. */
let released: string;
beforeAll(async () => {
  released = await mkdtemp(join(tmpdir(), 'tickerlake-rules-'));
  expect(await runCommand(['run', ...day('2026-05-28'), '--data-dir', released])).toMatchObject({ code: 0 });
}, 60_000);
afterAll(() => rm(released, { recursive: true, force: true }));

/** A copy of the store, and a build of the next day that this rule refused. */
async function withRefusedBuild(rule: string) {
  const folder = await temporaryFolder();
  await cp(released, join(folder, 'data'), { recursive: true });
  const config = join(folder, 'tickerlake.config.json');
  await writeFile(join(folder, 'rules.dqdl'), `Rules = [ ${rule} ]`);
  await writeFile(
    config,
    JSON.stringify({ universe: ['AAPL'], dataDir: 'data', quality: { hourly_volatility: 'rules.dqdl' } }),
  );
  const refused = await runCommand(['run', ...day('2026-05-29'), '--config', config], { cwd: folder });
  return { dataDir: join(folder, 'data'), refused };
}

describe('a rule of a run', () => {
  test.each([
    {
      name: 'with custom SQL',
      rule: `CustomSql "select count(*) from sql_auto_complete('sel')" >= 0`,
      says: 'table function sql_auto_complete is not allowed',
    },
    {
      name: 'with a filter',
      rule: 'RowCount > 0 where "setseed(0.5) is null"',
      says: 'function setseed is not allowed',
    },
    {
      name: 'with the file of another table',
      rule: `CustomSql "select count(*) from 'notes.csv'" >= 0`,
      says: 'notes.csv',
    },
  ])(
    '$name that does not only compute is an error, and nothing is published',
    async ({ rule, says }) => {
      const { refused } = await withRefusedBuild(rule);
      expect(refused.code).toBe(3);
      expect(`${refused.out}${refused.err}`).toContain(says);
    },
    120_000,
  );
});

describe('a build that was refused', () => {
  it('is read by no path and under no name', async () => {
    const { dataDir, refused } = await withRefusedBuild('RowCount > 1000000');
    expect(refused.code).toBe(3);
    const paths = storePaths(join(dataDir, 'simulated'));
    const release = await createReleaseStore(paths).current();
    const published = Object.values(release?.tables ?? {})
      .flatMap((months) => Object.values(months).flat())
      .map(({ path }) => join(paths.root, path));
    const files = (await readdir(paths.builds, { recursive: true, withFileTypes: true }))
      .filter(({ name }) => name.endsWith('.data'))
      .map(({ parentPath, name }) => join(parentPath, name));
    const others = files.filter((file) => !published.includes(file));
    expect(others.length).toBeGreaterThan(0);
    for (const file of others) {
      for (const source of [`'${file}'`, `read_parquet('${file}')`, `read_parquet(['${published[0]}', '${file}'])`]) {
        const { code, err } = await runCommand(['query', `select count(*) from ${source}`, '--data-dir', dataDir]);
        expect({ code, err }).toEqual({
          code: 1,
          err: expect.stringMatching(/Permission Error|not allowed|does not exist/),
        });
      }
    }
    expect(
      await runCommand(['query', 'select distinct trading_date from bars', '--data-dir', dataDir, '--json']),
    ).toMatchObject({ code: 0, out: expect.not.stringContaining('2026-05-29') });
  }, 120_000);
});

import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { home, runCommand as run, temporaryFolder as folder } from '../testing/run-command.ts';

const recorded = join(home, '../shared/market-data/polygon-hourly');
const isThere = existsSync(recorded);

interface Recorded {
  ticker: string;
  results: { t: number; h: number; l: number; o: number; c: number; v: number }[];
}

describe.skipIf(!isThere && process.env['CI'] !== 'true')(
  'recorded answers (skipped: ../shared/market-data is absent)',
  () => {
    test('give 1,029 rows on 21 dates, hourly_var to the last bit; twice the same', async () => {
      const dataDir = await folder();
      const args = ['run', '--replay-dir', recorded, '--tickers', 'magnificent7', '--data-dir', dataDir, '--json'];
      const first = JSON.parse((await run(args)).out) as { outcome: string; hours: number };
      expect(first).toMatchObject({ outcome: 'published', hours: 1_029 });
      const read = async () =>
        JSON.parse(
          (
            await run([
              'query',
              'select ticker, epoch_ms(bar_start) as t, hourly_var, trading_date from hourly_volatility order by 1, 2',
              '--data-dir',
              dataDir,
              '--json',
            ])
          ).out,
        ) as { ticker: string; t: number; hourly_var: number; trading_date: string }[];
      const rows = await read();
      expect(new Set(rows.map((row) => row.trading_date)).size).toBe(21);
      const published = new Map(rows.map((row) => [`${row.ticker} ${row.t}`, row.hourly_var]));
      for (const name of (await readdir(recorded)).filter((file) => !file.startsWith('X_'))) {
        const answer = JSON.parse(await readFile(join(recorded, name), 'utf8')) as Recorded;
        for (const bar of answer.results) expect(published.get(`${answer.ticker} ${bar.t}`)).toBe(bar.h - bar.l);
      }
      expect(JSON.parse((await run(args)).out)).toMatchObject({ outcome: 'unchanged', releaseId: 1 });
      expect(await read()).toEqual(rows);
    });

    test('six of seven tickers: exit 3, nothing published, rule and values named', async () => {
      const [dataDir, six] = [await folder(), await folder()];
      for (const name of (await readdir(recorded)).filter((file) => !/^(X_|TSLA)/.test(file)))
        await writeFile(join(six, name), await readFile(join(recorded, name)));
      const { code, err } = await run(['run', '--replay-dir', six, '--tickers', 'magnificent7', '--data-dir', dataDir]);
      expect(code).toBe(3);
      expect(err).toContain('DistinctValuesCount');
      expect(err).toMatch(/\b6\b/);
      expect((await run(['releases', '--data-dir', dataDir, '--json'])).out.trim()).toBe('[]');
    });

    test('a corrected bar replaces the old one, is reported, and rolls back', async () => {
      const [dataDir, changed] = [await folder(), await folder()];
      for (const name of (await readdir(recorded)).filter((file) => !file.startsWith('X_')))
        await writeFile(join(changed, name), await readFile(join(recorded, name)));
      await run(['run', '--replay-dir', changed, '--data-dir', dataDir]);
      const answer = JSON.parse(await readFile(join(changed, 'AAPL.json'), 'utf8')) as Recorded;
      const bar = answer.results[10];
      if (bar === undefined) throw new Error('too few bars');
      const old = bar.h - bar.l;
      bar.h += 1;
      await writeFile(join(changed, 'AAPL.json'), JSON.stringify(answer));
      const report = JSON.parse((await run(['run', '--replay-dir', changed, '--data-dir', dataDir, '--json'])).out) as {
        corrections: { bars: number; hours: number; samples: unknown[] };
      };
      expect(report.corrections).toMatchObject({
        bars: 1,
        hours: 1,
        samples: [{ ticker: 'AAPL', oldHourlyVar: old, newHourlyVar: bar.h - bar.l }],
      });
      const read = async () =>
        (
          await run([
            'query',
            `select hourly_var as v from hourly_volatility where ticker = 'AAPL' and epoch_ms(bar_start) = ${bar.t}`,
            '--data-dir',
            dataDir,
            '--json',
          ])
        ).out;
      expect(JSON.parse(await read())).toEqual([{ v: bar.h - bar.l }]);
      expect((await run(['rollback', '--data-dir', dataDir])).code).toBe(0);
      expect(JSON.parse(await read())).toEqual([{ v: old }]);
    });
  },
);

describe('bad input', () => {
  test.each([
    { name: 'an unknown command, the nearest offered', args: ['stauts'], says: 'status' },
    { name: 'an unknown option, the nearest offered', args: ['run', '--tickrs', 'AAPL'], says: '--tickers' },
    {
      name: 'a reversed range',
      args: ['plan', '--from', '2026-06-01', '--to', '2026-05-01', '--source', 'simulated'],
      says: 'is after --to',
    },
    { name: 'a future date', args: ['plan', '--to', '2999-01-01', '--source', 'simulated'], says: 'in the future' },
    {
      name: 'a date that is none',
      args: ['plan', '--from', '2026-02-30', '--source', 'simulated'],
      says: 'is not a date',
    },
    {
      name: 'a weekend',
      args: ['plan', '--from', '2026-05-30', '--to', '2026-05-31', '--source', 'simulated'],
      says: 'no trading session',
    },
    { name: 'a missing replay folder', args: ['plan', '--replay-dir', 'nowhere'], says: 'cannot be read' },
    { name: 'polygon without a key', args: ['plan', '--source', 'polygon'], says: 'MASSIVE_API_KEY' },
    {
      name: 'a ticker that cannot be one',
      args: ['plan', '--tickers', 'A B'],
      says: 'is neither a ticker nor a universe',
    },
  ])('$name', async ({ args, says }) => {
    const { code, err } = await run(args);
    expect(code).toBe(1);
    expect(err).toContain(says);
  });

  test('a config with five mistakes names all five', async () => {
    const file = join(await folder(), 'tickerlake.config.json');
    await writeFile(
      file,
      JSON.stringify({ universe: 'faang', source: 'ftp', timespan: 'week', keepReleases: 0, colour: 'red' }),
    );
    const { err } = await run(['plan', '--config', file]);
    for (const word of ['5 problems', 'universe', 'source', 'timespan', 'keepReleases', 'colour'])
      expect(err).toContain(word);
  });

  test('a truncated file stops a replay before it starts', async () => {
    const dir = await folder();
    await mkdir(dir, { recursive: true });
    await writeFile(join(dir, 'AAPL.json'), '{"ticker":"AAPL","results":[{"t":1');
    const { code, err } = await run(['run', '--replay-dir', dir, '--data-dir', await folder()]);
    expect(code).toBe(1);
    expect(err).toContain('AAPL.json');
  });

  test('NDAQ is a hint, not an error', async () => {
    const { code, out } = await run(['plan', '--tickers', 'NDAQ', '--source', 'simulated']);
    expect(code).toBe(0);
    expect(out).toContain('Nasdaq');
  });
});

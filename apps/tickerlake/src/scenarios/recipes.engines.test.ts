import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { home, runCommand } from '../testing/run-command.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A Python with polars, pandas and DuckDB. */
    readersPython: string;
  }
}

let folder = '';
let page = '';
let expected: { ticker: string; hours: number; most: number }[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tickerlake-recipes-'));
  page = await readFile(join(home, 'docs/how-to/read-the-tables.md'), 'utf8');
  // Two releases of two months: what a pattern could double.
  for (const to of ['2026-05-27', '2026-05-28']) {
    const range = ['--from', '2026-04-29', '--to', to, '--tickers', 'AAPL,MSFT'];
    expect(await runCommand(['run', '--source', 'simulated', ...range], { cwd: folder })).toMatchObject({ code: 0 });
  }
  const sql =
    'select ticker, count(*) as hours, max(hourly_var) as most from hourly_volatility where is_complete group by ticker order by ticker';
  expected = JSON.parse((await runCommand(['query', sql, '--json'], { cwd: folder })).out) as typeof expected;
}, 120_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the recipe for', () => {
  it.each(['polars', 'pandas', 'DuckDB'])('%s prints the rows and values of the release', async (name) => {
    const section = page.split(/^## /m).find((text) => text.startsWith(`${name}\n`)) ?? '';
    const [, code = ''] = /```python\n(.*?)```/s.exec(section) ?? [];
    const { stdout } = await promisify(execFile)(inject('readersPython'), ['-c', code], { cwd: folder });
    const found = stdout
      .split('\n')
      .map((line) => line.match(/[\w.]+/g) ?? [])
      .filter(([ticker]) => ticker === 'AAPL' || ticker === 'MSFT')
      .map(([ticker, hours, most]) => ({ ticker, hours: Number(hours), most: Number(most).toFixed(3) }));
    expect(found).toEqual(expected.map((row) => ({ ...row, most: row.most.toFixed(3) })));
  });

  it('Excel writes a sheet', async () => {
    const [, line = ''] = /npm run tickerlake -- (export .*\.xlsx)/.exec(page) ?? [];
    expect(await runCommand(line.split(' '), { cwd: folder })).toMatchObject({
      code: 0,
      out: expect.stringContaining('hours.xlsx'),
    });
  });
});

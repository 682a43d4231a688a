import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { minutesOf, writeRecorded } from '../testing/recorded-folder.ts';
import { runCommand, temporaryFolder } from '../testing/run-command.ts';

const days = ['2026-05-18', '2026-05-19', '2026-05-20', '2026-05-21', '2026-05-22'];
const bars = (price: number, without: readonly string[] = []) =>
  days.filter((date) => !without.includes(date)).flatMap((date) => minutesOf(date, price));

/** Three tickers, of which one lacks a session. */
async function recorded(): Promise<{ readonly folder: string; readonly args: readonly string[] }> {
  const folder = await temporaryFolder();
  await writeRecorded(folder, { AAPL: bars(100), GAPS: bars(50, ['2026-05-20']), MSFT: bars(200) });
  return { folder, args: ['--source', 'replay', '--data-dir', join(folder, 'store')] };
}

async function configOf(folder: string, config: object): Promise<string> {
  const path = join(folder, 'tickerlake.config.txt');
  await writeFile(path, JSON.stringify(config));
  return path;
}

test('by default one ticker with a gap stops the run, and nothing is published', async () => {
  const { folder, args } = await recorded();
  const { code, err } = await runCommand(['run', ...args, '--replay-dir', folder]);
  expect(code).toBe(3);
  expect(err).toContain('ticker=GAPS');
});

test('held back, it alone is not published, which the report, the history and the status say; later it catches up', async () => {
  const { folder, args } = await recorded();
  const config = await configOf(folder, { onIncomplete: 'hold-back' });
  const run = () => runCommand(['run', ...args, '--replay-dir', folder, '--config', config, '--json']);
  const query = async (sql: string) => JSON.parse((await runCommand(['query', sql, ...args, '--json'])).out);
  const { code, out, err } = await run();
  expect(code, err).toBe(0);
  expect(JSON.parse(out)).toMatchObject({
    outcome: 'published',
    heldBack: [{ ticker: 'GAPS', reason: expect.stringContaining('it fails ColumnValues "hours" > 0') }],
  });
  expect(await query('select ticker, count(*) as bars from bars group by ticker order by ticker')).toEqual([
    { ticker: 'AAPL', bars: 1_950 },
    { ticker: 'MSFT', bars: 1_950 },
  ]);
  expect(await query('select held_back from runs')).toEqual([
    { held_back: expect.stringContaining('GAPS is held back: it fails') },
  ]);
  const status = await runCommand(['status', ...args]);
  expect(status.out).toContain('GAPS is held back');

  await writeRecorded(folder, { GAPS: bars(50) });
  const repaired = await run();
  expect(repaired.code, repaired.err).toBe(0);
  expect(JSON.parse(repaired.out)).toMatchObject({ outcome: 'published', heldBack: [], newBars: 1_950 });
});

test('when every ticker fails, the run stops all the same', async () => {
  const folder = await temporaryFolder();
  await writeRecorded(folder, { A: bars(10, ['2026-05-20']), B: bars(20, ['2026-05-21']) });
  const config = await configOf(folder, { onIncomplete: 'hold-back' });
  const { code } = await runCommand([
    'run',
    '--source',
    'replay',
    '--replay-dir',
    folder,
    '--data-dir',
    join(folder, 'store'),
    '--config',
    config,
  ]);
  expect(code).toBe(3);
});

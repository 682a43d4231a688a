import { cp, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRunJournal, storePaths } from '@tickerlake/pipeline/local';
import { plantPastRuns } from '@tickerlake/pipeline/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { countFileAccess } from '../testing/count-file-access.ts';
import { minutesOf, writeRecorded } from '../testing/recorded-folder.ts';
import { runCommand } from '../testing/run-command.ts';

let root: string;
let recorded: string;
let config: string;
const storeOf = (name: string): string => join(root, name);
const command = (name: string, ...args: readonly string[]) =>
  runCommand([...args, '--config', config, '--data-dir', storeOf(name)]);
const replay = (name: string) => command(name, 'run', '--replay-dir', recorded);

/** One release, with 3 past runs in one store and 120 in the other, ten to a segment. */
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'tickerlake-past-'));
  recorded = join(root, 'recorded');
  config = join(root, 'tickerlake.config.json');
  await writeFile(config, JSON.stringify({ universe: ['AAPL'] }));
  await writeRecorded(recorded, { AAPL: minutesOf('2026-05-01', 100) });
  expect((await replay('few')).code).toBe(0);
  await cp(storeOf('few'), storeOf('many'), { recursive: true });
  const template = {
    runId: 'r',
    startedAt: '2026-05-01T20:00:00.000Z',
    endedAt: null,
    outcome: 'unchanged',
    summary: null,
    steps: [],
    request: { tickers: ['AAPL'], from: '2026-05-01', to: '2026-05-01', barMs: 60_000, source: 'replay' },
  } as const;
  await plantPastRuns(storePaths(join(storeOf('few'), 'replay')), template, 3, 10);
  await plantPastRuns(storePaths(join(storeOf('many'), 'replay')), template, 120, 10);
}, 120_000);
afterAll(() => rm(root, { recursive: true, force: true }));

describe('with 120 past runs instead of 3', () => {
  test.each([
    { name: 'query', args: ['query', 'select count(*) from runs'] },
    { name: 'status', args: ['status'] },
    { name: 'releases', args: ['releases'] },
    { name: 'check', args: ['check'] },
    { name: 'gc', args: ['gc', '--dry-run'] },
  ])('$name opens, lists and changes as many files', async ({ args }) => {
    // The first command of a process loads more.
    await command('few', ...args);
    const [few, many] = [
      await countFileAccess(storeOf('few'), () => command('few', ...args)),
      await countFileAccess(storeOf('many'), () => command('many', ...args)),
    ];
    expect(few['readdir']).toBeGreaterThan(0);
    expect(many).toEqual(few);
  });

  test('a run opens, lists and changes as many files', async () => {
    for (const name of ['few', 'many']) expect((await replay(name)).code).toBe(0);
    const [few, many] = [
      await countFileAccess(storeOf('few'), () => replay('few')),
      await countFileAccess(storeOf('many'), () => replay('many')),
    ];
    expect(many).toEqual(few);
  });

  test('every run is in the history once, and none has a journal', async () => {
    const count = 'select count(*) as runs, count(distinct run_id) as ids, max(sequence) as last from runs';
    const [few, many] = await Promise.all(
      ['few', 'many'].map(async (name) => JSON.parse((await command(name, 'query', count, '--json')).out)),
    );
    expect([few, many]).toEqual([[{ runs: 6, ids: 6, last: 6 }], [{ runs: 123, ids: 123, last: 123 }]]);
    expect(await createRunJournal(storePaths(join(storeOf('many'), 'replay'))).ids()).toEqual([]);
    expect((await readdir(join(storeOf('many'), 'replay/history'))).length).toBeLessThan(16);
  });
});

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RequestError } from '@tickerlake/pipeline';
import { storePaths } from '@tickerlake/pipeline/local';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { buildCommand } from '../testing/build-command.ts';
import { home, runCommand } from '../testing/run-command.ts';
import { EngineEnded } from './engine-ended.ts';
import { type EngineProcess, startEngine } from './start-engine.ts';

/** Takes far longer than any test. */
const endless = 'select count(*) from range(1000000) a, range(1000000) b where a.range * b.range % 7 = 9';
/** A server that starts an engine with a statement, prints the engine's process id when the statement runs, and then only waits. */
const killedServer = `
  const [main, root, sql] = process.argv.slice(1);
  const engine = require('node:child_process').fork(main, ['--engine-process', root], { serialization: 'advanced', stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  engine.on('message', () => {});
  engine.send({ kind: 'rows', id: 1, sql: 'select 1' });
  engine.once('message', () => {
    engine.send({ kind: 'rows', id: 2, sql });
    setTimeout(() => console.log(engine.pid), 1_000);
  });`;
const isRunning = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};
const never = new AbortController().signal;
let dataDir: string;
let engine: EngineProcess;

beforeAll(async () => {
  buildCommand();
  dataDir = await mkdtemp(join(tmpdir(), 'tickerlake-engine-'));
  expect(
    (
      await runCommand([
        'run',
        '--source',
        'simulated',
        '--tickers',
        'AAPL',
        '--from',
        '2026-05-29',
        '--to',
        '2026-05-29',
        '--data-dir',
        dataDir,
      ])
    ).code,
  ).toBe(0);
  engine = startEngine({ home, root: storePaths(join(dataDir, 'simulated')).root });
}, 120_000);
afterAll(async () => {
  await engine.close();
  await rm(dataDir, { recursive: true, force: true });
});

/** Processes start slowly on a busy machine. */
describe('an engine in a separate process', { timeout: 180_000 }, () => {
  it('gives rows with their types, many pages of them', async () => {
    const { columns, rows } = await engine.rows(
      "select range as n, date '2026-05-29' as d, timestamp '2026-05-29 14:30:00' as t, null as nothing from range(5000) order by 1",
      never,
    );
    expect(columns).toEqual([
      { name: 'n', type: 'BIGINT' },
      { name: 'd', type: 'DATE' },
      { name: 't', type: 'TIMESTAMP' },
      { name: 'nothing', type: 'INTEGER' },
    ]);
    expect(rows).toHaveLength(5_000);
    expect(rows[4_999]).toEqual([4_999n, '2026-05-29', new Date('2026-05-29T14:30:00Z'), null]);
  });

  it('reports what is wrong with a statement, and continues', async () => {
    await expect(engine.rows('select nothing', never)).rejects.toThrow(/nothing/);
    await expect(engine.rows("select * from sql_auto_complete('sel')", never)).rejects.toThrow(
      new RequestError(
        'The table function sql_auto_complete is not allowed here: read the published tables by their names, with functions that compute from their arguments.',
      ),
    );
    await expect(engine.rows('select * from range(600000)', never)).rejects.toThrow('more than 500000 rows');
    expect((await engine.rows('select count(*) > 0 from bars', never)).rows).toEqual([[true]]);
  });

  it('stops a statement when its signal aborts; others do not wait for it', async () => {
    const abort = new AbortController();
    const stopped = engine.rows(endless, abort.signal);
    expect((await engine.rows('select 1', never)).rows).toEqual([[1]]);
    abort.abort(new Error('enough'));
    await expect(stopped).rejects.toThrow('enough');
    await expect(engine.rows('select 1', AbortSignal.abort(new Error('before it began')))).rejects.toThrow(
      'before it began',
    );
  });

  it('fails what runs when its process ends, and starts again', async () => {
    const doomed = engine.rows(endless, never);
    const { pid } = engine;
    if (pid === null) throw new Error('no process runs');
    process.kill(pid, 'SIGKILL');
    await expect(doomed).rejects.toThrow(EngineEnded);
    expect((await engine.rows('select 2', never)).rows).toEqual([[2]]);
    expect(engine.pid).not.toBe(pid);
  });

  it('ends with a server that is killed while a statement runs', async () => {
    const server = spawn(
      process.execPath,
      ['-e', killedServer, join(home, 'apps/tickerlake/dist/main.js'), join(dataDir, 'simulated'), endless],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const [pid] = (await once(server.stdout.setEncoding('utf8'), 'data')) as [string];
    expect(isRunning(Number(pid))).toBe(true);
    server.kill('SIGKILL');
    await vi.waitFor(() => expect(isRunning(Number(pid))).toBe(false), { timeout: 60_000, interval: 200 });
  }, 90_000);
});

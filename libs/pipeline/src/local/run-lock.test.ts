import { spawnSync } from 'node:child_process';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { RunLockedError } from '../errors.ts';
import { acquireRunLock } from './run-lock.ts';

const now = new Date('2026-05-29T20:00:00Z');
const folder = (): Promise<string> => mkdtemp(join(tmpdir(), 'lock-'));

test('one at a time, and again after the release', async () => {
  const dir = await folder();
  const lock = await acquireRunLock(dir, { command: 'tickerlake run', now });
  const refused = acquireRunLock(dir, { command: 'second', now });
  await expect(refused).rejects.toThrow(RunLockedError);
  await expect(refused).rejects.toThrow(`"tickerlake run", process ${process.pid}`);
  await lock.release();
  await (await acquireRunLock(dir, { command: 'third', now })).release();
});

test.each(Array.from({ length: 10 }, (_, round) => round))('of many at once exactly one wins (round %i)', async () => {
  const dir = await folder();
  const results = await Promise.allSettled(Array.from({ length: 8 }, (_, index) => acquireRunLock(dir, { command: `c${index}`, now: new Date(now.getTime() + index) })));
  expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
});

test('a lock left by a dead process is taken over at once; one of another machine is not', async () => {
  const { pid } = spawnSync(process.execPath, ['-e', '']);
  const holder = { pid, startTicks: null, host: hostname(), command: 'killed', since: now.toISOString() };
  const stale = await folder();
  await writeFile(join(stale, '0000000001.json'), JSON.stringify(holder));
  await (await acquireRunLock(stale, { command: 'next', now })).release();
  const foreign = await folder();
  await writeFile(join(foreign, '0000000001.json'), JSON.stringify({ ...holder, host: 'elsewhere' }));
  await expect(acquireRunLock(foreign, { command: 'next', now })).rejects.toThrow('on elsewhere');
});

import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, utimes, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { RequestError, RunLockedError } from '../../values/errors.ts';
import { acquireRunLock, breakRunLock, findLockHolder, lockLeaseMs } from './run-lock.ts';

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
  const results = await Promise.allSettled(
    Array.from({ length: 8 }, (_, index) =>
      acquireRunLock(dir, { command: `c${index}`, now: new Date(now.getTime() + index) }),
    ),
  );
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

describe('a lock', () => {
  const elsewhere = {
    pid: 12,
    startTicks: null,
    host: 'elsewhere',
    command: 'tickerlake run',
    since: now.toISOString(),
  };
  /** A lock of another machine that was silent for so long. */
  async function foreignLock(
    silentMs: number,
    content = JSON.stringify(elsewhere),
  ): Promise<{ dir: string; path: string }> {
    const dir = await folder();
    const path = join(dir, '0000000007.json');
    await writeFile(path, content);
    const beatAt = new Date(now.getTime() - silentMs);
    await utimes(path, beatAt, beatAt);
    return { dir, path };
  }

  test.each([
    { name: 'as written', content: JSON.stringify(elsewhere) },
    { name: 'empty', content: '' },
    { name: 'garbage', content: '{"pid":' },
  ])('of another machine is free after 15 minutes of silence, and not before ($name)', async ({ content }) => {
    const fresh = await foreignLock(lockLeaseMs - 60_000, content);
    await expect(acquireRunLock(fresh.dir, { command: 'next', now })).rejects.toThrow(RunLockedError);
    const silent = await foreignLock(lockLeaseMs + 60_000, content);
    await (await acquireRunLock(silent.dir, { command: 'next', now })).release();
  });

  test('of another machine is described with its file, its age and the way out', async () => {
    const { dir, path } = await foreignLock(60_000);
    await expect(acquireRunLock(dir, { command: 'next', now })).rejects.toThrow(
      /"tickerlake run", process 12 on elsewhere, since 2026-05-29T20:00:00.000Z \(.*last sign of life 20.*"tickerlake unlock --yes"/,
    );
    await expect(acquireRunLock(dir, { command: 'next', now })).rejects.toThrow(path);
  });

  test('of another machine can be broken; one of a living process here cannot', async () => {
    const { dir } = await foreignLock(0);
    expect((await breakRunLock(dir, now))?.holder?.host).toBe('elsewhere');
    expect(await findLockHolder(dir, now)).toBeNull();
    const mine = await acquireRunLock(dir, { command: 'mine', now });
    await expect(breakRunLock(dir, now)).rejects.toThrow(RequestError);
    await mine.assertHeld();
    await mine.release();
    expect(await breakRunLock(dir, now)).toBeNull();
  });

  test('a holder notices that it was unlocked or that its lock was taken', async () => {
    const dir = await folder();
    const first = await acquireRunLock(dir, { command: 'first', now });
    await first.assertHeld();
    await first.release();
    await expect(first.assertHeld()).rejects.toThrow(RunLockedError);
    const second = await acquireRunLock(dir, { command: 'second', now });
    await writeFile(join(dir, '0000000009.json'), JSON.stringify(elsewhere));
    await expect(second.assertHeld()).rejects.toThrow('another run has taken the store');
  });

  test('left as a folder blocks no run once it is old', async () => {
    const dir = await folder();
    const path = join(dir, '0000000003.json');
    await mkdir(join(path, 'inside'), { recursive: true });
    await utimes(path, new Date(0), new Date(0));
    const lock = await acquireRunLock(dir, { command: 'next', now });
    await lock.assertHeld();
    expect((await readdir(dir)).sort()).toEqual(['0000000004.json']);
    await lock.release();
  });
});

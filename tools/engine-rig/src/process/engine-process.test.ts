import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readConfig } from '../config.ts';
import { stopEngines } from '../stop/stop-engines.ts';
import { findProcess, startProcess } from '../process/engine-process.ts';

const session = { say: () => undefined, signal: new AbortController().signal, nowMs: () => performance.now() };
const waits = ['-e', 'console.log("hello"); setInterval(() => undefined, 1000)'];
const isThere = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tickerlake-rig-'));
});
afterEach(async () => {
  await stopEngines(readConfig({ ENGINES_RUN_DIR: folder }, '/'), session);
  await rm(folder, { recursive: true, force: true });
});

describe('a process of the rig', () => {
  it('is found by its file, and stopped from another session', async () => {
    const { pid } = await startProcess(folder, { name: 'moto', command: process.execPath, args: waits, cwd: folder });
    expect(findProcess(folder, 'moto')?.pid).toBe(pid);
    expect(await stopEngines(readConfig({ ENGINES_RUN_DIR: folder }, '/'), session)).toEqual(['moto']);
    // Until its parent has noticed, a process that ended still has its id.
    await expect.poll(() => isThere(pid), { timeout: 10_000 }).toBe(false);
  });

  it('is not another process that has got its id since', async () => {
    await writeFile(join(folder, 'trino.pid.json'), JSON.stringify({ pid: process.pid, identity: 'another start' }));
    expect(findProcess(folder, 'trino')).toBeUndefined();
    expect(await stopEngines(readConfig({ ENGINES_RUN_DIR: folder }, '/'), session)).toEqual([]);
    await expect(readFile(join(folder, 'trino.pid.json'))).rejects.toThrow('ENOENT');
  });

  it('reports a missing program', async () => {
    const missing = startProcess(folder, { name: 'moto', command: join(folder, 'nothing'), args: [], cwd: folder });
    await expect(missing).rejects.toThrow('moto did not start');
  });
});

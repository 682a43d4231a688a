import { join } from 'node:path';
import { acquireRunLock, storePaths } from '@tickerlake/pipeline/local';
import { expect, test } from 'vitest';
import { runCommand, temporaryFolder } from '../../testing/run-command.ts';

test('unlock names the holder, keeps a live one, and says when the store is free', async () => {
  const dataDir = await temporaryFolder();
  const unlock = (...args: readonly string[]) =>
    runCommand(['unlock', '--source', 'simulated', '--data-dir', dataDir, ...args]);
  const { locks } = storePaths(join(dataDir, 'simulated'));

  const lock = await acquireRunLock(locks, { command: 'tickerlake run', now: new Date() });
  expect(await unlock()).toMatchObject({ code: 1, out: expect.stringMatching(/^Held by .*tickerlake run/) });
  expect(JSON.parse((await unlock('--json')).out)).toMatchObject({
    locked: true,
    holder: { holder: { pid: process.pid } },
  });
  expect(await unlock('--yes')).toMatchObject({ code: 1, err: expect.stringContaining(String(process.pid)) });

  await lock.release();
  expect(await unlock()).toEqual({ code: 0, out: 'No run holds this store.\n', err: '' });
});

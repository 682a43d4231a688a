import { rm } from 'node:fs/promises';
import type { Summary } from '@tickerlake/preview-api';
import { afterEach, expect, it } from 'vitest';
import { buildCommand } from '../testing/build-command.ts';
import { freePort } from '../testing/free-port.ts';
import { runCommand, temporaryFolder } from '../testing/run-command.ts';

const folders: string[] = [];
afterEach(() => Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true, force: true }))));

it('a second start shows the published release at once, and the new one when its run is done', async () => {
  buildCommand();
  const dataDir = await temporaryFolder();
  folders.push(dataDir);
  const simulated = ['--source', 'simulated', '--tickers', 'AAPL', '--data-dir', dataDir];
  expect((await runCommand(['run', ...simulated, '--from', '2026-05-28', '--to', '2026-05-28'])).code).toBe(0);
  const port = await freePort();
  const stop = new AbortController();
  const started = runCommand(
    ['start', ...simulated, '--from', '2026-05-29', '--to', '2026-05-29', '--no-open', '--port', String(port)],
    { signal: stop.signal },
  );
  const release = async (): Promise<number | null> => {
    const response = await fetch(`http://127.0.0.1:${port}/api/summary`).catch(() => null);
    return response?.ok === true ? ((await response.json()) as Summary).releaseId : null;
  };
  const seen: number[] = [];
  await expect
    .poll(
      async () => {
        const id = await release();
        if (id !== null && id !== seen.at(-1)) seen.push(id);
        return seen;
      },
      { interval: 20, timeout: 30_000 },
    )
    .toEqual([1, 2]);
  stop.abort();
  expect(await started).toMatchObject({ code: 0, out: expect.stringContaining(`http://127.0.0.1:${port}/`) });
}, 60_000);

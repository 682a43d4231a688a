import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ClassicDashboard, hourlyVolatilityDashboard } from '@tickerlake/dashboards';
import { buildCommand } from './build-command.ts';
import { freePort } from './free-port.ts';
import { runCommand } from './run-command.ts';

/** The page of a store with three sessions of the Magnificent 7, as `tickerlake preview` serves it. */
export interface OpenPage {
  readonly url: string;
  readonly dataDir: string;
  readonly dashboard: ClassicDashboard;
  close(): Promise<void>;
}

/**
 * Fills a store from the simulated market and serves its page from this process.
 *
 * @example
 * const page = await openPage();
 */
export async function openPage(): Promise<OpenPage> {
  buildCommand();
  const dataDir = await mkdtemp(join(tmpdir(), 'tickerlake-page-'));
  const ran = await runCommand([
    'run',
    '--source',
    'simulated',
    '--from',
    '2026-05-27',
    '--to',
    '2026-05-29',
    '--data-dir',
    dataDir,
  ]);
  if (ran.code !== 0) throw new Error(ran.err);
  const port = await freePort();
  const abort = new AbortController();
  const served = runCommand(['preview', '--port', String(port), '--data-dir', dataDir], { signal: abort.signal });
  const url = `http://127.0.0.1:${port}/`;
  for (
    let attempt = 0;
    attempt < 200 &&
    !(await fetch(url).then(
      (response) => response.ok,
      () => false,
    ));
    attempt += 1
  ) {
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  return {
    url,
    dataDir,
    dashboard: hourlyVolatilityDashboard(),
    async close() {
      abort.abort();
      await served;
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

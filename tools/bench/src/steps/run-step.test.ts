import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runStep } from './run-step.ts';
import { startPageServer } from './start-page-server.ts';

const range = {
  tickers: ['AAPL', 'MSFT', 'GOOGL', 'AMZN', 'NVDA', 'META', 'TSLA'],
  from: '2026-05-28',
  to: '2026-05-29',
};
let store: string;
beforeAll(async () => {
  store = await mkdtemp(join(tmpdir(), 'tickerlake-bench-'));
});
afterAll(() => rm(store, { recursive: true, force: true }));

describe('the steps of the benchmark', () => {
  it('copy and publish the same landed bars, and a whole run fetches as many', async () => {
    await runStep('land', join(store, 'landed'), range);
    const copied = await runStep('copy', join(store, 'landed'), range);
    const published = await runStep('publish', join(store, 'landed'), range);
    const run = await runStep('run', join(store, 'run'), range);

    expect(copied.rows).toBeGreaterThan(1_000);
    expect({ published: published.rows, run: run.rows }).toEqual({ published: copied.rows, run: copied.rows });
    expect(run.peakRssMiB).toBeGreaterThan(1);
  });

  it('evaluate the same rules and rows, by the library and by hand', async () => {
    await runStep('land', join(store, 'landed'), range);
    await runStep('copy', join(store, 'landed'), range);
    const byLibrary = await runStep('rules', join(store, 'landed'), range);
    const byHand = await runStep('rules-by-hand', join(store, 'landed'), range);

    expect(byLibrary.rows).toBeGreaterThan(1_000);
    expect(byHand.rows).toBe(byLibrary.rows);
  });

  it('fetch the same bars, by the client and without checks', async () => {
    const server = await startPageServer();
    try {
      const byClient = await runStep('fetch', server.url, range);
      const plain = await runStep('fetch-plain', server.url, range);

      expect(byClient.rows).toBeGreaterThan(1_000);
      expect(plain.rows).toBe(byClient.rows);
    } finally {
      await server.close();
    }
  });
});

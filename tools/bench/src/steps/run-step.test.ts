import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runStep } from './run-step.ts';

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
});

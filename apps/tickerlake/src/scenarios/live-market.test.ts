import { mkdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createSimulatedMarket, startMarketServer } from '@tickerlake/simulated-market';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createJumpingClock } from '../testing/jumping-clock.ts';
import { runCommand, temporaryFolder } from '../testing/run-command.ts';

/** The vendor's API over HTTP, which answers 429 to the sixth call of any minute, and a store; both on one clock. */
async function openMarket() {
  const clock = createJumpingClock('2026-05-30T12:00:00Z');
  const nowMs = (): number => clock.now().getTime();
  const market = createSimulatedMarket({ nowMs, limiterClockMs: nowMs, callsPerMinute: 5 });
  const server = await startMarketServer(market);
  onTestFinished(() => server.close());
  const dataDir = await temporaryFolder();
  const run = (name: string, ...args: readonly string[]) =>
    runCommand([name, '--source', 'polygon', '--base-url', server.url, '--data-dir', dataDir, '--json', ...args], {
      apiKey: 'k',
      clock,
    });
  const command = async (name: string, ...args: readonly string[]) => {
    const outcome = await run(name, ...args);
    expect(outcome).toMatchObject({ code: 0 });
    return JSON.parse(outcome.out) as {
      calls: number;
      durationMs: number;
      elapsedMs: number;
      outcome: string;
      hours: number;
    };
  };
  return { clock, market, run, command, dataDir };
}

/** Four tickers of two calls each, one for each company, one for the splits and one for the holidays; a call holds as many sessions of hours as of minutes. */
const threeMonths = ['--tickers', 'AAPL,AMZN,MSFT,NVDA', '--from', '2026-03-02', '--to', '2026-05-29'];

describe('a market that allows five calls a minute', () => {
  it('never refuses one, and the plan estimates the calls and the time within 10 %', async () => {
    const { market, command, dataDir } = await openMarket();
    const config = join(dataDir, 'tickerlake.config.json');
    await writeFile(config, JSON.stringify({ timespan: 'hour' }));
    const plan = await command('plan', ...threeMonths, '--config', config);
    expect(market.calls.total).toBe(0);
    const run = await command('run', ...threeMonths, '--config', config);

    expect(run.outcome).toBe('published');
    expect(market.calls).toMatchObject({ total: plan.calls, rejected429: 0, maxStartsIn60s: 5 });
    expect(run.calls).toBe(plan.calls);
    expect(plan.calls).toBeGreaterThan(7);
    expect(Math.abs(plan.durationMs - run.elapsedMs) / run.elapsedMs).toBeLessThan(0.1);
  }, 60_000);

  it('never refuses one when commands follow each other within the minute', async () => {
    const { market, command } = await openMarket();
    for (const date of ['2026-05-26', '2026-05-27', '2026-05-28'])
      await command('run', '--tickers', 'AAPL,MSFT,NVDA', '--from', date, '--to', date);

    expect(market.calls).toMatchObject({ total: 16, rejected429: 0, maxStartsIn60s: 5 });
  });

  it('waits at most a minute after the clock was set back', async () => {
    const { clock, market, command, dataDir } = await openMarket();
    const day = ['--tickers', 'AAPL', '--from', '2026-05-28', '--to', '2026-05-28'];
    await command('run', ...day);
    const calls = join(dataDir, 'polygon/calls.json');
    expect(JSON.parse(await readFile(calls, 'utf8'))).toHaveLength(4);
    await writeFile(calls, JSON.stringify(Array.from({ length: 5 }, () => clock.now().getTime() + 86_400_000)));
    expect((await command('run', '--fresh', ...day)).elapsedMs).toBe(61_000);
    expect(market.calls.rejected429).toBe(0);
  });

  it.each([
    { how: 'missing', spoil: (path: string) => rm(path), isSaid: false },
    { how: 'empty', spoil: (path: string) => truncate(path, 0), isSaid: true },
    { how: 'cut short', spoil: (path: string) => truncate(path, 9), isSaid: true },
    { how: 'garbage', spoil: (path: string) => writeFile(path, Buffer.alloc(30, 0xa5)), isSaid: true },
    { how: 'not a list of times', spoil: (path: string) => writeFile(path, '[1, "2"]'), isSaid: true },
    {
      how: 'a folder',
      spoil: async (path: string) => {
        await rm(path);
        await mkdir(join(path, 'inside'), { recursive: true });
      },
      isSaid: true,
    },
  ])(
    'with a record of calls that is $how: waits a window if it cannot know, and says so',
    async ({ spoil, isSaid }) => {
      const { market, run, dataDir, clock } = await openMarket();
      const day = ['--tickers', 'AAPL', '--from', '2026-05-28', '--to', '2026-05-28'];
      await run('run', ...day);
      const calls = join(dataDir, 'polygon/calls.json');
      await clock.sleep(61_000); // the quota is free again
      await spoil(calls);
      const beforeMs = clock.now().getTime();
      const { code, err } = await run('run', '--fresh', ...day);
      expect({ code, waitedMs: clock.now().getTime() - beforeMs }).toEqual({ code: 0, waitedMs: isSaid ? 61_000 : 0 });
      expect(err.split(`${calls} is damaged, so it is not known how much of the quota is left`)).toHaveLength(
        isSaid ? 2 : 1,
      );
      expect(JSON.parse(await readFile(calls, 'utf8'))).toContain(clock.now().getTime());
      expect(market.calls.rejected429).toBe(0);
    },
  );
});

import { createSimulatedMarket, type SimulatedMarketOptions, startMarketServer } from '@tickerlake/simulated-market';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createJumpingClock } from '../testing/jumping-clock.ts';
import { runCommand, temporaryFolder } from '../testing/run-command.ts';

/** A run against the simulated market over HTTP, as the vendor's. */
async function openMarket(options: SimulatedMarketOptions) {
  const clock = createJumpingClock('2026-05-30T12:00:00Z');
  const server = await startMarketServer(createSimulatedMarket({ nowMs: () => clock.now().getTime(), ...options }));
  onTestFinished(() => server.close());
  const dataDir = await temporaryFolder();
  const store = ['--source', 'polygon', '--data-dir', dataDir];
  const command = (name: string, ...args: readonly string[]) =>
    runCommand([name, ...store, '--base-url', server.url, '--calls-per-minute', 'unlimited', '--json', ...args], {
      apiKey: 'k',
      clock,
    });
  const run = (...args: readonly string[]) => command('run', ...args);
  const query = async (sql: string) =>
    JSON.parse((await runCommand(['query', sql, ...store, '--json'], { apiKey: 'k' })).out) as unknown;
  const configure = async (config: object) => {
    const path = join(dataDir, 'configuration.txt');
    await writeFile(path, JSON.stringify(config));
    return ['--config', path];
  };
  return { command, run, query, configure };
}

const week = ['--from', '2026-05-11', '--to', '2026-05-22'];
const reasons =
  'select ticker, reason, min(trading_date) as first, max(trading_date) as last from coverage where not is_expected group by 1, 2 order by 1';

test('a listing, a delisting and a rename inside a range are found and named, and all tickers publish at the first try', async () => {
  const { run, query } = await openMarket({
    events: [
      { kind: 'listing', ticker: 'TSLA', date: '2026-05-14' },
      { kind: 'delisting', ticker: 'NVDA', date: '2026-05-19' },
      { kind: 'rename', ticker: 'META', former: 'FB', date: '2026-05-18' },
    ],
  });
  const { code, err } = await run('--tickers', 'AAPL,TSLA,NVDA,META,FB', ...week);
  expect(code, err).toBe(0);
  expect(await query(reasons)).toEqual([
    { ticker: 'FB', reason: 'delisted', first: '2026-05-18', last: '2026-05-22' },
    { ticker: 'META', reason: 'not-listed', first: '2026-05-11', last: '2026-05-15' },
    { ticker: 'NVDA', reason: 'delisted', first: '2026-05-20', last: '2026-05-22' },
    { ticker: 'TSLA', reason: 'not-listed', first: '2026-05-11', last: '2026-05-13' },
  ]);
  expect(
    await query(
      "select ticker, valid_from, valid_to, successor from instruments where ticker = 'FB' and source = 'polygon'",
    ),
  ).toEqual([expect.objectContaining({ valid_to: '2026-05-17', successor: 'META' })]);
});

test('a rename is followed on request, at the first try, and the plan counts the calls for the former ticker', async () => {
  const { command, run, query, configure } = await openMarket({
    events: [{ kind: 'rename', ticker: 'META', former: 'FB', date: '2026-05-18' }],
  });
  const asked = ['--tickers', 'AAPL,META', ...week, ...(await configure({ followRenames: true }))];
  const { code, err } = await run(...asked);
  expect(code, err).toBe(0);
  const planned = JSON.parse((await command('plan', ...asked, '--refetch')).out) as { calls: number };
  expect({ planned: planned.calls, made: JSON.parse((await run(...asked, '--refetch')).out).calls }).toEqual({
    planned: 4,
    made: 4,
  });
  expect(err).toContain('renames are followed: META until 2026-05-17 as FB');
  expect(await query(reasons)).toEqual([]);
  expect(
    await query(
      "select count(distinct trading_date) as sessions, min(trading_date) as first from bars where ticker = 'META'",
    ),
  ).toEqual([{ sessions: 10, first: '2026-05-11' }]);
});

test('the end of a merged company and the former user of a ticker are rows of instruments', async () => {
  const { run, query } = await openMarket({
    events: [
      { kind: 'merger', ticker: 'NVDA', into: 'AAPL', date: '2026-05-19' },
      { kind: 'reuse', ticker: 'SIM001', formerTo: '2026-05-13', date: '2026-05-18' },
    ],
  });
  const { code, out, err } = await run('--tickers', 'AAPL,NVDA,SIM001', ...week);
  expect(code, err).toBe(0);
  expect(await query(reasons)).toEqual([
    { ticker: 'NVDA', reason: 'delisted', first: '2026-05-20', last: '2026-05-22' },
    { ticker: 'SIM001', reason: 'not-listed', first: '2026-05-11', last: '2026-05-15' },
  ]);
  expect(JSON.parse(out)).toMatchObject({ findings: { outsideInstrument: [{ ticker: 'SIM001' }] } });
  expect(
    await query(
      "select ticker, valid_from, valid_to, exchange from instruments where ticker in ('NVDA', 'SIM001') order by 1, 3 nulls last",
    ),
  ).toEqual([
    { ticker: 'NVDA', valid_from: '2003-09-10', valid_to: '2026-05-19', exchange: 'XNAS' },
    { ticker: 'SIM001', valid_from: null, valid_to: '2026-05-13', exchange: 'XNYS' },
    { ticker: 'SIM001', valid_from: '2026-05-18', valid_to: null, exchange: null },
  ]);
});

test("a closure that the vendor's list does not have is a warning that names the setting", async () => {
  const { run } = await openMarket({ calendar: { closures: [{ date: '2026-06-03', reason: 'day of mourning' }] } });
  const { code, err } = await run('--tickers', 'AAPL', '--from', '2026-05-28', '--to', '2026-05-29');
  expect(code, err).toBe(0);
  expect(err).toContain('the vendor says of 2026-06-03: closed');
  expect(err).toContain('"calendar": { "closures": [{ "date": "2026-06-03"');
});

test('a halt from open to close is told from lost bars by the day bars, and is not expected', async () => {
  const { run, query } = await openMarket({
    halts: [{ ticker: 'TSLA', fromMs: Date.parse('2026-05-20T04:00Z'), toMs: Date.parse('2026-05-21T04:00Z') }],
  });
  const { code, err } = await run('--tickers', 'AAPL,TSLA', ...week);
  expect(code, err).toBe(0);
  expect(err).toContain('TSLA was halted all day on 2026-05-20: the source has no day bar then');
  expect(await query(reasons)).toEqual([{ ticker: 'TSLA', reason: 'halted', first: '2026-05-20', last: '2026-05-20' }]);
});

test('a ticker that the plan refuses ends the run, or is held back alone when so configured', async () => {
  const { run, query, configure } = await openMarket({ plan: { markets: ['stocks'] } });
  const args = ['--tickers', 'AAPL,I:NDX', '--from', '2026-05-28', '--to', '2026-05-29'];
  expect(await run(...args)).toMatchObject({ code: 1, err: expect.stringContaining('not entitled') });
  const { code, out, err } = await run(...args, ...(await configure({ onIncomplete: 'hold-back' })));
  expect(code, err).toBe(0);
  expect(JSON.parse(out)).toMatchObject({
    heldBack: [{ ticker: 'I:NDX', reason: expect.stringContaining('not entitled') }],
  });
  expect(await query('select distinct ticker from bars')).toEqual([{ ticker: 'AAPL' }]);
  expect(await query('select count(*) as runs from runs where held_back is not null')).toEqual([{ runs: 1 }]);
});

test('a night session of the market is fetched from the evening before, and belongs to the next trading date', async () => {
  const calendar = { hours: [{ validFrom: '2026-05-18', nightOpen: '20:00' }] };
  const { run, query, configure } = await openMarket({ calendar });
  const args = ['--tickers', 'AAPL', '--from', '2026-05-18', '--to', '2026-05-19'];
  const { code, out, err } = await run(...args, ...(await configure({ calendar })));
  expect(code, err).toBe(0);
  expect(JSON.parse(out)).toMatchObject({ findings: { outsideSessions: [], outsideRange: [] } });
  expect(
    await query("select trading_date, min(bar_start) as first from bars where session = 'night' group by 1 order by 1"),
  ).toEqual([
    { trading_date: '2026-05-18', first: expect.stringMatching(/^2026-05-18.00:0/) },
    { trading_date: '2026-05-19', first: expect.stringMatching(/^2026-05-19.00:0/) },
  ]);
});

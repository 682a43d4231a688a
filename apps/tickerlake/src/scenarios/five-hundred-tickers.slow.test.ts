import { createSimulatedMarket, scriptMarket, startMarketServer } from '@tickerlake/simulated-market';
import { expect, onTestFinished, test } from 'vitest';
import { createJumpingClock } from '../testing/jumping-clock.ts';
import { runCommand, temporaryFolder } from '../testing/run-command.ts';

const tickers = Array.from({ length: 500 }, (_, index) => `SIM${String(index + 1).padStart(3, '0')}`);
const span = { from: '2026-02-02', to: '2026-05-29' };

test('500 tickers with their listings, renames, mergers and halts publish at the first try', async () => {
  const clock = createJumpingClock('2026-05-30T12:00:00Z');
  const script = scriptMarket('five hundred', tickers, span);
  // Bars that the vendor lost stop a run, and rightly; so does an hour without a bar, unless minutes show how thinly a ticker trades.
  const events = [{ kind: 'listing', ticker: 'SIM500', date: '2003-09-10' } as const, ...script.events].filter(
    ({ kind }) => kind !== 'liquidity',
  );
  const market = createSimulatedMarket({ ...script, events, missing: [], nowMs: () => clock.now().getTime() });
  const server = await startMarketServer(market);
  onTestFinished(() => server.close());
  const store = ['--source', 'polygon', '--data-dir', await temporaryFolder()];
  const vendor = ['--base-url', server.url, '--calls-per-minute', 'unlimited'];
  const asked = ['--tickers', tickers.join(','), '--from', span.from, '--to', span.to, '--timespan', 'hour'];
  const { code, out, err } = await runCommand(['run', ...store, ...vendor, ...asked, '--json'], { apiKey: 'k', clock });
  expect(code, err).toBe(0);
  expect(JSON.parse(out)).toMatchObject({ outcome: 'published', heldBack: [] });
  const query = async (sql: string) =>
    JSON.parse((await runCommand(['query', sql, ...store, '--json'], { apiKey: 'k' })).out) as unknown;
  expect(await query('select count(distinct ticker) as tickers from hourly_volatility')).toEqual([{ tickers: 500 }]);
  const begun = script.events.filter(({ kind }) => ['listing', 'rename', 'reuse', 'spin-off'].includes(kind));
  expect(await query("select count(distinct ticker) as tickers from coverage where reason = 'not-listed'")).toEqual([
    { tickers: begun.length },
  ]);
  expect(await query('select count(*) as gaps from coverage where is_expected and hours < expected_hours')).toEqual([
    { gaps: 0 },
  ]);
}, 600_000);

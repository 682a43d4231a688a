import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createSimulatedMarket, DEFAULT_SPLITS, startMarketServer } from '@tickerlake/simulated-market';
import { expect, onTestFinished, test } from 'vitest';
import { createJumpingClock } from '../testing/jumping-clock.ts';
import { runCommand, temporaryFolder } from '../testing/run-command.ts';

type Row = Readonly<Record<string, number | string | null>>;
const june = ['--tickers', 'NVDA,AAPL', '--from', '2024-06-06', '--to', '2024-06-11'];
const nights =
  "select close, previous_close, overnight_return from session_returns where ticker = 'NVDA' order by trading_date";

/** A vendor over HTTP that split NVDA ten to one on 2024-06-10, lists each split twice, and may refuse to say so; commands on it. */
async function openMarket() {
  const clock = createJumpingClock('2026-05-30T12:00:00Z');
  const market = createSimulatedMarket({
    nowMs: () => clock.now().getTime(),
    splits: [...DEFAULT_SPLITS, ...DEFAULT_SPLITS],
  });
  const vendor = { refuses: false };
  const refused = () =>
    Response.json({ status: 'NOT_AUTHORIZED', message: 'You are not entitled to this data.' }, { status: 403 });
  const server = await startMarketServer({
    ...market,
    fetch: async (url, init) =>
      vendor.refuses && String(url).includes('/splits?') ? refused() : market.fetch(url, init),
  });
  onTestFinished(() => server.close());
  const cwd = await temporaryFolder();
  const command = async (...args: readonly string[]) => {
    const { code, out, err } = await runCommand([...args, '--source', 'polygon', '--json'], {
      apiKey: 'k',
      clock,
      cwd,
    });
    expect(code, err).toBe(0);
    return { json: JSON.parse(out) as unknown, err };
  };
  const run = (...args: readonly string[]) =>
    command('run', ...args, '--base-url', server.url, '--calls-per-minute', 'unlimited');
  const query = async (text: string) => (await command('query', text)).json as Row[];
  const configure = (splits: readonly object[]) =>
    writeFile(join(cwd, 'tickerlake.config.json'), JSON.stringify({ splits }));
  return { run, query, configure, cwd, vendor };
}

/** The overnight returns of the third session, that of the split. */
const nightOf = (rows: readonly Row[]): number => Number(rows[2]?.['overnight_return']);

test('a split that the vendor knows causes no jump in adjusted prices', async () => {
  const { run, query } = await openMarket();
  const { json, err } = await run(...june);
  expect(json).toMatchObject({ outcome: 'published', calls: 6 });
  expect(err).not.toMatch(/Note: .*split/i);

  expect(
    await query('select ticker, execution_date, split_from, split_to, from_product, to_product, source from splits'),
  ).toEqual([
    {
      ticker: 'NVDA',
      execution_date: '2024-06-10',
      split_from: 1,
      split_to: 10,
      from_product: 1,
      to_product: 10,
      source: 'polygon',
    },
  ]);
  const sessions = await query(nights);
  expect(sessions).toHaveLength(4);
  expect(Number(sessions[1]?.['close'])).toBeGreaterThan(800);
  expect(sessions[2]?.['previous_close']).toBe(Number(sessions[1]?.['close']) / 10);
  for (const session of sessions.slice(1)) expect(Math.abs(Number(session['overnight_return']))).toBeLessThan(0.05);

  const days =
    await query(`select max(a.close / h.close) as ratio, max(abs(a.range_pct - h.range_pct)) as moved, max(a.high) as high
    from hourly_volatility_adjusted a join hourly_volatility h on h.ticker = a.ticker and h.bar_start = a.bar_start where a.ticker = 'NVDA' group by a.trading_date order by a.trading_date`);
  expect(days.map(({ ratio, moved, high }) => [Number(ratio).toFixed(9), moved, Number(high) < 100])).toEqual([
    ['0.100000000', 0, true],
    ['0.100000000', 0, true],
    ['1.000000000', 0, true],
    ['1.000000000', 0, true],
  ]);
});

test('a plan without splits causes a notice, and configured or known splits still apply', async () => {
  const { run, query, configure, cwd, vendor } = await openMarket();
  vendor.refuses = true;
  const { json, err } = await run(...june);
  expect(json).toMatchObject({ outcome: 'published' });
  expect(err).toContain(
    'Note: the splits could not be fetched, so the known ones stay: the night of an unknown split looks like a jump. Name those that matter in "splits" of tickerlake.config.json.',
  );
  expect(nightOf(await query(nights))).toBeLessThan(-2);

  await configure([{ ticker: 'NVDA', executionDate: '2024-06-10', splitFrom: 1, splitTo: 10 }]);
  await run(...june, '--fresh');
  expect(Math.abs(nightOf(await query(nights)))).toBeLessThan(0.05);
  expect(await query('select source, source_id from splits')).toEqual([{ source: 'configured', source_id: null }]);

  await rm(join(cwd, 'tickerlake.config.json'));
  vendor.refuses = false;
  await run(...june, '--fresh');
  vendor.refuses = true;
  await run(...june, '--fresh');
  expect(await query('select source from splits')).toEqual([{ source: 'polygon' }]);
  expect(Math.abs(nightOf(await query(nights)))).toBeLessThan(0.05);
});

test('a run of other days and tickers asks about all that is published, from its first day on', async () => {
  const { run, query, configure } = await openMarket();
  await configure([{ ticker: 'NVDA', executionDate: '2024-06-10', splitFrom: 1, splitTo: 1 }]);
  await run(...june);
  expect(nightOf(await query(nights))).toBeLessThan(-2);

  await configure([]);
  await run('--tickers', 'SIM002', '--from', '2026-05-28', '--to', '2026-05-28');
  expect((await query('select ticker from splits order by 1')).map(({ ticker }) => ticker)).toEqual(['NVDA', 'SIM002']);
  expect(Math.abs(nightOf(await query(nights)))).toBeLessThan(0.05);
});

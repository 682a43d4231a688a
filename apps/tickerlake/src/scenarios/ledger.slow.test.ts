import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createStockCalendar } from '@tickerlake/market-calendar';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createJumpingClock } from '../testing/jumping-clock.ts';
import { type LossyMarket, startLossyMarket } from '../testing/lossy-market.ts';
import { runCommand } from '../testing/run-command.ts';

const tickers = Array.from({ length: 500 }, (_, at) => `SIM${String(at + 1).padStart(3, '0')}`);
const calendar = createStockCalendar();
/** Over the end of a month. */
const range = { from: '2026-04-29', to: '2026-05-05' };
const dates = calendar.sessions(range.from, range.to).map(({ tradingDate }) => tradingDate);
const dayMs = 86_400_000;

/** A number in [0, 1) of a session, the same in every run. */
function draw(ticker: string, date: string): number {
  let hash = 7;
  for (const char of `${ticker} ${date}`)
    hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x5bd1e995) ^ (hash >>> 13);
  return (hash >>> 0) / 2 ** 32;
}
/** A third of the sessions, the newest never, so that each ticker has one. */
const isHole = (ticker: string, date: string): boolean => date !== dates.at(-1) && draw(ticker, date) < 0.33;
const holes = tickers.flatMap((ticker) =>
  dates.filter((date) => isHole(ticker, date)).map((date) => ({ ticker, date })),
);
/** The sessions of a ticker fit into one call. */
const fewestCalls = new Set(holes.map(({ ticker }) => ticker)).size;

let root: string;
let market: LossyMarket;
let [undisturbed, broken] = ['', ''];
const clock = createJumpingClock('2026-05-30T12:00:00Z');

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'tickerlake-ledger-'));
  market = await startLossyMarket(clock);
  // Holes do not stop a run with these rules.
  await writeFile(join(root, 'coverage.dqdl'), 'Rules = [ RowCount > 0 ]');
  await writeFile(
    join(root, 'tickerlake.config.json'),
    JSON.stringify({ universe: tickers, timespan: 'hour', quality: { coverage: 'coverage.dqdl' } }),
  );
  [undisturbed, broken] = [join(root, 'undisturbed'), join(root, 'broken')];
  expect(await command('run', undisturbed, '--from', range.from, '--to', range.to)).toMatchObject({ code: 0 });
  market.lose((ticker, start, length) => length < dayMs && isHole(ticker, calendar.locate(start).tradingDate));
  expect(await command('run', broken, '--from', range.from, '--to', range.to)).toMatchObject({ code: 0 });
  market.lose(() => false);
  await clock.sleep(2 * dayMs);
}, 300_000);
afterAll(async () => {
  await market.close();
  await rm(root, { recursive: true, force: true });
});

const store = (dataDir: string): string[] => [
  '--source',
  'polygon',
  '--data-dir',
  dataDir,
  '--config',
  join(root, 'tickerlake.config.json'),
];
const command = (name: string, dataDir: string, ...args: readonly string[]) =>
  runCommand([name, ...store(dataDir), '--base-url', market.url, '--calls-per-minute', 'unlimited', ...args], {
    apiKey: 'k',
    clock,
  });

/** What readers see, without who fetched it and when. */
async function digestOf(dataDir: string): Promise<string> {
  const digests = [
    { table: 'bars', apart: ' exclude (run_id, request_id, fetched_at)' },
    { table: 'hourly_volatility', apart: ' exclude (run_id)' },
    { table: 'sessions', apart: '' },
    { table: 'coverage', apart: '' },
  ].map(
    ({ table, apart }) =>
      `select '${table}' as name, count(*) as n, sha256(string_agg(line, chr(10) order by line)) as digest from (select to_json(kept)::varchar as line from (select *${apart} from ${table}) kept)`,
  );
  const { code, out, err } = await runCommand(['query', digests.join(' union all '), ...store(dataDir), '--json'], {
    apiKey: 'k',
    clock,
  });
  expect(code, err).toBe(0);
  return out;
}

test('random holes in a store of 500 tickers are repaired with the fewest calls, and the tables are those of an undisturbed run', async () => {
  expect(holes.length).toBeGreaterThan(200);
  expect(await digestOf(broken)).not.toBe(await digestOf(undisturbed));
  const dataDir = join(root, 'repaired');
  await cp(broken, dataDir, { recursive: true });
  const plan = JSON.parse((await command('plan', dataDir, '--gaps', '--json')).out) as { calls: number };
  const before = market.asked.length;
  const { code, out, err } = await command('backfill', dataDir, '--gaps', '--json');
  expect(code, err).toBe(0);
  const asked = market.asked.slice(before);
  expect(asked).toHaveLength(fewestCalls);
  expect(new Set(asked).size).toBe(asked.length);
  const { calls } = JSON.parse(out) as { calls: number };
  expect(calls).toBe(plan.calls);
  expect(calls).toBeLessThanOrEqual(1.05 * fewestCalls);
  expect(await digestOf(dataDir)).toBe(await digestOf(undisturbed));
  expect((await command('backfill', dataDir, '--gaps')).out).toContain('Nothing to ask for');
}, 120_000);

test('stopped in the midst of the calls, it asks again only for what was on its way', async () => {
  const dataDir = join(root, 'stopped');
  await cp(broken, dataDir, { recursive: true });
  const before = market.asked.length;
  const stop = new AbortController();
  market.lose(() => {
    if (market.asked.length === before + 100) stop.abort();
    return false;
  });
  const args = ['backfill', ...store(dataDir), '--base-url', market.url, '--calls-per-minute', 'unlimited', '--gaps'];
  expect((await runCommand(args, { apiKey: 'k', clock, signal: stop.signal })).code).not.toBe(0);
  market.lose(() => false);
  const outcome = await runCommand(args, { apiKey: 'k', clock });
  expect(outcome).toMatchObject({ code: 0, err: expect.stringContaining('Resuming run') });
  const asked = market.asked.slice(before);
  expect(new Set(asked).size).toBe(fewestCalls);
  // Two calls are made at once.
  expect(asked.length - fewestCalls).toBeLessThanOrEqual(2);
  expect(await digestOf(dataDir)).toBe(await digestOf(undisturbed));
}, 120_000);

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createJumpingClock } from '../testing/jumping-clock.ts';
import { type IsLost, startLossyMarket } from '../testing/lossy-market.ts';
import { runCommand, temporaryFolder } from '../testing/run-command.ts';

const dayMs = 86_400_000;
const week = ['--from', '2026-05-18', '--to', '2026-05-22'];
const at = Date.parse('2026-05-20T15:00:00Z');
const isMinute: IsLost = (ticker, start, length) => ticker === 'AAPL' && length === 60_000 && start === at;
const isSession: IsLost = (ticker, start, length) =>
  ticker === 'MSFT' && length === 60_000 && start >= at - dayMs / 2 && start < at + dayMs / 2;

/** A store of two tickers, and a market that loses bars. */
async function open(config: object = {}) {
  const clock = createJumpingClock('2026-05-30T12:00:00Z');
  const market = await startLossyMarket(clock);
  onTestFinished(() => market.close());
  const dataDir = await temporaryFolder();
  const path = join(dataDir, 'configuration.txt');
  await writeFile(path, JSON.stringify({ universe: ['AAPL', 'MSFT'], ...config }));
  const store = ['--source', 'polygon', '--data-dir', dataDir, '--config', path];
  const command = (name: string, ...args: readonly string[]) =>
    runCommand([name, ...store, '--base-url', market.url, '--calls-per-minute', 'unlimited', ...args], {
      apiKey: 'k',
      clock,
    });
  /** What it printed, and the requests for bars that it made, in order of ticker. */
  const asking = async (name: string, ...args: readonly string[]) => {
    const before = market.asked.length;
    const outcome = await command(name, ...args);
    return { ...outcome, asked: market.asked.slice(before).sort() };
  };
  const query = async (sql: string) =>
    JSON.parse((await runCommand(['query', sql, ...store, '--json'], { apiKey: 'k', clock })).out) as unknown;
  const status = async (...args: readonly string[]) =>
    (await runCommand(['status', ...store, ...args], { apiKey: 'k', clock })).out;
  return { clock, market, asking, query, status };
}

const values = 'select ticker, bar_start, open, high, low, close, volume, trades from bars order by ticker, bar_start';

describe('a run asks only for what the ledger lacks', { timeout: 120_000 }, () => {
  test('a complete range costs no call, a wider one only its new part, --refetch all of it', async () => {
    const { asking } = await open();
    expect((await asking('run', ...week)).asked).toEqual([
      'AAPL 1/minute 2026-05-18 2026-05-22',
      'MSFT 1/minute 2026-05-18 2026-05-22',
    ]);
    for (const name of ['plan', 'run', 'backfill']) {
      const { code, out, asked } = await asking(name, ...week, '--json');
      expect({ code, asked, calls: (JSON.parse(out) as { calls: number }).calls }).toEqual({
        code: 0,
        asked: [],
        calls: 0,
      });
    }
    expect((await asking('backfill', ...week)).out).toContain(
      'Nothing to ask for: 2 tickers, 2026-05-18 to 2026-05-22. --refetch asks for everything again.\nLedger of sessions: 10 fetched.',
    );
    const wider = ['--from', '2026-05-15', '--to', '2026-05-26'];
    expect((await asking('plan', ...wider)).out).toContain('Ledger of sessions: 10 fetched, 4 absent.');
    expect((await asking('backfill', ...wider)).asked).toEqual([
      'AAPL 1/minute 2026-05-15 2026-05-26',
      'MSFT 1/minute 2026-05-15 2026-05-26',
    ]);
    expect((await asking('run', ...week, '--refetch')).asked).toHaveLength(2);
    expect((await asking('run')).asked).toEqual([
      'AAPL 1/minute 2026-05-21 2026-05-29',
      'MSFT 1/minute 2026-05-21 2026-05-29',
    ]);
    expect((await asking('run')).asked).toEqual([
      'AAPL 1/minute 2026-05-27 2026-05-29',
      'MSFT 1/minute 2026-05-27 2026-05-29',
    ]);
  });

  test('a minute that was lost is suspicious: asked for again a day later, and repaired', async () => {
    const { clock, market, asking, query, status } = await open();
    expect((await asking('run', ...week)).code).toBe(0);
    const undisturbed = await query(values);
    market.lose(isMinute);
    const refetched = await asking('run', ...week, '--refetch');
    expect(refetched.out).toContain('1 of these bars the source has no longer: they are removed.');
    const gap = '  AAPL 2026-05-20: 1 minute is missing although their neighbours are busy; asked';
    expect((await asking('plan', ...week)).out).toContain(gap);
    expect((await asking('backfill', '--gaps')).asked).toEqual([]);

    await clock.sleep(dayMs);
    expect((await asking('backfill', '--gaps')).asked).toEqual(['AAPL 1/minute 2026-05-20 2026-05-20']);
    expect(await status()).toContain(`${gap} 2 times, again from 2026-06-02T`);
    await clock.sleep(dayMs);
    expect((await asking('backfill', '--gaps')).asked).toEqual([]);
    await clock.sleep(dayMs);
    market.lose(() => false);
    expect((await asking('backfill', '--gaps')).asked).toEqual(['AAPL 1/minute 2026-05-20 2026-05-20']);
    expect(await query(values)).toEqual(undisturbed);
    expect(await status()).not.toContain(gap);
  });

  test('a session that was lost holds its ticker back, is remembered, and is repaired later', async () => {
    const { clock, market, asking, query, status } = await open({ onIncomplete: 'hold-back' });
    expect((await asking('run', '--from', '2026-05-18', '--to', '2026-05-19')).code).toBe(0);
    market.lose(isSession);
    expect((await asking('run', '--from', '2026-05-20', '--to', '2026-05-20')).out).toContain('MSFT is held back');
    expect((await asking('run', '--from', '2026-05-21', '--to', '2026-05-22')).code).toBe(0);
    const again = await asking('backfill', ...week);
    expect(again).toMatchObject({ code: 0, asked: [] });
    expect(again.out).toContain('  MSFT 2026-05-20: no bars came; asked once, again from 2026-05-31T');
    expect(await status('--json')).toContain('"no-bars"');

    await clock.sleep(dayMs);
    const still = await asking('backfill', '--gaps');
    expect(still.code, still.err).toBe(0);
    expect(still.asked.filter((call) => call.includes('/minute'))).toEqual(['MSFT 1/minute 2026-05-20 2026-05-20']);
    await clock.sleep(2 * dayMs);
    market.lose(() => false);
    expect((await asking('backfill', '--gaps')).code).toBe(0);
    expect(
      await query("select count(*) as bars from bars where ticker = 'MSFT' and trading_date = '2026-05-20'"),
    ).not.toEqual([{ bars: 0 }]);
    expect((await asking('backfill', ...week)).out).toContain('Ledger of sessions: 10 fetched.');
  });

  test('a day on which nobody traded is confirmed once, and never asked for again', async () => {
    const halts = (ticker: string, start: number): boolean =>
      ticker === 'MSFT' && new Date(start).toISOString().startsWith('2026-05-20');
    const { market, asking } = await open();
    market.lose(halts);
    const { code, asked, err } = await asking('run', ...week);
    expect(code, err).toBe(0);
    expect(asked).toContain('MSFT 1/day 2026-05-20 2026-05-20');
    const complete = await asking('backfill', ...week);
    expect(complete.asked).toEqual([]);
    expect(complete.out).toContain('Ledger of sessions: 9 fetched, 1 confirmed empty.');
    expect((await asking('run', ...week, '--refetch')).code).toBe(0);
  });
});

test.each([
  {
    name: '--gaps with --refetch',
    args: ['--gaps', '--refetch'],
    says: '--gaps asks only for what is missing, --refetch for everything again: leave one of them out.',
  },
  {
    name: 'a range before the first session',
    args: ['--gaps', '--to', '2020-01-03'],
    says: '--to 2020-01-03 is before 2026-05-20, the first published session: choose a later --to, or leave --gaps out to fetch what is before.',
  },
  {
    name: 'a range after the last session',
    args: ['--gaps', '--from', '2026-05-29'],
    says: '--from 2026-05-29 is after 2026-05-20, the last published session: choose an earlier --from, or leave --gaps out to fetch what is after.',
  },
  {
    name: 'an unknown ticker',
    args: ['--gaps', '--tickers', 'AAPLE'],
    says: '--gaps repairs what is published, and nothing of AAPLE is: fetch it first with "tickerlake backfill --tickers AAPLE".',
  },
  { name: 'a date that is none', args: ['--gaps', '--from', '20-05-2026'], says: '--from 20-05-2026 is not a date' },
])('backfill refuses in one sentence: $name', async ({ args, says }) => {
  const { asking } = await open({ universe: ['AAPL'] });
  expect((await asking('backfill', '--gaps')).err).toContain('Nothing is published yet, so there are no gaps');
  await asking('run', '--from', '2026-05-20', '--to', '2026-05-20');
  const { code, err, asked } = await asking('backfill', ...args);
  expect({ code, asked }).toEqual({ code: 1, asked: [] });
  expect(err).toContain(says);
});

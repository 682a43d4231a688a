import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startLossyMarket } from '../testing/lossy-market.ts';
import { minutesOf, type RecordedBar, writeRecorded } from '../testing/recorded-folder.ts';
import { home, runCommand, temporaryFolder } from '../testing/run-command.ts';

const [first, second] = ['2026-05-27', '2026-05-28'];

/** Publishes two sessions of AAPL, and says which rules of a file did not pass. */
async function notPassed(
  file: string,
  bars: readonly RecordedBar[],
  splits: readonly { readonly splitFrom: number; readonly splitTo: number }[] = [],
): Promise<string[]> {
  const root = await temporaryFolder();
  await writeRecorded(join(root, 'recorded'), { AAPL: bars });
  const config = join(root, 'config.json');
  await writeFile(
    config,
    JSON.stringify({ splits: splits.map((split) => ({ ticker: 'AAPL', executionDate: second, ...split })) }),
  );
  const place = ['--data-dir', join(root, 'store'), '--config', config];
  const run = await runCommand(['run', '--replay-dir', join(root, 'recorded'), '--tickers', 'AAPL', ...place]);
  expect(run).toMatchObject({ code: 0 });
  return failing(file, place);
}

async function failing(file: string, place: readonly string[]): Promise<string[]> {
  const { code, out } = await runCommand(['check', join(home, 'quality', file), '--json', ...place]);
  expect(code).toBe(0); // they warn
  return notPassedOf(out).map((rule) => rule.split(' ')[0] ?? '');
}

/** Type and column of each rule of a JSON report that did not pass. */
function notPassedOf(report: string): string[] {
  const { results } = JSON.parse(report) as { results: { RuleResults: { status: string; Description: string }[] }[] };
  return results.flatMap(({ RuleResults }) =>
    RuleResults.filter(({ status }) => status !== 'pass').map(({ Description }) =>
      Description.split(' ').slice(0, 2).join(' '),
    ),
  );
}

describe('splits against prices', () => {
  const halved = [...minutesOf(first, 200), ...minutesOf(second, 100)];
  const steady = [...minutesOf(first, 200), ...minutesOf(second, 200)];

  it.each([
    { name: 'a split with its jump', bars: halved, splits: [{ splitFrom: 1, splitTo: 2 }], found: [] },
    { name: 'no split and no jump', bars: steady, splits: [], found: [] },
    { name: 'a jump without a split', bars: halved, splits: [], found: ['ColumnValues'] },
    {
      name: 'a split without a jump',
      bars: steady,
      splits: [{ splitFrom: 1, splitTo: 2 }],
      found: ['ColumnValues', 'CustomSql'],
    },
    {
      name: 'a small split without a jump',
      bars: steady,
      splits: [{ splitFrom: 4, splitTo: 5 }],
      found: ['CustomSql'],
    },
  ])('$name: $found', async ({ bars, splits, found }) => {
    expect(await notPassed('session_returns.dqdl', bars, splits)).toEqual(found);
  });
});

describe('minutes against the hours of the vendor', () => {
  /** Clock hours of minutes, as the vendor rolls them up. */
  const hoursOf = (minutes: readonly RecordedBar[]): RecordedBar[] => {
    const starts = [...new Set(minutes.map(({ t }) => t - (t % 3_600_000)))];
    return starts.map((t) => {
      const own = minutes.filter((one) => one.t - (one.t % 3_600_000) === t);
      const [open, close] = [own[0]?.o ?? 0, own.at(-1)?.c ?? 0];
      const [high, low] = [Math.max(...own.map(({ h }) => h)), Math.min(...own.map(({ l }) => l))];
      const volume = own.reduce((sum, { v }) => sum + v, 0);
      return { t, o: open, h: high, l: low, c: close, v: volume, vw: (high + low) / 2, n: own.length };
    });
  };
  const minutes = minutesOf(first, 200);

  it.each([
    { name: 'the same bars', of: minutes, found: [] },
    {
      name: 'an hour that was corrected, its minutes not',
      of: minutes.map((bar, at) => (at === 200 ? { ...bar, h: bar.h + 3 } : bar)),
      found: ['CustomSql'],
    },
  ])('$name: $found', async ({ of, found }) => {
    const root = await temporaryFolder();
    await writeRecorded(join(root, 'minutes'), { AAPL: minutes });
    await writeRecorded(join(root, 'hours'), { AAPL: hoursOf(of) });
    const store = ['--data-dir', join(root, 'store')];
    for (const bar of ['minute', 'hour']) {
      const folder = join(root, `${bar}s`);
      expect(
        await runCommand(['run', '--replay-dir', folder, '--bar', bar, '--tickers', 'AAPL', ...store]),
      ).toMatchObject({ code: 0 });
    }
    expect(await failing('bars.dqdl', store)).toEqual(found);
  });
});

describe('session totals against the day bars of the whole market', () => {
  const clock = { now: () => new Date('2026-05-30T12:00:00Z'), sleep: async () => {} };

  it('cost one call for each session that is not kept, and find a lost high', async () => {
    const root = await temporaryFolder();
    const market = await startLossyMarket(clock);
    onTestFinished(() => market.close());
    await writeFile(
      join(root, 'config.json'),
      JSON.stringify({ polygon: { baseUrl: market.url, callsPerMinute: null } }),
    );
    const place = ['--data-dir', join(root, 'store'), '--config', join(root, 'config.json'), '--source', 'polygon'];
    const run = (...args: string[]) => runCommand([...args, ...place], { clock, apiKey: 'key' });
    const file = join(home, 'quality/session_totals.dqdl');
    // The first four minutes hold the session's high.
    const [from, to] = [Date.parse('2026-05-28T13:30:00Z'), Date.parse('2026-05-28T13:34:00Z')];
    market.lose((ticker, startMs, barMs) => ticker === 'AAPL' && barMs === 60_000 && startMs >= from && startMs < to);
    const range = ['--from', '2026-05-28', '--to', '2026-05-29', '--tickers', 'AAPL,MSFT'];
    expect(await run('run', ...range)).toMatchObject({ code: 0 });
    expect(await run('check', file, '--json')).toMatchObject({ code: 3 }); // nothing to compare
    const first = await run('check', file, '--totals', '1', '--json');
    expect(first.err).toBe('Asking for the session totals of 2026-05-29, 1 session left.\n');
    expect({ code: first.code, failing: notPassedOf(first.out) }).toEqual({ code: 0, failing: [] });
    const second = await run('check', file, '--totals', '2', '--json');
    expect(second.err).toBe('Asking for the session totals of 2026-05-28, 1 session left.\n');
    expect(notPassedOf(second.out)).toContain('ColumnValues "high_difference"');
    expect(second.out).toContain('"vendor_high"');
  });
});

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { minutesOf, type RecordedBar, writeRecorded } from '../testing/recorded-folder.ts';
import { home, runCommand, temporaryFolder } from '../testing/run-command.ts';

const date = '2026-05-28';
const bars = minutesOf(date, 200);

/** Publishes bars of AAPL from a recorded folder into a separate data folder. */
async function publish(dataDir: string, own: readonly RecordedBar[]): Promise<void> {
  await writeRecorded(`${dataDir}-recorded`, { AAPL: own });
  const replay = ['--replay-dir', `${dataDir}-recorded`, '--bar', 'minute'];
  expect(await runCommand(['run', ...replay, '--tickers', 'AAPL', '--data-dir', dataDir])).toMatchObject({ code: 0 });
}

it('compares two stores, records what differs, and lets rules and explanations use it', async () => {
  const root = await temporaryFolder();
  const [own, other] = [join(root, 'own'), join(root, 'other')];
  const place = ['--source', 'replay', '--data-dir', own];
  // The hour's highest price is corrected there, a minute is only here, one only there.
  await publish(own, bars.slice(0, -1));
  await publish(
    other,
    bars.filter((_, at) => at !== 5).map((bar, at) => (at === 2 ? { ...bar, h: 207.5 } : bar)),
  );
  const compare = ['reconcile', 'replay', '--witness-data-dir', other, ...place];

  const text = await runCommand(compare);
  expect(text).toMatchObject({ code: 2, err: '' });
  expect(text.out).toContain('Of 390 bars 387 (99.2308 %) are the same; 1 differ, replay lacks 1, replay lacks 1.');
  const table = await runCommand([
    'query',
    'select kind, field, value, witness_value from bar_differences order by bar_start',
    '--json',
    ...place,
  ]);
  expect(JSON.parse(table.out)).toEqual([
    { kind: 'different', field: 'high', value: bars[2]?.h, witness_value: 207.5 },
    { kind: 'missing-there', field: 'close', value: bars[5]?.c, witness_value: null },
    { kind: 'missing-here', field: 'close', value: null, witness_value: bars[389]?.c },
  ]);

  const file = join(root, 'differences.csv');
  expect(await runCommand([...compare, '--bars', '--output', file])).toMatchObject({ code: 2 });
  expect((await readFile(file, 'utf8')).trim().split('\n')).toHaveLength(4);
  expect(await runCommand([...compare, '--format', 'csv'])).toMatchObject({
    out: expect.stringMatching(/\nreplay,AAPL,2026-05-28,389,389,1,1,1,/),
  });

  const rules = await runCommand(['check', join(home, 'quality/reconciliation.dqdl'), '--json', ...place]);
  expect(rules.code).toBe(0);
  const failed = (
    JSON.parse(rules.out) as { results: { RuleResults: { status: string; Description: string }[] }[] }
  ).results
    .flatMap(({ RuleResults }) => RuleResults.filter(({ status }) => status !== 'pass'))
    .map(({ Description }) => Description.split(' ').slice(0, 2).join(' '));
  expect(failed).toEqual(['CustomSql "select', 'ColumnValues "max_price_relative"']);

  const explained = await runCommand(['explain', 'AAPL', `${date}T09:45`, ...place]);
  expect(explained.out).toMatch(
    /witness {4}replay, compared \S+Z: 2 differences\n +Thu 2026-05-28 09:32.* high: here 2\S+, there 207\.5\n +Thu 2026-05-28 09:35.* missing there, close 2/,
  );

  // A comparison of the same session replaces the record.
  const exact = ['--witness-data-dir', own, '--price-tolerance', '0'];
  expect(await runCommand(['reconcile', 'replay', ...exact, ...place])).toMatchObject({ code: 0 });
  expect((await runCommand(['query', 'select count(*) as n from bar_differences', '--json', ...place])).out).toBe(
    '[{"n":0}]\n',
  );
  expect((await runCommand(['explain', 'AAPL', `${date}T09:45`, ...place])).out).toMatch(
    /witness {4}replay, compared \S+Z: the same\n/,
  );
});

it('fetches the witness into a separate store, without quality rules', async () => {
  const root = await temporaryFolder();
  const own = join(root, 'own');
  await publish(own, bars);
  const clock = { now: () => new Date('2026-05-30T12:00:00Z'), sleep: async () => {} };
  const fetch = [
    'reconcile',
    'simulated',
    '--fetch',
    '--source',
    'replay',
    '--tickers',
    'AAPL',
    '--from',
    date,
    '--to',
    date,
  ];
  const compared = await runCommand([...fetch, '--json', '--data-dir', own], { clock });
  expect(compared).toMatchObject({ code: 2, err: '' });
  expect(JSON.parse(compared.out)).toMatchObject([{ witness: 'simulated', bars: 390, missing_there: 0 }]);
  // The next comparison finds what was fetched.
  expect(
    await runCommand(['reconcile', 'simulated', '--source', 'replay', '--data-dir', own], { clock }),
  ).toMatchObject({ code: 2 });
  expect((await runCommand(['status', '--source', 'simulated', '--data-dir', own], { clock })).out).toContain(
    'Nothing is published',
  );
});

it.each([
  {
    name: 'nothing published',
    args: ['simulated'],
    says: 'Nothing is published from replay: fetch it first',
  },
  { name: 'the source itself', args: ['replay'], says: 'replay would be compared with itself' },
  {
    name: 'a tolerance without sense',
    args: ['simulated', '--price-tolerance', 'a lot'],
    says: '--price-tolerance a lot: give a share',
  },
  { name: 'a date without sense', args: ['simulated', '--from', '2026-5-1'], says: '--from 2026-5-1 is not a date' },
])('refuses $name', async ({ args, says }) => {
  const root = await temporaryFolder();
  const { code, err } = await runCommand(['reconcile', ...args, '--source', 'replay', '--data-dir', join(root, 'own')]);
  expect({ code, err }).toMatchObject({ code: 1, err: expect.stringContaining(says) });
});

import { rm, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runCommand, temporaryFolder } from '../testing/run-command.ts';

const clock = { now: () => new Date('2026-04-02T22:00:00Z'), sleep: async () => undefined };
const range = ['--from', '2026-03-02', '--to', '2026-03-31', '--tickers', 'AAPL,MSFT'];

/** Everything but where a row came from, and `vwap`, which flat files lack. */
const provenance = 'run_id, request_id, fetched_at, vwap';
const tables = {
  bars: `* exclude (${provenance})`,
  hourly_volatility: '* exclude (run_id, vwap)',
  sessions: '*',
} as const;

test('the same month by REST and by flat files are the same tables, bit for bit', async () => {
  const folder = await temporaryFolder();
  const flat = join(folder, 'flat');
  const data = ['--data-dir', join(folder, 'data')];
  const written = await runCommand(
    [
      'market',
      '--flat-files',
      flat,
      '--now',
      '2026-04-02T22:00:00Z',
      ...range.slice(0, 4),
      '--tickers',
      'AAPL,MSFT,NVDA',
    ],
    { clock },
  );
  expect(written).toMatchObject({ code: 0, out: expect.stringContaining('44 flat files are in') });
  const plan = await runCommand(['plan', '--flat-files', flat, ...range, ...data], { clock });
  expect(`${plan.out}${plan.err}`).toMatch(/22 files with .*B are read once for all tickers/);

  const broken = join(flat, 'us_stocks_sip/minute_aggs_v1/2026/03/2026-03-09.csv.gz');
  await truncate(broken, 20_000);
  const refused = await runCommand(['run', '--flat-files', flat, ...range, ...data], { clock });
  expect(refused).toMatchObject({
    code: 1,
    err: expect.stringContaining(`${broken}: it is cut short. Get the file of 2026-03-09`),
  });
  await rm(broken);
  const again = [
    'market',
    '--flat-files',
    flat,
    '--now',
    '2026-04-02T22:00:00Z',
    '--from',
    '2026-03-09',
    '--to',
    '2026-03-09',
    '--tickers',
    'AAPL,MSFT,NVDA',
  ];
  await runCommand(again, { clock });

  const read = await runCommand(['run', '--flat-files', flat, ...range, ...data], { clock });
  expect({ code: read.code, err: read.err }).toMatchObject({ code: expect.toBeOneOf([0, 4]) });
  const rest = await runCommand(['run', '--source', 'simulated', ...range, ...data], { clock });
  expect(rest.code).toBe(read.code);
  for (const [table, columns] of Object.entries(tables)) {
    const [a, b] = await Promise.all(
      ['flatfiles', 'simulated'].map((source) =>
        runCommand(['query', `select ${columns} from ${table} order by all`, '--source', source, '--json', ...data], {
          clock,
        }),
      ),
    );
    expect(a?.code).toBe(0);
    expect(a?.out.length).toBeGreaterThan(1_000);
    expect(a?.out).toBe(b?.out);
  }
});

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { expectStoreExplained } from '../explain/testing/expect-explained.ts';
import { home, runCommand, temporaryFolder } from '../testing/run-command.ts';

const hourly = join(home, '../shared/market-data/polygon-hourly');
const both = ['daily_volatility', 'hourly_volatility'];

describe('10,000 random published values lead to raw lines whose own numbers give them', () => {
  test('6,000 of a month of the simulated market', async () => {
    const dataDir = await temporaryFolder();
    const range = ['--from', '2026-05-01', '--to', '2026-05-29', '--tickers', 'magnificent7,X:BTCUSD'];
    await runCommand(['run', '--source', 'simulated', ...range, '--data-dir', dataDir]);
    expect(await expectStoreExplained(join(dataDir, 'simulated'), 6_000)).toEqual({ tables: both, values: 6_000 });
  }, 300_000);

  test.skipIf(!existsSync(hourly) && process.env['CI'] !== 'true')(
    '4,000 of recorded hour bars (skipped: ../shared/market-data is absent)',
    async () => {
      const dataDir = await temporaryFolder();
      await runCommand(['run', '--replay-dir', hourly, '--tickers', 'magnificent7', '--data-dir', dataDir]);
      expect(await expectStoreExplained(join(dataDir, 'replay'), 4_000)).toEqual({ tables: both, values: 4_000 });
    },
    300_000,
  );
});

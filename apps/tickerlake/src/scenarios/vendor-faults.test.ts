import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { freePort } from '../testing/free-port.ts';
import { home, runCommand, temporaryFolder } from '../testing/run-command.ts';

const vendor = join(home, '../shared/cases/live/vendor.mjs');
const isThere = existsSync(vendor);
const days = ['--from', '2026-05-18', '--to', '2026-05-20'];

/** Starts the vendor with a fault, and waits until it answers. */
async function startVendor(mode: string): Promise<string> {
  const port = await freePort();
  const child = spawn(process.execPath, [vendor, mode, String(port)], { stdio: 'ignore' });
  onTestFinished(() => void child.kill());
  const url = `http://127.0.0.1:${port}`;
  for (let tries = 0; tries < 200; tries += 1) {
    if (
      await fetch(`${url}/ready`).then(
        () => true,
        () => false,
      )
    )
      return url;
    await new Promise((resolve) => void setTimeout(resolve, 50));
  }
  throw new Error(`The vendor of mode ${mode} does not answer on ${url}.`);
}

async function runAgainst(mode: string, ...more: readonly string[]) {
  const dataDir = await temporaryFolder();
  const url = await startVendor(mode);
  const args = ['--source', 'polygon', '--data-dir', dataDir, '--json'];
  const { code, out, err } = await runCommand(
    ['run', ...args, '--base-url', url, '--calls-per-minute', 'unlimited', ...days, ...more],
    { apiKey: 'k' },
  );
  const query = async (sql: string) =>
    JSON.parse((await runCommand(['query', sql, ...args], { apiKey: 'k' })).out) as unknown;
  return {
    code,
    err,
    report: () => JSON.parse(out) as { readonly findings: object; readonly fetchedBars: number },
    query,
  };
}

describe.skipIf(!isThere && process.env['CI'] !== 'true')(
  'a vendor with faults (skipped: ../shared/cases is absent)',
  { timeout: 120_000 },
  () => {
    test('one minute in six versions: it is refused, counted and named, and the rest is published', async () => {
      const { code, err, report, query } = await runAgainst('dup-conflict', '--tickers', 'AAPL,MSFT');
      expect(code, err).toBe(0);
      const refused = { barStart: '2026-05-18T15:10:00.000Z', versions: 6, kept: null };
      expect(report().findings).toMatchObject({
        settledBars: 0,
        refusedBars: 2,
        repeatedBars: 0,
        conflicts: [
          { ticker: 'AAPL', ...refused },
          { ticker: 'MSFT', ...refused },
        ],
      });
      expect(await query('select ticker, count(*) as bars from bars group by ticker order by ticker')).toEqual([
        { ticker: 'AAPL', bars: 1_169 },
        { ticker: 'MSFT', bars: 1_169 },
      ]);
      expect(await query('select refused_bars from runs')).toEqual([{ refused_bars: 2 }]);
    });

    test('every bar twice: one of each is stored, the others are counted', async () => {
      const { code, err, report, query } = await runAgainst('dup-same-twice', '--tickers', 'AAPL');
      expect(code, err).toBe(0);
      expect(report()).toMatchObject({
        fetchedBars: 1_170,
        findings: { repeatedBars: 1_170, settledBars: 0, refusedBars: 0 },
      });
      expect(await query('select count(*) as bars from bars')).toEqual([{ bars: 1_170 }]);
    });

    test('an unreadable split is named, and affects no other split', async () => {
      const { code, err, query } = await runAgainst('split-null', '--tickers', 'AAPL,MSFT');
      expect(code, err).toBe(0);
      expect(await query('select ticker, execution_date, split_from, split_to from splits')).toEqual([
        { ticker: 'MSFT', execution_date: '2026-05-19', split_from: 1, split_to: 2 },
      ]);
      expect(err).toContain(
        '1 split of the source cannot be read and is left out: AAPL of 2026-05-20 (results[0].split_from:',
      );
    });

    test('splits of odd ratios without every field are taken', async () => {
      const { code, err, query } = await runAgainst('goog2014', '--tickers', 'GOOG,AAPL');
      expect(code, err).toBe(0);
      expect(await query('select ticker, split_from, split_to from splits order by ticker')).toEqual([
        { ticker: 'AAPL', split_from: 2, split_to: 3 },
        { ticker: 'GOOG', split_from: 1_000, split_to: 1_998 },
      ]);
    });

    test.each(['O:SPY251219C00650000', 'O:AAPL251219P00200000'])(
      '%s is refused by every command before anything is sent',
      async (ticker) => {
        for (const command of ['plan', 'run', 'backfill', 'start']) {
          const { code, err } = await runCommand(
            [
              command,
              '--source',
              'polygon',
              '--tickers',
              ticker,
              '--base-url',
              'http://127.0.0.1:9',
              '--data-dir',
              await temporaryFolder(),
            ],
            { apiKey: 'k' },
          );
          expect(code, command).toBe(1);
          expect(err, command).toContain('which has no market model yet');
        }
      },
    );
  },
);

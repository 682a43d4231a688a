import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { landedBars } from '@tickerlake/record-schema';
import { beforeAll, describe, expect, it, test } from 'vitest';
import { expectStoreExplained } from '../explain/testing/expect-explained.ts';
import { openReceiver } from '../notify/testing/open-receiver.ts';
import { minutesOf } from '../testing/recorded-folder.ts';
import { home, runCommand, temporaryFolder } from '../testing/run-command.ts';

const both = ['daily_volatility', 'hourly_volatility'];

describe('random published values lead to raw lines whose own numbers give them', () => {
  test('of the simulated market, stocks and crypto', async () => {
    const dataDir = await temporaryFolder();
    const range = ['--from', '2026-05-29', '--to', '2026-05-29', '--tickers', 'magnificent7,X:BTCUSD'];
    expect((await runCommand(['run', '--source', 'simulated', ...range, '--data-dir', dataDir])).err).not.toContain(
      'error',
    );
    expect(await expectStoreExplained(join(dataDir, 'simulated'), 300)).toEqual({ tables: both, values: 300 });
  }, 120_000);

  test('of recorded five-minute bars and minutes with a gap', async () => {
    const [dataDir, folder] = [await temporaryFolder(), await temporaryFolder()];
    const minutes = minutesOf('2026-05-01', 100).filter((_, minute) => minute < 65 || minute > 131);
    const five = minutesOf('2026-05-01', 300)
      .filter((_, minute) => minute % 5 === 0)
      .map((bar) => ({ ...bar, c: bar.o, h: bar.o, l: bar.o, vw: bar.o }));
    for (const [file, ticker, results] of [
      ['AAPL-1minute.json', 'AAPL', minutes],
      ['MSFT-5minute.json', 'MSFT', five],
    ] as const)
      await writeFile(
        join(folder, file),
        JSON.stringify({ ticker, adjusted: false, status: 'OK', request_id: 'r', results }),
      );
    await writeFile(join(folder, 'none.dqdl'), 'Rules = [ RowCount > 0 ]');
    const config = join(folder, 'config');
    await writeFile(config, JSON.stringify({ quality: { hourly_volatility: 'none.dqdl', coverage: 'none.dqdl' } }));
    const ran = await runCommand(['run', '--replay-dir', folder, '--config', config, '--data-dir', dataDir]);
    expect(ran.err + ran.out).toContain('is published');
    expect((await expectStoreExplained(join(dataDir, 'replay'), 300)).tables).toEqual(both);
  });
});

describe('explain', () => {
  let dataDir: string;
  const explain = (...args: string[]) => runCommand(['explain', ...args, '--data-dir', dataDir]);

  beforeAll(async () => {
    dataDir = join(home, 'test-results', `explain-${process.pid}`);
    const range = ['--from', '2026-05-28', '--to', '2026-05-29', '--data-dir', dataDir];
    await runCommand(['run', '--source', 'simulated', ...range]);
    return () => rm(dataDir, { recursive: true, force: true });
  });

  it('shows value, formula with numbers, bars, lines, request, run, rules and release', async () => {
    const { code, out, err } = await explain('AAPL', '2026-05-29T15:45');
    expect({ code, err }).toEqual({
      code: 0,
      err: 'Note: 2026-05-29T15:45 is read as New York time: Fri 2026-05-29 15:45 New York (19:45 UTC).\n',
    });
    const [, value = '', high = '', low = ''] =
      /^AAPL hourly_var = (\S+) \(price\)[^]*hourly_var = high - low\n +=( ?\S+) - (\S+)\n/.exec(out) ?? [];
    expect(Number(high) - Number(low)).toBeCloseTo(Number(value), 6);
    for (const words of [
      'Fri 2026-05-29 15:30 New York (19:30 UTC) to 16:00 New York (20:00 UTC), regular',
      'the raw lines of its 30 base bars: the same value.',
      'those that decide hourly_var (28 more with --all):',
      '/AAPL-2026-05-28.ndjson.gz, line ',
      '"ticker":"AAPL","bar_ms":60000,"starts_ms":[',
      'source simulated, published',
      '13 passed, 0 warned',
      'release    1 of ',
      'build      .builds/hourly_volatility/2026-05/',
    ])
      expect(out).toContain(words);
  });

  it('of a session is about all its bars, as JSON with line numbers that hold', async () => {
    const { out } = await explain('NVDA', '2026-05-28', '--json');
    const explained = JSON.parse(out) as {
      column: string;
      bars: { start: string; raw: { path: string; line: number; text: string } }[];
    };
    expect([explained.column, explained.bars.length]).toEqual(['realized_var', 390]);
    const last = explained.bars.at(-1);
    const lines = gunzipSync(await readFile(join(dataDir, 'simulated', last?.raw.path ?? '')))
      .toString()
      .split('\n');
    const [bar] = landedBars(JSON.parse(last?.raw.text ?? 'null'));
    expect(landedBars(JSON.parse(lines[(last?.raw.line ?? 0) - 1] ?? 'null'))).toContainEqual(bar);
    expect(bar?.bar_start_ms).toBe(Date.parse(last?.start ?? ''));
  });

  it.each([
    { args: ['APPL', '2026-05-29T15:30'], words: 'no ticker "APPL". Did you mean AAPL?' },
    {
      args: ['AAPL', '2026-05-30T12:00'],
      words: 'The market is closed at Sat 2026-05-30 12:00 New York (16:00 UTC). The next session is 2026-06-01: Mon',
    },
    { args: ['AAPL', '2026-05-29T03:00'], words: 'The next session is 2026-05-29: Fri 2026-05-29 09:30 New York' },
    { args: ['AAPL', '2026-05-25'], words: 'The market is closed on 2026-05-25. The next session is 2026-05-26' },
    { args: ['AAPL', '2026-06-03T10:00'], words: 'release 1 has AAPL from 2026-05-28 to 2026-05-29' },
    { args: ['AAPL', '1700-01-03'], words: 'sessions are supported from 1990' },
    { args: ['AAPL', '2026-05-29', '--column', 'grid'], words: 'is not computed from base bars: it follows from' },
    { args: ['AAPL', '2026-05-29', '--column', 'hourly_var'], words: 'give an instant, such as 2026-11-20T15:30' },
    { args: ['AAPL', '2026-05-29T10:00', '--column', 'day_return'], words: 'give a date, such as 2026-11-20' },
    { args: ['AAPL', '2026-05-29T10:00', '--column', 'hourly_vra'], words: 'Did you mean hourly_var?' },
    { args: ['AAPL', 'noon'], words: '"noon" is neither a date nor an instant' },
  ])('$args fails with: $words', async ({ args, words }) => {
    const { code, out, err } = await explain(...args);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain(words);
    expect(err).not.toContain('this is a bug');
  });

  it('gives OpenLineage events to a file and to an endpoint: the same', async () => {
    const { url, bodies } = await openReceiver([201]);
    const file = join(dataDir, 'lineage.ndjson');
    expect((await explain('AAPL', '2026-05-29T15:45', '--openlineage', file)).code).toBe(0);
    expect((await explain('AAPL', '2026-05-29T15:45', '--openlineage', url)).code).toBe(0);
    expect(bodies).toEqual((await readFile(file, 'utf8')).trimEnd().split('\n'));
    expect(bodies.map((body) => JSON.parse(body) as unknown)).toMatchObject([
      { eventType: 'START', job: { name: 'ingest.simulated' } },
      { eventType: 'COMPLETE', job: { name: 'ingest.simulated' } },
      { eventType: 'START', job: { name: 'build.simulated' } },
      { eventType: 'COMPLETE', job: { name: 'build.simulated' } },
    ]);
  });

  it('says why an endpoint did not take the events, without its path', async () => {
    const { url } = await openReceiver([500], '/CANARY');
    const { code, out, err } = await explain('AAPL', '2026-05-29T15:45', '--openlineage', url);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain('answered 500: check the address (--openlineage)');
    expect(err).not.toContain('CANARY');
  });

  it('says so when a line has other numbers, and when it is gone', async () => {
    const landing = join(dataDir, 'simulated', 'landing');
    const name = (await readdir(landing, { recursive: true })).find((path) => path.includes('TSLA')) ?? '';
    const [path, content] = [join(landing, name), await readFile(join(landing, name))];
    const text = gunzipSync(content).toString();
    await writeFile(path, gzipSync(text.replaceAll(/(?<="highs":\[[^\]]*)[\d.]+/g, '9999')));
    const changed = await explain('TSLA', '2026-05-29T10:00');
    expect(changed.code).toBe(1);
    expect(changed.out).toContain('NOT REPRODUCED');
    expect(changed.out).toContain('ITS NUMBERS DIFFER FROM THE BAR');
    await rm(path);
    const gone = await explain('TSLA', '2026-05-29T10:00');
    expect(gone.code).toBe(0);
    expect(gone.out).toContain('its 60 base bars, because 60 raw lines are gone: the same value.');
    expect(gone.out).toContain('Note: The landed files of run ');
    await writeFile(path, content);
  });
});

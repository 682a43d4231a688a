import { once } from 'node:events';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createJumpingClock } from '../testing/jumping-clock.ts';
import { minutesOf, writeRecorded } from '../testing/recorded-folder.ts';
import { runCommand, temporaryFolder } from '../testing/run-command.ts';

const clock = createJumpingClock('2026-11-29T12:00:00Z');

describe('a wrong input is named, with what to do', () => {
  it.each([
    { name: 'a command cut short', args: ['stat'], says: /unknown command 'stat'\n\(Did you mean status\?\)/ },
    { name: 'a misspelt command below another', args: ['dashboards', 'aply'], says: /Did you mean apply\?/ },
    { name: 'a misspelt option', args: ['plan', '--sorce', 'simulated'], says: /Did you mean --source\?/ },
    {
      name: 'a misspelt universe',
      args: ['plan', '--tickers', 'magnificient7'],
      says: /"magnificient7" is neither a ticker nor a universe\. Did you mean magnificent7\?/,
    },
    { name: 'a universe in capitals', args: ['plan', '--tickers', 'CRYPTO7'], says: /Did you mean crypto\?/ },
    { name: 'a ticker in small letters', args: ['plan', '--tickers', 'aapl'], says: /Did you mean AAPL\?/ },
    {
      name: 'a ticker of 300 letters',
      args: ['plan', '--tickers', 'A'.repeat(300)],
      says: /^error: "A{40}\.\.\." is neither/,
    },
    {
      name: 'a weekend that is not complete',
      args: ['plan', '--from', '2026-11-28', '--to', '2026-11-29'],
      says: /--from 2026-11-28 is after 2026-11-27, the last completed session \(--to 2026-11-29 is not complete yet\)/,
    },
    {
      name: 'a start after the last session',
      args: ['plan', '--from', '2026-11-28'],
      says: /--from 2026-11-28 is after 2026-11-27, the last completed session\. Choose an earlier --from/,
    },
    {
      name: 'a reversed range',
      args: ['plan', '--from', '2026-06-01', '--to', '2026-05-01'],
      says: /--from 2026-06-01 is after --to 2026-05-01: swap them/,
    },
    {
      name: "the vendor's address for the simulated market",
      args: ['plan', '--source', 'simulated', '--base-url', 'http://127.0.0.1:1'],
      says: /--base-url is for source polygon, and this command uses simulated/,
    },
    {
      name: 'a quota for the simulated market',
      args: ['plan', '--source', 'simulated', '--calls-per-minute', '5'],
      says: /--calls-per-minute is for source polygon/,
    },
    {
      name: 'a folder of answers for the simulated market',
      args: ['plan', '--source', 'simulated', '--replay-dir', 'x'],
      says: /--replay-dir is for source replay/,
    },
    { name: 'an empty data folder', args: ['plan', '--data-dir', ''], says: /--data-dir is empty/ },
    {
      name: 'no release to keep',
      args: ['gc', '--keep', '0'],
      says: /--keep 0: give a whole number of releases from 1/,
    },
    {
      name: 'a row limit of nothing',
      args: ['query', 'select 1', '--rows', '0'],
      says: /--rows 0: give a whole number from 1, or "all"/,
    },
  ])('$name', async ({ args, says }) => {
    const outcome = await runCommand(args, { clock, cwd: await temporaryFolder() });
    expect(outcome).toMatchObject({ code: 1, out: '' });
    expect(outcome.err).toMatch(says);
  });

  it.each([
    {
      name: 'a folder named like an answer',
      spoil: (folder: string) => mkdir(join(folder, 'x.json')),
      says: /x\.json.*cannot be read as a file \(EISDIR/,
    },
    {
      name: 'a broken link',
      spoil: (folder: string) => symlink(join(folder, 'nowhere'), join(folder, 'x.json')),
      says: /x\.json.*cannot be read as a file \(ENOENT/,
    },
  ])('$name in a replay folder', async ({ spoil, says }) => {
    const folder = await temporaryFolder();
    await writeRecorded(folder, { AAPL: minutesOf('2026-05-28', 100) });
    await spoil(folder);
    expect(await runCommand(['plan', '--replay-dir', folder])).toMatchObject({
      code: 1,
      err: expect.stringMatching(says),
    });
  });

  it('a data folder that is a file', async () => {
    const folder = await temporaryFolder();
    const file = join(folder, 'file');
    await writeFile(file, '');
    for (const dataDir of [file, join(file, 'below')])
      for (const command of ['status', 'releases', 'plan', 'doctor'])
        expect(await runCommand([command, '--source', 'simulated', '--data-dir', dataDir])).toEqual({
          code: 1,
          out: '',
          err: expect.stringContaining(`The data folder ${dataDir} is a file or is inside one`),
        });
  });

  it('a rule of an unknown type, by the doctor', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'own.dqdl'), 'Rules = [ RowCuont > 7 ]');
    await writeFile(join(folder, 'tickerlake.config.json'), JSON.stringify({ quality: { coverage: 'own.dqdl' } }));
    const { code, out } = await runCommand(['doctor', '--source', 'simulated'], { cwd: folder });
    expect({ code, out }).toEqual({
      code: 1,
      out: expect.stringMatching(
        /FAIL {2}quality rules: .*own\.dqdl.*There is no rule type RowCuont\. Did you mean RowCount\?/,
      ),
    });
  });

  it('a memory limit that is too small', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'tickerlake.config.json'), JSON.stringify({ memoryLimit: '1MB' }));
    const day = ['--from', '2026-05-28', '--to', '2026-05-28', '--tickers', 'AAPL'];
    const { code, err } = await runCommand(['run', '--source', 'simulated', ...day], { cwd: folder });
    expect({ code, err }).toEqual({
      code: 1,
      err: expect.stringContaining('raise "memoryLimit" in tickerlake.config.json'),
    });
  });

  it('a port that is taken, before the run', async () => {
    const server = createServer();
    onTestFinished(() => void server.close());
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const { port } = server.address() as AddressInfo;
    const { code, err } = await runCommand([
      'start',
      '--source',
      'simulated',
      '--port',
      String(port),
      '--data-dir',
      await temporaryFolder(),
    ]);
    expect({ code, err }).toEqual({
      code: 1,
      err: `error: Port ${port} of 127.0.0.1 is already in use: choose another with --port.`,
    });
  });
});

describe('who gets the secrets', () => {
  it('a run and the doctor name a host that is not the default, first of all', async () => {
    const folder = await temporaryFolder();
    await writeFile(
      join(folder, 'tickerlake.config.json'),
      JSON.stringify({ polygon: { baseUrl: 'http://127.0.0.1:1' } }),
    );
    const note = /^Note: calls and the API key go to 127\.0\.0\.1:1, not to api\.massive\.com/;
    for (const command of ['run', 'doctor']) {
      const { err } = await runCommand([command, '--source', 'polygon', '--tickers', 'AAPL'], {
        apiKey: 'k',
        cwd: folder,
        clock,
      });
      expect(err).toMatch(note);
    }
  });

  it.each([
    {
      name: 'plain http to another machine is refused',
      url: 'http://grafana.example.com',
      options: [],
      says: /http:\/\/grafana\.example\.com is not encrypted: the token would be sent in plain text/,
    },
    { name: 'plain http to loopback is not', url: 'http://127.0.0.1:1', options: [], says: /cannot be reached/ },
    {
      name: 'nor when it is allowed',
      url: 'http://grafana.invalid',
      options: ['--allow-http'],
      says: /cannot be reached/,
    },
  ])('Grafana: $name', async ({ url, options, says }) => {
    const { code, err } = await runCommand(['dashboards', 'plan', ...options], {
      grafana: { url, token: 't', secrets: {} },
      clock,
    });
    expect({ code, err }).toEqual({ code: 1, err: expect.stringMatching(says) });
  });
});

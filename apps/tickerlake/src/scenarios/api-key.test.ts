import { once } from 'node:events';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createSimulatedMarket, startMarketServer } from '@tickerlake/simulated-market';
import { describe, expect, it, onTestFinished, test } from 'vitest';
import { freePort } from '../testing/free-port.ts';
import { createJumpingClock } from '../testing/jumping-clock.ts';
import { runCommand, temporaryFolder } from '../testing/run-command.ts';

const canary = 'CANARY_k3y_9f2ab7';
const clock = () => createJumpingClock('2026-05-30T12:00:00Z');
const day = ['--tickers', 'AAPL', '--from', '2026-05-28', '--to', '2026-05-28'];

/** Everything below a folder, as one text. */
async function readAll(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return (await Promise.all(files.map(async (file) => `${file}\n${await readFile(file, 'latin1')}`))).join('\n');
}

describe('the API key', () => {
  it('is sent to the vendor, and appears in no file or output of a run', async () => {
    const server = await startMarketServer(createSimulatedMarket({ apiKeys: [canary] }));
    onTestFinished(() => server.close());
    const dataDir = await temporaryFolder();
    const source = ['--source', 'polygon', '--base-url', server.url, '--data-dir', dataDir];
    const cwd = await temporaryFolder();
    await writeFile(join(cwd, 'tickerlake.config.json'), JSON.stringify({ preview: { port: await freePort() } }));
    let said = '';
    for (const args of [
      ['plan', ...source, ...day],
      ['run', ...source, ...day],
      ['doctor', ...source, '--json'],
      ['status', '--data-dir', dataDir],
      ['run', '--help'],
    ]) {
      const { code, out, err } = await runCommand(args, { apiKey: canary, clock: clock(), cwd });
      expect({ args: args[0], code }).toEqual({ args: args[0], code: 0 });
      said += out + err;
    }

    expect(said.length).toBeGreaterThan(1_000);
    expect(said).not.toContain(canary);
    expect(await readAll(dataDir)).not.toContain(canary);
  });

  test.each([
    {
      name: '401 that repeats the request',
      status: 401,
      body: (key: string) => ({ status: 'ERROR', error: `Unknown API Key ${key}` }),
    },
    {
      name: '403 that repeats the header',
      status: 403,
      body: (key: string) => ({ status: 'NOT_AUTHORIZED', message: `Bearer ${key} is not entitled` }),
    },
    { name: '500 with the key in its text', status: 500, body: (key: string) => `<html>${key}</html>` },
    {
      name: 'next_url with the key',
      status: 200,
      body: (key: string) => ({
        status: 'OK',
        ticker: 'AAPL',
        resultsCount: 1,
        queryCount: 1,
        adjusted: false,
        results: [{ t: 1_779_975_000_000, o: 1, h: 1, l: 1, c: 1, v: 1 }],
        next_url: `http://127.0.0.1:1/next?apiKey=${key}`,
      }),
    },
    { name: 'no JSON', status: 200, body: (key: string) => `oops ${key}` },
  ])(
    'is not repeated after a $name',
    async ({ status, body }) => {
      const server = createServer((request, response) => {
        const key = String(request.headers.authorization).replace('Bearer ', '');
        const answer = body(key);
        response
          .writeHead(status, { 'content-type': 'application/json' })
          .end(typeof answer === 'string' ? answer : JSON.stringify(answer));
      });
      await once(server.listen(0, '127.0.0.1'), 'listening');
      onTestFinished(() => void server.close());
      const dataDir = await temporaryFolder();
      const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      const { code, out, err } = await runCommand(
        ['run', '--source', 'polygon', '--base-url', url, '--data-dir', dataDir, ...day],
        { apiKey: canary, clock: clock() },
      );

      expect(code).toBe(1);
      expect(err).toMatch(/^error: .{20,}/ms);
      expect(err).not.toContain('this is a bug in tickerlake');
      expect(out + err).not.toContain(canary);
      expect(await readAll(dataDir)).not.toContain(canary);
    },
    60_000,
  );

  test.each([
    { name: 'a newline', key: `${canary}\nX` },
    { name: 'a space', key: `${canary} X` },
    { name: 'quotes', key: `"${canary}"` },
    { name: 'a letter that no header carries', key: `${canary}é` },
  ])('with $name is refused before anything is sent, and not shown', async ({ key }) => {
    const { code, out, err } = await runCommand(
      ['run', '--source', 'polygon', '--base-url', 'http://127.0.0.1:1', '--data-dir', await temporaryFolder(), ...day],
      { apiKey: key, clock: clock() },
    );

    expect(code).toBe(1);
    expect(err).toMatch(/key/i);
    expect(out + err).not.toContain(canary);
  });
});

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { home, runCommand, temporaryFolder } from '../testing/run-command.ts';
import { readStoreDigest } from '../testing/store-digest.ts';

const launcher = join(home, 'tools/repository/src/launch/main.mjs');
const simulated = (dataDir: string, to = '2026-05-29') => [
  'run',
  '--source',
  'simulated',
  '--tickers',
  'AAPL,MSFT,NVDA',
  '--from',
  '2026-04-13',
  '--to',
  to,
  '--data-dir',
  dataDir,
];

/** A vendor that takes a call and never answers it. */
function createSilentVendor() {
  let told = (): void => undefined;
  const asked = new Promise<void>((resolve) => (told = resolve));
  return { server: createServer(() => told()), once: asked };
}

/** The command in a separate process; `onIngest` runs once, when it has begun to fetch. */
function start(args: readonly string[], onIngest: (child: ChildProcess) => void = () => undefined) {
  const child = spawn(process.execPath, [launcher, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, MASSIVE_API_KEY: 'first' },
  });
  let text = '';
  let isFetching = false;
  const take = (chunk: Buffer): void => {
    text += chunk.toString('utf8');
    if (isFetching || !/\d+\/\d+ ingest/.test(text)) return;
    isFetching = true;
    onIngest(child);
  };
  child.stdout.on('data', take);
  child.stderr.on('data', take);
  const ended = new Promise<{ code: number | null; text: string }>((resolve) =>
    child.once('close', (code) => resolve({ code, text })),
  );
  return { child, ended };
}

describe('two runs at once', () => {
  it('the second is refused and names the holder of the store; the first can be stopped while it waits for a response', async () => {
    const dataDir = await temporaryFolder();
    const asked = createSilentVendor();
    await once(asked.server.listen(0, '127.0.0.1'), 'listening');
    const { port } = asked.server.address() as AddressInfo;
    const first = start([
      'run',
      '--source',
      'polygon',
      '--base-url',
      `http://127.0.0.1:${port}`,
      '--tickers',
      'AAPL',
      '--from',
      '2026-05-01',
      '--to',
      '2026-05-01',
      '--data-dir',
      dataDir,
    ]);
    await asked.once;
    const second = await runCommand(
      [
        'run',
        '--source',
        'polygon',
        '--tickers',
        'AAPL',
        '--from',
        '2026-05-01',
        '--to',
        '2026-05-01',
        '--data-dir',
        dataDir,
      ],
      { apiKey: 'second' },
    );
    first.child.kill('SIGINT');
    const stopped = await first.ended;
    asked.server.close();

    expect(second.code).toBe(1);
    expect(second.err).toContain('Another run holds this store: "tickerlake run --source polygon');
    expect(second.err).toContain(`process ${first.child.pid}, since 20`);
    expect(stopped).toEqual({ code: 130, text: expect.stringContaining('stopped; run the same command to resume') });
  }, 30_000);
});

describe('Ctrl-C in the middle of the fetching', () => {
  it('exits with 130 and says that the same command resumes, which then fetches only what is missing', async () => {
    const dataDir = await temporaryFolder();
    const stopped = start(simulated(dataDir), (child) => child.kill('SIGINT'));
    const { code, text } = await stopped.ended;
    expect(code).toBe(130);
    expect(text).toContain('stopped; run the same command to resume');
    expect(text).not.toContain('    at ');
    const landed = await landedFiles(dataDir);
    expect(landed.length).toBeGreaterThan(0);

    const again = await runCommand(simulated(dataDir));
    expect({ code: again.code, err: again.err }).toMatchObject({
      code: 0,
      err: expect.stringContaining('Resuming run'),
    });
    expect(await landedFiles(dataDir)).toEqual(expect.arrayContaining(landed));
    const undisturbed = await temporaryFolder();
    await runCommand(simulated(undisturbed));
    expect(await readStoreDigest(dataDir)).toBe(await readStoreDigest(undisturbed));
  }, 30_000);
});

describe('a killed run, and then another request', () => {
  it('the killed run is abandoned, and the new one is complete', async () => {
    const dataDir = await temporaryFolder();
    const killed = start(simulated(dataDir), (child) => child.kill('SIGKILL'));
    expect((await killed.ended).code).toBeNull();
    const { code } = await runCommand(simulated(dataDir, '2026-05-28'));
    expect(code).toBe(0);
    const undisturbed = await temporaryFolder();
    await runCommand(simulated(undisturbed, '2026-05-28'));
    expect(await readStoreDigest(dataDir)).toBe(await readStoreDigest(undisturbed));
  }, 30_000);
});

const landedFiles = async (dataDir: string): Promise<string[]> =>
  (await readdir(join(dataDir, 'simulated/landing'), { recursive: true }))
    .filter((path) => path.endsWith('.gz'))
    .sort();

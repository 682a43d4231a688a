import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, type OutgoingHttpHeaders, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildCommand } from '../testing/build-command.ts';
import { freePort } from '../testing/free-port.ts';
import { home, runCommand } from '../testing/run-command.ts';

/** 10,000 to both servers together. */
const shotsPerServer = 5_000;
const atOnce = 24;
/** What a server may grow by while it is attacked: V8's heap breathes, results and bodies must not stay. */
const growthMb = 250;

let dataDir: string;
beforeAll(async () => {
  buildCommand();
  dataDir = await mkdtemp(join(tmpdir(), 'tickerlake-hostile-'));
  expect(
    (
      await runCommand([
        'run',
        '--source',
        'simulated',
        '--tickers',
        'AAPL,MSFT',
        '--from',
        '2026-05-28',
        '--to',
        '2026-05-29',
        '--data-dir',
        dataDir,
      ])
    ).code,
  ).toBe(0);
}, 240_000);
afterAll(() => rm(dataDir, { recursive: true, force: true }));

/** A request as a program sends it that follows no rules. */
interface Shot {
  readonly name: string;
  readonly method?: string;
  readonly path?: string;
  readonly headers?: OutgoingHttpHeaders;
  readonly body?: string;
  /** Closes the connection after this many milliseconds, whatever has arrived. */
  readonly abortMs?: number;
  /** Makes the engine or the network work for long: sent in every tenth round. */
  readonly isHeavy?: true;
}

const agent = new Agent({ keepAlive: false, maxSockets: atOnce });

/** The status, or what ended the connection. */
function fire(port: number, shot: Shot): Promise<number | string> {
  return new Promise((resolve) => {
    const sent = request(
      {
        agent,
        host: '127.0.0.1',
        port,
        method: shot.method ?? 'GET',
        path: shot.path ?? '/',
        headers: { host: `127.0.0.1:${port}`, ...shot.headers },
      },
      (response) => {
        response.resume().once('close', () => resolve(response.statusCode ?? 0));
      },
    );
    sent.once('error', (error) => resolve(error.message));
    sent.end(shot.body);
    if (shot.abortMs !== undefined) setTimeout(() => sent.destroy(), shot.abortMs);
  });
}

/** Runs the server in a separate process, so that its memory can be measured. */
async function serving(
  command: 'preview' | 'serve',
  work: (server: { port: number; pid: number }) => Promise<void>,
): Promise<void> {
  const port = await freePort();
  const open = command === 'preview' ? ['--no-open'] : [];
  const child = spawn(
    process.execPath,
    [join(home, 'apps/tickerlake/dist/main.js'), command, '--port', String(port), ...open, '--data-dir', dataDir],
    { stdio: 'ignore' },
  );
  try {
    for (
      let attempt = 0;
      attempt < 400 && (await fire(port, { name: 'ready' })) === 'connect ECONNREFUSED 127.0.0.1:' + port;
      attempt += 1
    )
      await sleep(50);
    await work({ port, pid: child.pid ?? 0 });
    expect(child.exitCode).toBeNull();
  } finally {
    child.kill('SIGTERM');
  }
}

const memoryMb = (pid: number): number =>
  Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1_024;

/** Sends the shots in turn, `atOnce` at a time, and collects the distinct answers to each. */
async function attack(port: number, shots: readonly Shot[]): Promise<Record<string, (number | string)[]>> {
  let total = shotsPerServer;
  const answers: Record<string, Set<number | string>> = {};
  let next = 0;
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (next < total) {
        const round = Math.floor(next / shots.length);
        const shot = shots[next % shots.length];
        next += 1;
        if (shot?.isHeavy === true && round % 10 !== 0) total += 1;
        else if (shot !== undefined) (answers[shot.name] ??= new Set()).add(await fire(port, shot));
      }
    }),
  );
  return Object.fromEntries(Object.entries(answers).map(([name, all]) => [name, [...all].sort()]));
}

const panel = (changes: Readonly<Record<string, string>>): string =>
  `/api/panel?${new URLSearchParams({ dashboard: 'tickerlake-hourly-volatility', panel: '1', from: '1779926400000', to: '1780099200000', 'var-ticker': 'AAPL', ...changes }).toString()}`;
const statement = (QueryString: string): string => JSON.stringify({ QueryString });
const action = (name: string): OutgoingHttpHeaders => ({ 'x-amz-target': `AmazonAthena.${name}` });
const foreign: readonly Shot[] = [
  { name: 'another site', headers: { origin: 'https://evil.example' } },
  { name: 'a rebound name', headers: { host: 'evil.example' } },
  { name: 'another port', headers: { 'sec-fetch-site': 'same-site' } },
];

describe.skipIf(process.platform !== 'linux')('hostile requests', () => {
  it('do not affect the page', async () => {
    const shots: readonly Shot[] = [
      ...foreign.map((shot) => ({ ...shot, path: '/api/summary' })),
      { name: 'a wrong method', method: 'DELETE', path: '/api/summary' },
      { name: 'a large body', method: 'POST', path: '/api/summary', body: 'x'.repeat(200_000) },
      { name: 'an unknown path', path: `/${'a/'.repeat(2_000)}` },
      { name: 'no address', path: '//' },
      { name: 'a header that is too large', headers: { cookie: 'x'.repeat(20_000) } },
      { name: 'SQL for a value', path: panel({ 'var-ticker': "x') or 1=1 --" }) },
      { name: 'a macro for a value', path: panel({ 'var-ticker': '$__timeFrom()' }) },
      { name: 'a variable that is none', path: panel({ 'var-x': '1' }) },
      { name: 'a time that is none', path: panel({ from: '9e99' }) },
      { name: 'a range of all time', path: panel({ from: '0', to: '99999999999999' }), isHeavy: true },
      { name: 'a request that is abandoned', path: panel({}), abortMs: 5, isHeavy: true },
      { name: 'an unknown panel', path: panel({ panel: '-1' }) },
      { name: 'a page that follows changes and goes', path: '/api/events', abortMs: 20 },
    ];
    await serving('preview', async ({ port, pid }) => {
      expect(await fire(port, { name: 'before', path: panel({}) })).toBe(200);
      await attack(port, shots.slice(0, 8));
      const before = memoryMb(pid);
      const answers = await attack(port, shots);
      expect(answers).toMatchObject({
        'another site': [403],
        'a rebound name': [403],
        'another port': [403],
        'a wrong method': [405],
        'an unknown path': [404],
        'no address': [400],
        'a header that is too large': [431],
        'SQL for a value': [400],
        'a macro for a value': [400],
        'a variable that is none': [400],
        'a time that is none': [400],
        'an unknown panel': [404],
      });
      expect(await fire(port, { name: 'after', path: panel({}) })).toBe(200);
      expect(memoryMb(pid) - before).toBeLessThan(growthMb);
    });
  }, 1_200_000);

  it('do not affect serve', async () => {
    const shots: readonly Shot[] = [
      ...foreign.map((shot) => ({
        ...shot,
        method: 'POST',
        headers: { ...shot.headers, ...action('ListWorkGroups') },
      })),
      { name: 'a wrong method', method: 'PUT', headers: action('ListWorkGroups') },
      {
        name: 'a large body',
        method: 'POST',
        headers: { ...action('StartQueryExecution'), 'transfer-encoding': 'chunked' },
        body: ' '.repeat(3_000_000),
        isHeavy: true,
      },
      { name: 'no JSON', method: 'POST', headers: action('StartQueryExecution'), body: '{' },
      { name: 'a deep body', method: 'POST', headers: action('StartQueryExecution'), body: '['.repeat(10_000) },
      { name: 'no action', method: 'POST', body: '{}' },
      { name: 'an unknown action', method: 'POST', headers: action('Nothing'), body: '{}' },
      {
        name: 'an unknown query',
        method: 'POST',
        headers: action('GetQueryResults'),
        body: '{"QueryExecutionId":"x"}',
      },
      {
        name: 'a statement that writes',
        method: 'POST',
        headers: action('StartQueryExecution'),
        body: statement('INSERT INTO bars SELECT * FROM bars'),
      },
      {
        name: 'a function that is not allowed',
        method: 'POST',
        headers: action('StartQueryExecution'),
        body: statement("SELECT * FROM sql_auto_complete('sel')"),
      },
      {
        name: 'a long statement',
        method: 'POST',
        headers: action('StartQueryExecution'),
        body: statement(`SELECT 1 -- ${'x'.repeat(200_000)}`),
      },
      {
        name: 'a result',
        method: 'POST',
        headers: action('StartQueryExecution'),
        body: statement('SELECT * FROM bars'),
        isHeavy: true,
      },
      {
        name: 'a request that is abandoned',
        method: 'POST',
        headers: { ...action('StartQueryExecution'), 'content-length': '500' },
        abortMs: 5,
      },
    ];
    await serving('serve', async ({ port, pid }) => {
      await attack(port, shots.slice(0, 9));
      const before = memoryMb(pid);
      const answers = await attack(port, shots);
      expect(answers).toMatchObject({
        'another site': [403],
        'a rebound name': [403],
        'another port': [403],
        'a wrong method': [405],
        'no JSON': [400],
        'a deep body': [400],
        'no action': [400],
        'an unknown action': [400],
        'an unknown query': [400],
      });
      for (let attempt = 0; attempt < 1_200 && !(await answersOne(port)); attempt += 1) await sleep(100);
      expect(await answersOne(port)).toBe(true);
      expect(memoryMb(pid) - before).toBeLessThan(growthMb);
    });
  }, 1_200_000);
});

/** Whether `serve` runs a query to its end and gives its row: false while its queue is full. */
async function answersOne(port: number): Promise<boolean> {
  const call = async (name: string, input: object): Promise<string> => {
    const answer = await fetch(`http://127.0.0.1:${port}`, {
      method: 'POST',
      headers: { 'x-amz-target': `AmazonAthena.${name}` },
      body: JSON.stringify(input),
    });
    return answer.text();
  };
  const id = /"QueryExecutionId":"([^"]+)"/.exec(
    await call('StartQueryExecution', { QueryString: 'SELECT count(DISTINCT ticker) AS n FROM hourly_volatility' }),
  )?.[1];
  if (id === undefined) return false;
  for (let attempt = 0; attempt < 600; attempt += 1) {
    const state = await call('GetQueryExecution', { QueryExecutionId: id });
    if (state.includes('"State":"SUCCEEDED"'))
      return (await call('GetQueryResults', { QueryExecutionId: id })).includes('{"VarCharValue":"2"}');
    if (state.includes('"State":"FAILED"')) throw new Error(state);
    await sleep(50);
  }
  return false;
}

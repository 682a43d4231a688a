import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { writeFile } from 'node:fs/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startCommand } from '../testing/child-command.ts';
import { freePort } from '../testing/free-port.ts';
import { minutesOf, writeRecorded } from '../testing/recorded-folder.ts';
import { runCommand, temporaryFolder } from '../testing/run-command.ts';

const silent = (): void => undefined;
const unavailable = (response: ServerResponse): void =>
  void response.writeHead(503, { 'retry-after': '60', 'content-type': 'application/json' }).end('{}');
const overQuota = (response: ServerResponse): void =>
  void response
    .writeHead(429, { 'retry-after': '60', 'content-type': 'application/json' })
    .end('{"error":"maximum requests per minute"}');
const noBars = (response: ServerResponse): void =>
  void response
    .writeHead(200, { 'content-type': 'application/json' })
    .end('{"status":"OK","request_id":"r","queryCount":0,"resultsCount":0}');

/** A vendor, Grafana, Glue, S3 or Trino on loopback that gives one kind of answer. */
async function serveAnswers(answer: (response: ServerResponse) => void) {
  let tell = (): void => undefined;
  const asked = new Promise<void>((resolve) => (tell = resolve));
  const server = createServer((request, response) => {
    request.resume();
    answer(response);
    tell();
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

const aws = { AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID: 'x', AWS_SECRET_ACCESS_KEY: 'x' };
const vendor = (url: string) => [
  '--source',
  'polygon',
  '--base-url',
  url,
  '--tickers',
  'AAPL,MSFT',
  '--from',
  '2026-05-28',
  '--to',
  '2026-05-29',
];
const inLake = async (url: string, target: string) => {
  const folder = await temporaryFolder();
  const file = join(folder, 'tickerlake.config.json');
  await writeFile(
    file,
    JSON.stringify({
      target,
      dataDir: '.',
      lake: { location: 's3://bucket/lake/', endpoint: url, region: 'us-east-1', trino: { url } },
    }),
  );
  return ['--config', file];
};

interface Case {
  readonly name: string;
  readonly answer: (response: ServerResponse) => void;
  readonly args: (url: string, dataDir: string) => Promise<readonly string[]> | readonly string[];
  readonly env?: (url: string) => Readonly<Record<string, string>>;
  /** The output while it waits; by default it waits once the server gets a request. */
  readonly waits?: RegExp;
  readonly canResume: boolean;
}

const key = () => ({ MASSIVE_API_KEY: 'k' });
const grafana = (url: string) => ({ GRAFANA_URL: url, GRAFANA_TOKEN: 't' });
const cases: readonly Case[] = [
  {
    name: 'run, for an answer',
    answer: silent,
    args: (url, dataDir) => ['run', ...vendor(url), '--data-dir', dataDir],
    env: key,
    canResume: true,
  },
  {
    name: 'run, before a retry',
    answer: unavailable,
    args: (url, dataDir) => ['run', ...vendor(url), '--data-dir', dataDir],
    env: key,
    waits: /Waiting .* HTTP 503; attempt 2 of 4/,
    canResume: true,
  },
  {
    name: 'run, after a 429',
    answer: overQuota,
    args: (url, dataDir) => ['run', ...vendor(url), '--data-dir', dataDir],
    env: key,
    waits: /Waiting .* HTTP 429/,
    canResume: true,
  },
  {
    name: 'run, for the quota',
    answer: noBars,
    args: (url, dataDir) => ['run', ...vendor(url), '--calls-per-minute', '1', '--data-dir', dataDir],
    env: key,
    waits: /Waiting .* the quota of 1 calls/,
    canResume: true,
  },
  {
    name: 'run, of a simulated market',
    answer: silent,
    args: (_, dataDir) => [
      'run',
      '--source',
      'simulated',
      '--from',
      '2026-03-02',
      '--to',
      '2026-05-29',
      '--data-dir',
      dataDir,
    ],
    waits: /\d+\/\d+ ingest/,
    canResume: true,
  },
  {
    name: 'run, on a lake in S3',
    answer: silent,
    args: async (url) => ['run', '--source', 'simulated', ...(await inLake(url, 'aws'))],
    env: () => aws,
    canResume: true,
  },
  {
    name: 'backfill, before a retry',
    answer: unavailable,
    args: (url, dataDir) => ['backfill', ...vendor(url), '--data-dir', dataDir],
    env: key,
    waits: /HTTP 503/,
    canResume: true,
  },
  {
    name: 'start, for an answer',
    answer: silent,
    args: (url, dataDir) => ['start', ...vendor(url), '--no-open', '--data-dir', dataDir],
    env: key,
    canResume: true,
  },
  {
    name: 'plan, on a lake in S3',
    answer: silent,
    args: async (url) => ['plan', '--source', 'simulated', ...(await inLake(url, 'aws'))],
    env: () => aws,
    canResume: false,
  },
  {
    name: 'status, on Trino',
    answer: unavailable,
    args: async (url) => ['status', '--source', 'simulated', ...(await inLake(url, 'trino'))],
    env: () => aws,
    canResume: false,
  },
  {
    name: 'releases, on a lake in S3',
    answer: silent,
    args: async (url) => ['releases', '--source', 'simulated', ...(await inLake(url, 'aws'))],
    env: () => aws,
    canResume: false,
  },
  {
    name: 'rollback, on a lake in S3',
    answer: silent,
    args: async (url) => ['rollback', '--source', 'simulated', ...(await inLake(url, 'aws'))],
    env: () => aws,
    canResume: false,
  },
  {
    name: 'gc, on a lake in S3',
    answer: silent,
    args: async (url) => ['gc', '--source', 'simulated', ...(await inLake(url, 'aws'))],
    env: () => aws,
    canResume: false,
  },
  {
    name: 'doctor, for the vendor',
    answer: silent,
    args: (url, dataDir) => ['doctor', '--source', 'polygon', '--base-url', url, '--data-dir', dataDir],
    env: key,
    canResume: false,
  },
  {
    name: 'typegen, for Glue',
    answer: silent,
    args: () => ['typegen', '--database', 'market'],
    env: (url) => ({ ...aws, AWS_ENDPOINT_URL_GLUE: url }),
    canResume: false,
  },
  ...(['plan', 'apply', 'drift', 'destroy', 'doctor'] as const).flatMap((action): Case[] => [
    {
      name: `dashboards ${action}, for an answer`,
      answer: silent,
      args: () => ['dashboards', action],
      env: grafana,
      canResume: action === 'apply',
    },
    {
      name: `dashboards ${action}, before a retry`,
      answer: unavailable,
      args: () => ['dashboards', action],
      env: grafana,
      canResume: action === 'apply',
    },
  ]),
  {
    name: 'query, while it prints',
    answer: silent,
    args: (_, dataDir) => ['query', 'select range from range(1000000000000)', '--json', '--data-dir', dataDir],
    waits: /"range":1\b/,
    canResume: false,
  },
];

describe.each(['SIGINT', 'SIGTERM'] as const)('%s ends', (signal) => {
  // Half of the table for each signal: they take the same way from the entry on.
  it.each(cases.filter((_, index) => index % 2 === (signal === 'SIGINT' ? 0 : 1)))(
    '$name, with 130 and one sentence',
    async ({ answer, args, env, waits, canResume }) => {
      const { url, asked } = await serveAnswers(answer);
      const dataDir = await temporaryFolder();
      if (waits?.source.includes('range')) await publishOneDay(dataDir);
      const { child, ended, until } = startCommand(await args(url, dataDir), { CI: '1', ...env?.(url) });
      await Promise.race(waits === undefined ? [asked, ended] : [until(waits)]);
      child.kill(signal);

      const outcome = await ended;
      expect(outcome).toMatchObject({ code: 130, signal: null });
      expect(outcome.text).not.toMatch(/ {4}at |bug in|AbortError|error:/);
      expect(outcome.text.trimEnd().split('\n').at(-1)).toMatch(
        canResume ? /^stopped; run the same command to resume$/ : /stopped$/,
      );
    },
    60_000,
  );
});

describe('a page or an endpoint', () => {
  it.each([
    { name: 'preview', args: ['preview', '--no-open'] },
    { name: 'serve', args: ['serve'] },
  ])(
    '$name ends with 0: Ctrl-C is how it is closed',
    async ({ args }) => {
      const dataDir = await temporaryFolder();
      await publishOneDay(dataDir);
      const { child, ended, until } = startCommand([
        ...args,
        '--port',
        String(await freePort()),
        '--data-dir',
        dataDir,
      ]);
      await until(/Ctrl-C to stop/);
      child.kill('SIGINT');

      expect(await ended).toMatchObject({ code: 0, signal: null });
    },
    60_000,
  );
});

it('a second Ctrl-C ends a process that does not end by itself', async () => {
  const { url, asked } = await serveAnswers(silent);
  const stuck = 'data:text/javascript,process.exit = () => undefined; setInterval(() => undefined, 1000);';
  const { child, ended, until } = startCommand(['dashboards', 'plan'], { GRAFANA_URL: url, GRAFANA_TOKEN: 't' }, [
    '--import',
    stuck,
  ]);
  await asked;
  child.kill('SIGINT');
  await until(/stopped/);
  // A signal that follows at once may be the same key press, passed on by npm: press again until it counts.
  const presses = setInterval(() => child.kill('SIGINT'), 500);
  onTestFinished(() => clearInterval(presses));

  expect(await ended).toMatchObject({ code: null, signal: 'SIGINT' });
}, 60_000);

it('a reader of the output that has enough ends the query quietly', async () => {
  const dataDir = await temporaryFolder();
  await publishOneDay(dataDir);
  const { child, ended, until } = startCommand([
    'query',
    'select range from range(1000000000000)',
    '--json',
    '--data-dir',
    dataDir,
  ]);
  await until(/"range":1\b/);
  child.stdout?.destroy();

  const { code, text } = await ended;
  expect(code).toBe(0);
  expect(text).not.toMatch(/EPIPE|error/);
}, 60_000);

async function publishOneDay(dataDir: string): Promise<void> {
  const folder = await temporaryFolder();
  await writeRecorded(folder, { AAPL: minutesOf('2026-05-28', 100) });
  const config = join(folder, 'one.config.json');
  await writeFile(config, '{}');
  await runCommand(['run', '--replay-dir', folder, '--tickers', 'AAPL', '--config', config, '--data-dir', dataDir]);
}

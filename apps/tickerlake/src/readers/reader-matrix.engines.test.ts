import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Athena } from '@aws-sdk/client-athena';
import { createTrinoClient } from '@tickerlake/athena-sql';
import { systemClock } from '@tickerlake/pipeline';
import { afterAll, beforeAll, describe, expect, inject, it, test, vi } from 'vitest';
import { buildCommand } from '../testing/build-command.ts';
import { freePort } from '../testing/free-port.ts';
import { home, runCommand } from '../testing/run-command.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A Python with the clients of `docs/how-to`. */
    readersPython: string;
    engines: {
      readonly athenaEndpoint: string;
      readonly glueEndpoint: string;
      readonly firehoseEndpoint: string;
      readonly s3Endpoint: string;
      readonly trinoUrl: string;
      readonly bucket: string;
    };
  }
}

/** A script prints this of each reader. */
type Found = Readonly<Record<string, unknown>>;

const { trinoUrl, glueEndpoint, athenaEndpoint, s3Endpoint, bucket } = inject('engines');
const abort = new AbortController();
const keys = { AWS_ACCESS_KEY_ID: 'x', AWS_SECRET_ACCESS_KEY: 'x', AWS_DEFAULT_REGION: 'us-east-1' };
const sql = `select ticker, trading_date, bar_start, bar_count, is_complete, high, low, hourly_var from hourly_volatility`;
const lake = `readers_${Date.now()}`;

let folder = '';
let serve = '';
let served: ReturnType<typeof runCommand>;
let expected: { readonly rows: number; readonly sha256: string };
let found: Found = {};

/** The environment in which Python reads what `serve` serves. */
const ofServe = () => ({ ...keys, AWS_ENDPOINT_URL: serve });
/** The same for the lake of the rig, whose Glue and S3 have addresses of their own. */
const ofLake = {
  ...keys,
  AWS_ENDPOINT_URL: glueEndpoint,
  AWS_ENDPOINT_URL_S3: s3Endpoint,
  AWS_ENDPOINT_URL_ATHENA: athenaEndpoint,
  PYICEBERG_CATALOG__LAKE__S3__ENDPOINT: s3Endpoint,
  PYICEBERG_CATALOG__LAKE__S3__ACCESS_KEY_ID: 'x',
  PYICEBERG_CATALOG__LAKE__S3__SECRET_ACCESS_KEY: 'x',
};

async function python(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<string> {
  const own = { HOME: folder, PYTHONDONTWRITEBYTECODE: '1', PYTHONWARNINGS: 'ignore', TZ: 'UTC' };
  const all = { PATH: process.env['PATH'] ?? '', ...own, ...env };
  return (await promisify(execFile)(inject('readersPython'), [...args], { cwd: folder, env: all })).stdout;
}

const script = async (name: string, args: readonly string[], env?: Readonly<Record<string, string>>): Promise<Found> =>
  JSON.parse(await python([join(import.meta.dirname, name), ...args], env)) as Found;

/** As `rows.py` does it. */
function checksum(rows: readonly (readonly (string | number | boolean)[])[]) {
  const hex = (value: string | number | boolean): string => {
    const bytes = Buffer.alloc(8);
    bytes.writeDoubleBE(Number(value));
    return bytes.toString('hex');
  };
  const lines = rows.map((row) => row.map((value, index) => (index < 5 ? String(value) : hex(value))).join('|')).sort();
  return { rows: lines.length, sha256: createHash('sha256').update(lines.join('\n')).digest('hex') };
}

async function readSdk(endpoint: string, Database: string, OutputLocation?: string) {
  const athena = new Athena({ endpoint, region: 'us-east-1', credentials: { accessKeyId: 'x', secretAccessKey: 'x' } });
  const { QueryExecutionId } = await athena.startQueryExecution({
    QueryString: sql,
    QueryExecutionContext: { Database },
    ...(OutputLocation !== undefined && { ResultConfiguration: { OutputLocation } }),
  });
  let state: string | undefined;
  do {
    await sleep(20);
    state = (await athena.getQueryExecution({ QueryExecutionId })).QueryExecution?.Status?.State;
  } while (state === 'QUEUED' || state === 'RUNNING');
  const { ResultSet } = await athena.getQueryResults({ QueryExecutionId });
  athena.destroy();
  const rows = (ResultSet?.Rows ?? []).slice(1).map((row) => (row.Data ?? []).map((datum) => datum.VarCharValue ?? ''));
  return checksum(rows.map((row) => row.map((text, index) => (index === 2 ? toMs(text) : text))));
}

const toMs = (text: string): number => Date.parse(`${text.replace(' ', 'T')}Z`);

const trino = createTrinoClient({
  ...{ url: trinoUrl, user: 'test', catalog: 'iceberg', schema: lake },
  ...{ fetch, clock: systemClock, random: Math.random },
});

async function onTrino(statement: string): Promise<(readonly unknown[])[]> {
  const rows: (readonly unknown[])[] = [];
  for await (const page of trino.pages(statement)) rows.push(...page.rows);
  return rows;
}

async function readTrino() {
  const rows = await onTrino(sql);
  return checksum(
    rows.map((row) =>
      row.map((value, index) =>
        index === 2 ? toMs(String(value)) : typeof value === 'boolean' ? value : String(value),
      ),
    ),
  );
}

/**
 * The rows of the release as an Iceberg table with the columns and partitions of the lake. That a run writes the same rows
 * there is tested with the targets.
 */
async function writeLake(rows: readonly (readonly (string | number | boolean)[])[]): Promise<void> {
  const literals = rows.map(([ticker, date, ms, count, isComplete, ...prices]) => {
    const start = new Date(Number(ms)).toISOString().slice(0, 23).replace('T', ' ');
    return `('${ticker}', date '${date}', timestamp '${start}000', bigint '${count}', ${isComplete}, ${prices.map((price) => `double '${price}'`).join(', ')})`;
  });
  await onTrino(`create schema ${lake} with (location = 's3://${bucket}/${lake}/')`);
  await onTrino(
    `create table hourly_volatility with (partitioning = array['month(trading_date)']) as select * from (values ${literals.join(', ')}) as t (ticker, trading_date, bar_start, bar_count, is_complete, high, low, hourly_var)`,
  );
}

beforeAll(async () => {
  Object.assign(process.env, keys);
  buildCommand();
  folder = await mkdtemp(join(tmpdir(), 'tickerlake-readers-'));
  const run = ['run', '--source', 'simulated', '--from', '2026-05-28', '--to', '2026-05-28', '--tickers', 'AAPL,MSFT'];
  const inFolder = { cwd: folder };
  expect(await runCommand(run, inFolder)).toMatchObject({ code: 0 });
  const port = await freePort();
  serve = `http://127.0.0.1:${port}`;
  served = runCommand(['serve', '--port', String(port)], { ...inFolder, signal: abort.signal });
  const asked = sql.replace('bar_start', 'epoch_ms(bar_start) as bar_start');
  const [{ out }] = await Promise.all([
    runCommand(['query', asked, '--json', '--exact'], inFolder),
    vi.waitFor(() => fetch(serve), { timeout: 60_000 }),
  ]);
  const rows = (JSON.parse(out) as Record<string, string | number | boolean>[]).map((row) => Object.values(row));
  expected = checksum(rows);
  await writeLake(rows);
  const toError = (error: unknown): Found => ({ failed: String(error) });
  const [store, pyathena, awswrangler, ibis, iceberg, sdk, file, rig, direct] = await Promise.all([
    script('read-store.py', [join(folder, '.tickerlake/simulated')]).catch(toError),
    script('read-pyathena.py', [], ofServe()).catch(toError),
    script('read-awswrangler.py', [], ofServe()).catch(toError),
    script('read-ibis.py', [], ofServe()).catch(toError),
    script('read-lake.py', [lake], ofLake).catch(toError),
    readSdk(serve, 'tickerlake').catch(toError),
    readSdk(serve, 'tickerlake', 's3://any/where/').catch(toError),
    readSdk(athenaEndpoint, lake, `s3://${bucket}/results/`).catch(toError),
    readTrino().catch(toError),
  ]);
  const own = {
    'JavaScript SDK': sdk,
    'JavaScript SDK, location': file,
    'JavaScript SDK on the lake': rig,
    Trino: direct,
  };
  found = { ...store, ...pyathena, ...awswrangler, ...ibis, ...iceberg, ...own };
}, 500_000);

afterAll(async () => {
  abort.abort();
  expect(await served).toMatchObject({ code: 0 });
  await rm(folder, { recursive: true, force: true });
});

describe('the rows of the release', () => {
  test.each([
    { place: 'the store', client: 'polars' },
    { place: 'the store', client: 'pandas' },
    { place: 'the store', client: 'pyarrow' },
    { place: 'the store', client: 'DuckDB for Python' },
    { place: 'serve', client: 'JavaScript SDK' },
    { place: 'serve', client: 'JavaScript SDK, location' },
    { place: 'serve', client: 'boto3' },
    { place: 'serve', client: 'PyAthena' },
    { place: 'serve', client: 'PyAthena dict' },
    { place: 'serve', client: 'PyAthena async' },
    { place: 'serve', client: 'PyAthena pandas' },
    { place: 'serve', client: 'PyAthena pandas, UNLOAD' },
    { place: 'serve', client: 'PyAthena arrow, no location' },
    { place: 'serve', client: 'PyAthena polars, UNLOAD' },
    { place: 'serve', client: 'SQLAlchemy' },
    { place: 'serve', client: 'awswrangler' },
    { place: 'serve', client: 'awswrangler, CSV' },
    { place: 'serve', client: 'awswrangler, UNLOAD' },
    { place: 'serve', client: 'ibis' },
    { place: 'the lake', client: 'PyIceberg' },
    { place: 'the lake', client: 'PyAthena on the lake' },
    { place: 'the lake', client: 'awswrangler on the lake' },
    { place: 'the lake', client: 'JavaScript SDK on the lake' },
    { place: 'the lake', client: 'Trino' },
  ])('come from $place through $client', ({ client }) => {
    expect(expected.rows).toBeGreaterThan(0);
    expect(found['failed']).toBeUndefined();
    expect(found[client]).toEqual(expected);
  });
});

describe('a client of serve', () => {
  it('reads the catalogue through Glue', () => {
    expect(found['catalog']).toEqual({
      databases: ['tickerlake'],
      has: [true, false],
      types: {
        ticker: 'string',
        trading_date: 'date',
        bar_start: 'timestamp',
        bar_count: 'bigint',
        hourly_var: 'double',
      },
      partitions: {},
      columns: ['ticker', 'trading_date'],
    });
    expect(found['tables']).toEqual({ has: [true, false] });
  });

  it('gets an empty result for no rows', () => {
    expect(found['nothing']).toEqual({ rows: 0 });
  });

  it.each(['CTAS', 'CTAS without a location'])('is told what to do instead of %s', (name) => {
    expect(found[name]).toEqual({ refused: expect.stringContaining('ctas_approach=False') });
  });
});

describe('the recipe for', () => {
  it('PyAthena, awswrangler, ibis and PyIceberg prints the rows and values of the release', async () => {
    const page = await readFile(join(home, 'docs/how-to/use-athena-clients.md'), 'utf8');
    const codeOf = (name: string): string => {
      const section = page.split(/^## /m).find((text) => text.startsWith(`${name}\n`)) ?? '';
      return /```python\n(.*?)```/s.exec(section)?.[1]?.replace('tickerlake_simulated', lake) ?? '';
    };
    const asked =
      'select ticker, count(*) as hours, max(hourly_var) as most from hourly_volatility where is_complete group by ticker order by ticker';
    const wanted = JSON.parse((await runCommand(['query', asked, '--json'], { cwd: folder })).out) as {
      ticker: string;
      hours: number;
      most: number;
    }[];
    const printed = await Promise.all([
      // One process for what `serve` answers: starting Python takes longer than asking.
      python(['-c', ['PyAthena', 'awswrangler', 'ibis'].map(codeOf).join('\n')], ofServe()),
      python(['-c', codeOf('PyIceberg')], ofLake),
    ]);
    const rows = printed
      .join('\n')
      .split('\n')
      .map((line) => [...line.matchAll(/[A-Z]{4}|[\d.]+/g)].map(([word]) => word))
      .flatMap((words) => {
        const at = words.findIndex((word) => word === 'AAPL' || word === 'MSFT');
        return at < 0 ? [] : [words.slice(at)];
      })
      .map(([ticker, hours, most]) => ({ ticker, hours: Number(hours), most: Number(most).toFixed(3) }));
    const each = wanted.map((row) => ({ ...row, most: row.most.toFixed(3) }));
    expect(rows).toEqual([...each, ...each, ...each, ...each]);
  }, 180_000);
});

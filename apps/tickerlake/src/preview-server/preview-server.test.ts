import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { panelsOf } from '@tickerlake/dashboards';
import { type Explained, type Question, questionPath, type Summary } from '@tickerlake/preview-api';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, test } from 'vitest';
import { runCommand } from '../testing/run-command.ts';
import { type OpenPage, openPage } from '../testing/open-page.ts';

let page: OpenPage;
beforeAll(async () => {
  page = await openPage();
}, 240_000);
afterAll(() => page.close());

/** A request with an unchanged path and headers, which `fetch` would normalize. */
async function ask(
  path: string,
  options: {
    readonly method?: string;
    readonly host?: string;
    readonly headers?: Readonly<Record<string, string>>;
  } = {},
) {
  const { hostname, port } = new URL(page.url);
  const sent = request({
    host: hostname,
    port,
    path,
    method: options.method ?? 'GET',
    headers: { host: options.host ?? `${hostname}:${port}`, ...options.headers },
  });
  sent.end();
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  return { status: response.statusCode, headers: response.headers, body: await text(response) };
}

const day = { from: Date.parse('2026-05-28T00:00:00Z'), to: Date.parse('2026-05-30T00:00:00Z') };
const panelPath = (changes: Readonly<Record<string, string>> = {}): string =>
  `/api/panel?${new URLSearchParams({ dashboard: page.dashboard.uid, panel: '1', from: String(day.from), to: String(day.to), 'var-ticker': 'AAPL', ...changes }).toString()}`;

describe('the server of the page', () => {
  it('listens on loopback alone', () => {
    expect(new URL(page.url).hostname).toBe('127.0.0.1');
  });

  test.each([
    'evil.example',
    'evil.example:4600',
    '127.0.0.1.evil.example',
    '192.168.1.2:4600',
    'localhost.evil.example',
  ])('refuses the Host %j, also where DNS leads it here', async (host) => {
    expect(await ask('/', { host })).toMatchObject({ status: 403, body: expect.not.stringContaining('<html') });
    expect((await ask(panelPath(), { host })).status).toBe(403);
  });

  test.each(['localhost', '127.0.0.1'])('answers to %s', async (name) => {
    expect((await ask('/', { host: `${name}:${new URL(page.url).port}` })).status).toBe(200);
  });

  test.each([
    '/../package.json',
    '/..%2fpackage.json',
    '/%2e%2e/%2e%2e/etc/passwd',
    '/%252e%252e/etc/passwd',
    '//etc/passwd',
    '/main.js/../../package.json',
    '/.tickerlake',
    '/index.html.map',
    '/constructor',
    '/__proto__',
  ])('gives nothing but the page: %s', async (path) => {
    expect(await ask(path)).toMatchObject({ status: 404, body: expect.stringContaining('There is nothing at') });
  });

  test.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'])('refuses %s', async (method) => {
    expect(await ask('/api/summary', { method })).toMatchObject({ status: 405 });
  });

  it('keeps the page in its bounds', async () => {
    const { headers } = await ask('/');
    expect(headers['content-security-policy']).toContain("default-src 'self'");
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' });
    expect(headers['access-control-allow-origin']).toBeUndefined();
  });

  test.each([
    { name: 'an unknown panel', changes: { panel: '99' }, status: 404 },
    { name: 'an unknown dashboard', changes: { dashboard: 'x' }, status: 404 },
    { name: 'a time that is none', changes: { from: 'now' }, status: 400 },
    { name: 'SQL in the time', changes: { from: '0; drop view bars' }, status: 400 },
    {
      name: 'a range that ends before it starts',
      changes: { from: String(day.to), to: String(day.from) },
      status: 400,
    },
    { name: 'a time beyond all calendars', changes: { to: '9e99' }, status: 400 },
  ])('says what is wrong with $name', async ({ changes, status }) => {
    const answer = await ask(panelPath(changes));
    expect({ status: answer.status, error: (JSON.parse(answer.body) as { error: string }).error }).toEqual({
      status,
      error: expect.stringMatching(/^.{10,200}$/),
    });
  });

  test.each([
    { variable: 'ticker', value: "AAPL' or '1'='1" },
    { variable: 'ticker', value: "x'); drop view hourly_volatility; --" },
    { variable: 'ticker', value: "') union select * from bars --" },
    { variable: 'ticker', value: 'AAPL\u0000' },
    { variable: 'ticker', value: '${__from}' },
    { variable: 'ticker', value: '$__timeFrom()' },
    { variable: 'ticker', value: 'aapl' },
    { variable: 'ticker', value: 'SPCX' },
    { variable: 'measure', value: 'close' },
    { variable: 'measure', value: '' },
    { variable: 'datasource', value: 'x' },
  ])('refuses $value for $variable, which does not offer it, and names both', async ({ variable, value }) => {
    const answer = await ask(panelPath({ [`var-${variable}`]: value }));
    expect({ status: answer.status, error: (JSON.parse(answer.body) as { error: string }).error }).toEqual({
      status: 400,
      error: `The variable "${variable}" does not offer the value ${JSON.stringify(value)}.`,
    });
  });

  it('refuses a variable that the dashboard does not have', async () => {
    expect(await ask(panelPath({ 'var-nothing': '1' }))).toMatchObject({
      status: 400,
      body: expect.stringContaining('has no variable'),
    });
  });

  test.each(["2026-05-28' or ''='", '$__timeFrom()', '${base}', 'x'.repeat(65)])(
    'refuses %j where a session is typed',
    async (value) => {
      const index = new URLSearchParams({
        dashboard: 'tickerlake-volatility-index',
        panel: '1',
        from: String(day.from),
        to: String(day.to),
        'var-base': value,
      });
      expect(await ask(`/api/panel?${index.toString()}`)).toMatchObject({
        status: 400,
        body: expect.stringContaining('does not offer'),
      });
    },
  );

  it('answers after all of these', async () => {
    expect((JSON.parse((await ask(panelPath())).body) as { rows: unknown[] }).rows.length).toBeGreaterThan(0);
    // Nothing chosen is a choice.
    expect((JSON.parse((await ask(panelPath({ 'var-ticker': '' }))).body) as { rows: unknown[] }).rows).toEqual([]);
  });

  test.each([
    { name: 'of another site', headers: { origin: 'https://evil.example' }, status: 403 },
    { name: 'of another port of this machine', headers: { 'sec-fetch-site': 'same-site' }, status: 403 },
    {
      name: 'that another site makes for a picture',
      headers: { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' },
      status: 403,
    },
    {
      name: 'that navigates to an answer',
      headers: { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' },
      status: 403,
    },
    { name: 'from the page itself', headers: { 'sec-fetch-site': 'same-origin' }, status: 200 },
  ])('answers a request $name with $status', async ({ headers, status }) => {
    expect((await ask('/api/summary', { headers })).status).toBe(status);
  });

  it('opens from a link elsewhere, and in no frame', async () => {
    const link = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' };
    expect((await ask('/', { headers: { ...link, 'sec-fetch-dest': 'document' } })).status).toBe(200);
    expect((await ask('/', { headers: { ...link, 'sec-fetch-dest': 'iframe' } })).status).toBe(403);
    expect(
      (
        await ask('/main.js', {
          headers: { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'script' },
        })
      ).status,
    ).toBe(403);
  });

  test.each([
    { path: '/api/about?page=runs', status: 200 },
    { path: '/api/about?page=coverage', status: 200 },
    { path: '/api/about?page=quality', status: 200 },
    { path: '/api/about?page=constructor', status: 404 },
    { path: '/api/about?page=select%201', status: 404 },
    { path: '/api/annotations?dashboard=tickerlake-comparisons&name=Runs&from=0&to=1', status: 200 },
    { path: '/api/annotations?dashboard=tickerlake-comparisons&name=Market%20hours&from=0&to=1', status: 200 },
    { path: '/api/annotations?dashboard=tickerlake-comparisons&name=Runs&from=2&to=1', status: 400 },
    { path: '/api/annotations?dashboard=tickerlake-comparisons&name=x&from=0&to=1', status: 404 },
  ])('answers $path with $status', async ({ path, status }) => {
    expect((await ask(path)).status).toBe(status);
  });

  it('gives the rows of a panel as the tables hold them', async () => {
    const { rows, columns } = JSON.parse((await ask(panelPath())).body) as {
      rows: unknown[][];
      columns: { name: string; type: string }[];
    };
    const wanted = JSON.parse(
      (
        await runCommand([
          'query',
          "select epoch_ms(bar_start) as t, hourly_var as v from hourly_volatility where ticker = 'AAPL' and bar_start >= '2026-05-28' and session = 'regular' order by 1",
          '--data-dir',
          page.dataDir,
          '--json',
        ])
      ).out,
    ) as { t: number; v: number }[];
    const [time, value] = [
      columns.findIndex((column) => column.type === 'time'),
      columns.findIndex((column) => column.type === 'number'),
    ];
    expect(rows.map((row) => ({ t: row[time], v: row[value] }))).toEqual(wanted);
  });

  it('answers many at once with the rows that each gets alone', async () => {
    const paths = panelsOf(page.dashboard)
      .filter((panel) => panel.title !== 'Mean hourly range')
      .map((panel) => panelPath({ panel: String(panel.id) }));
    const alone: string[] = [];
    for (const path of paths) alone.push((await ask(path)).body);
    const rounds = await Promise.all(
      Array.from({ length: 4 }, () => Promise.all(paths.map(async (path) => (await ask(path)).body))),
    );
    for (const together of rounds) expect(together).toEqual(alone);
  });

  it('answers many at once, and follows a new release without a restart', async () => {
    const before = JSON.parse((await ask('/api/summary')).body) as { releaseId: number };
    expect(
      (
        await runCommand([
          'run',
          '--source',
          'simulated',
          '--from',
          '2026-05-26',
          '--to',
          '2026-05-26',
          '--data-dir',
          page.dataDir,
        ])
      ).code,
    ).toBe(0);
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, index) => ask(index % 2 === 0 ? panelPath() : '/api/summary')),
    );
    expect(answers.map((answer) => answer.status)).toEqual(answers.map(() => 200));
    expect(JSON.parse((await ask('/api/summary')).body)).toMatchObject({ releaseId: before.releaseId + 1 });
    // The page shows all published data, not only the last run's request.
    expect((JSON.parse((await ask('/api/about?page=coverage')).body) as { rows: unknown[] }).rows).toHaveLength(7 * 4);
    expect(
      (
        await runCommand([
          'run',
          '--source',
          'simulated',
          '--from',
          '2026-06-01',
          '--to',
          '2026-06-01',
          '--data-dir',
          page.dataDir,
        ])
      ).code,
    ).toBe(0);
    expect(JSON.parse((await ask('/api/summary')).body)).toMatchObject({ from: '2026-05-26' });
  });
});

describe('a point of a chart', () => {
  const explainPath = (question: Omit<Extract<Question, { kind: 'explain' }>, 'kind'>): string =>
    questionPath({ kind: 'explain', ...question });
  const atMs = Date.parse('2026-05-29T19:45:00Z');

  it('leads to its base bars and their raw lines', async () => {
    const { releaseId } = JSON.parse((await ask('/api/summary')).body) as Summary;
    const { status, body } = await ask(explainPath({ ticker: 'AAPL', at: atMs, column: null }));
    expect(status).toBe(200);
    const explained = JSON.parse(body) as Explained;
    expect(explained).toMatchObject({
      table: 'hourly_volatility',
      column: 'hourly_var',
      start: '2026-05-29T19:30:00.000Z',
      end: '2026-05-29T20:00:00.000Z',
      computedFrom: 'raw lines',
      isReproduced: true,
      release: { id: releaseId },
    });
    expect(explained.bars).toHaveLength(30);
    expect(explained.bars.every(({ raw }) => raw?.isSame === true && raw.line > 0)).toBe(true);
    expect(explained.runs).toMatchObject([{ source: 'simulated', outcome: 'published', rules: { failed: 0 } }]);
  });

  it('of a session leads to all of its base bars', async () => {
    const { body } = await ask(explainPath({ ticker: 'AAPL', at: '2026-05-29', column: 'realized_var' }));
    const explained = JSON.parse(body) as Explained;
    expect([explained.table, explained.isReproduced, explained.bars.length]).toEqual(['daily_volatility', true, 390]);
  });

  test.each([
    { ticker: "AAPL' or 1=1 --", at: atMs, column: null, status: 404, words: 'There is no such ticker' },
    { ticker: 'APPL', at: atMs, column: null, words: 'has no ticker' },
    { ticker: 'AAPL', at: '2026-05-25', column: null, words: 'The market is closed on 2026-05-25' },
    { ticker: 'AAPL', at: '2026-02-30', column: null, words: '2026-02-30' },
    { ticker: 'AAPL', at: atMs, column: 'run_id', words: 'is not computed from base bars' },
    { ticker: 'AAPL', at: atMs, column: '"; select 1', words: 'has no column' },
  ])('$ticker $at $column is refused: $words', async ({ words, status: expected = 400, ...question }) => {
    const { status, body } = await ask(explainPath(question));
    expect(status).toBe(expected);
    expect(body).toContain(words);
  });
});

describe('the page in one file', () => {
  it('that cannot be written: which file and why', async () => {
    const file = join(page.dataDir, 'no', 'folder', 'page.html');
    const { code, err } = await runCommand(['preview', '--export', file, '--data-dir', page.dataDir]);
    expect({ code, err }).toEqual({
      code: 1,
      err: expect.stringMatching(/^error: .*page\.html cannot be written \(ENOENT.*\): check that its folder exists/),
    });
  });
});

describe('a port that is taken', () => {
  it('by another program: words, and what to do', async () => {
    const other = createServer();
    await once(other.listen(0, '127.0.0.1'), 'listening');
    onTestFinished(() => void other.close());
    const { port } = other.address() as AddressInfo;
    const { code, err } = await runCommand(['preview', '--port', String(port), '--data-dir', page.dataDir]);
    expect({ code, err }).toEqual({
      code: 1,
      err: expect.stringContaining(`Port ${port} of 127.0.0.1 is already in use: choose another with --port`),
    });
  });

  test.each(['0', '65536', '80x', '-1'])('that is none: %s', async (port) => {
    expect(await runCommand(['preview', `--port=${port}`, '--data-dir', page.dataDir])).toMatchObject({
      code: 1,
      err: expect.stringContaining('from 1 to 65535'),
    });
  });
});

import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { home, runCommand } from '../../testing/run-command.ts';
import { tools } from './create-mcp-server.ts';

const apiKey = 'key-that-no-answer-may-hold';
let root = '';
let client: Client;
const dataDir = (): string => join(root, 'data');

/** The tool's answer as text, through the SDK's client and the real command. */
async function call(name: string, args: Readonly<Record<string, unknown>> = {}) {
  const { content, isError = false } = (await client.callTool({ name, arguments: args })) as {
    content: { text: string }[];
    isError?: boolean;
  };
  const text = content.map((part) => part.text).join('');
  expect(text).not.toContain(apiKey);
  return { text, isError };
}
const json = async (name: string, args?: Readonly<Record<string, unknown>>) => {
  const { text, isError } = await call(name, args);
  expect({ text, isError }).toMatchObject({ isError: false });
  return JSON.parse(text) as Record<string, unknown>;
};

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'tickerlake-mcp-'));
  const range = ['--from', '2026-05-28', '--to', '2026-05-28', '--tickers', 'AAPL,MSFT'];
  const run = await runCommand(['run', '--source', 'simulated', ...range, '--data-dir', dataDir()]);
  expect(run).toMatchObject({ code: 0 });
  client = new Client({ name: 'test', version: '1.0.0' });
  await client.connect(
    new StdioClientTransport({
      command: process.execPath,
      args: [
        join(home, 'tools/repository/src/launch/main.mjs'),
        'mcp',
        '--source',
        'simulated',
        '--data-dir',
        dataDir(),
      ],
      env: { PATH: process.env['PATH'] ?? '', MASSIVE_API_KEY: apiKey },
      cwd: root,
    }),
  );
}, 120_000);
afterAll(async () => {
  await client.close();
  await rm(root, { recursive: true, force: true });
});

describe('an agent', () => {
  it('finds read-only tools, with a description of every argument', async () => {
    const found = (await client.listTools()).tools;
    expect(found.map(({ name }) => name)).toEqual(tools.map(({ name }) => name));
    for (const { annotations, inputSchema } of found) {
      expect(annotations).toMatchObject({ readOnlyHint: true, destructiveHint: false });
      for (const argument of Object.values(inputSchema.properties ?? {}))
        expect(argument).toMatchObject({ description: expect.any(String) });
    }
  });

  it('finds tables, and columns with units', async () => {
    expect(await json('list_tables')).toContainEqual(expect.objectContaining({ name: 'hourly_volatility' }));
    expect(await json('describe_table', { table: 'hourly_volatility' })).toMatchObject({
      columns: expect.arrayContaining([expect.objectContaining({ name: 'hourly_var', unit: 'price' })]),
    });
  });

  it('gets rows with release and units, and whether there are more', async () => {
    const sql = 'select ticker, hourly_var from hourly_volatility order by bar_start, ticker';
    expect(await json('query', { sql, max_rows: 3 })).toMatchObject({
      release: 1,
      columns: [{ name: 'ticker' }, { name: 'hourly_var', unit: 'price' }],
      rows: [
        ['AAPL', expect.any(Number)],
        ['MSFT', expect.any(Number)],
        ['AAPL', expect.any(Number)],
      ],
      hasMore: true,
    });
  });

  it('gets coverage, rules, an explanation and a plan', async () => {
    expect(await json('coverage')).toMatchObject({ release: { id: 1 }, gapCount: 0 });
    expect(JSON.stringify(await json('quality'))).toContain('passed');
    expect(await json('explain', { ticker: 'AAPL', when: '2026-05-28T10:30' })).toMatchObject({ isReproduced: true });
    expect(await json('plan', { from: '2026-05-27', to: '2026-05-28', tickers: 'AAPL' })).toMatchObject({
      tickers: ['AAPL'],
      source: 'simulated',
    });
  });

  it('reads the documentation', async () => {
    const { resources } = await client.listResources();
    for (const { uri } of resources) {
      const { contents } = await client.readResource({ uri });
      expect(JSON.stringify(contents)).toContain('# ');
    }
    expect(resources.map(({ uri }) => uri)).toContain('tickerlake://docs/columns.md');
  });

  it.each([
    { name: 'another statement', tool: 'query', args: { sql: 'drop table bars' }, words: 'one SELECT statement' },
    { name: 'a file', tool: 'query', args: { sql: "select * from read_text('secrets.txt')" }, words: 'not allowed' },
    { name: 'a copy', tool: 'query', args: { sql: "copy (select 1) to 'x.csv'" }, words: 'one SELECT statement' },
    { name: 'a variable of the environment', tool: 'query', args: { sql: "select getenv('HOME')" }, words: 'getenv' },
    { name: 'wrong SQL', tool: 'query', args: { sql: 'select nothing from bars' }, words: 'nothing' },
    {
      name: 'more rows than are allowed',
      tool: 'query',
      args: { sql: 'select 1', max_rows: 5_000 },
      words: 'max_rows',
    },
    { name: 'a misspelt table', tool: 'describe_table', args: { table: 'barz' }, words: 'Did you mean bars?' },
    {
      name: 'an hour that does not exist',
      tool: 'explain',
      args: { ticker: 'AAPL', when: '2026-05-30' },
      words: '2026-05-30',
    },
  ])('is refused $name with a message, and nothing changes', async ({ tool, args, words }) => {
    const before = (await readdir(root, { recursive: true })).sort();
    const { text, isError } = await call(tool, args);
    expect({ isError, text }).toEqual({ isError: true, text: expect.stringContaining(words) });
    expect((await readdir(root, { recursive: true })).sort()).toEqual(before);
  });
});

import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, test, vi } from 'vitest';
import { openEndpoint } from '../testing/open-endpoint.ts';

let opened: Awaited<ReturnType<typeof openEndpoint>>;
/** Results go to the temporary folder: to one that no other test writes to. */
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tickerlake-unload-'));
  vi.stubEnv('TMPDIR', folder);
  opened = await openEndpoint({ tables: ['CREATE TABLE bars AS SELECT range AS n FROM range(3)'] });
});
afterAll(async () => {
  await opened.close();
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true, force: true });
});

const get = (location: string, init: RequestInit = {}) => fetch(`${opened.url}/${location.replace('s3://', '')}`, init);
const unload = (query: string, folder: string, options = "format = 'PARQUET', compression = 'SNAPPY'") =>
  opened.athena.run({
    QueryString: `UNLOAD (${query}) TO '${folder}' WITH (${options})`,
    ResultConfiguration: { OutputLocation: 's3://lake/results/' },
  });

describe('UNLOAD', () => {
  it('writes a file and a manifest that lists it', async () => {
    const {
      QueryExecutionId = '',
      Statistics,
      ...execution
    } = await unload('SELECT n FROM bars WHERE (n < 2) -- two )\n', 's3://lake/one');
    expect(execution).toMatchObject({
      StatementType: 'DML',
      SubstatementType: 'UNLOAD',
      Status: { State: 'SUCCEEDED' },
    });
    expect(Statistics?.DataManifestLocation).toBe(`s3://lake/results/${QueryExecutionId}-manifest.csv`);
    const manifest = await (await get(Statistics?.DataManifestLocation ?? '')).text();
    expect(manifest).toBe(`s3://lake/one/${QueryExecutionId}_0\n`);
    const file = Buffer.from(await (await get(manifest.trim())).arrayBuffer());
    expect(file.subarray(0, 4).toString()).toBe('PAR1');
    expect((await opened.athena.getQueryResults({ QueryExecutionId })).UpdateCount).toBe(2);
  });

  it('writes no file for no rows, and into a folder only once', async () => {
    const empty = await unload('SELECT n FROM bars WHERE n > 5', 's3://lake/twice/');
    expect(await (await get(empty.Statistics?.DataManifestLocation ?? '')).text()).toBe('');
    expect((await unload('SELECT n FROM bars', 's3://lake/twice/')).Status?.State).toBe('SUCCEEDED');
    expect((await unload('SELECT n FROM bars', 's3://lake/twice/')).Status?.StateChangeReason).toContain(
      'HIVE_PATH_ALREADY_EXISTS: Target directory already exists: s3://lake/twice/',
    );
  });

  test.each([
    { name: 'another format', options: "format = 'ORC'", says: 'UNLOAD writes Parquet' },
    { name: 'no format', options: "compression = 'GZIP'", says: 'UNLOAD writes Parquet' },
    { name: 'another compression', options: "format = 'PARQUET', compression = 'LZO'", says: 'not with LZO' },
    { name: 'partitions', options: "format = 'PARQUET', partitioned_by = ARRAY['n']", says: 'not partitioned_by' },
    { name: 'a column without a name', query: 'SELECT n + 1 FROM bars', says: 'MISSING_COLUMN_NAME' },
    { name: 'a name twice', query: 'SELECT n, n FROM bars', says: 'DUPLICATE_COLUMN_NAME' },
    { name: 'NULL without a type', query: 'SELECT NULL AS x', says: 'COLUMN_TYPE_UNKNOWN' },
    { name: 'an instant with its zone', query: 'SELECT now() AS x', says: 'Unsupported Hive type' },
    { name: 'a wrong query', query: 'SELECT nope FROM bars', says: 'COLUMN_NOT_FOUND' },
    { name: 'a folder of this machine', folder: 'file:///x/', says: 'S3 location' },
  ])('refuses $name', async ({ query = 'SELECT n FROM bars', folder = 's3://lake/never/', options, says }) => {
    const { Status } = await unload(query, folder, options);
    expect(Status?.StateChangeReason).toContain(says);
    expect(await (await get('s3://lake?list-type=2&prefix=never')).text()).not.toContain('<Key>');
  });
});

describe('a result with a location', () => {
  it('is a CSV as Athena writes it, until it is removed', async () => {
    const { ResultConfiguration } = await opened.athena.run({
      QueryString: "SELECT 'a \"b\"' AS s, CAST(NULL AS varchar) AS u, '' AS e",
      WorkGroup: 'files',
    });
    const location = ResultConfiguration?.OutputLocation ?? '';
    expect(location).toMatch(/^s3:\/\/tickerlake-results\//);
    expect(await (await get(location)).text()).toBe('"s","u","e"\n"a ""b""",,""\n');
    expect((await get(location, { method: 'HEAD' })).headers.get('content-length')).toBe('26');
    expect((await get(`${location}.metadata`)).status).toBe(404);
    await opened.endpoint.reset();
    expect((await get(location)).status).toBe(404);
  });

  it('is in a file that its key does not name', async () => {
    await opened.athena.run({
      QueryString: 'SELECT 1 AS n',
      ResultConfiguration: { OutputLocation: 's3://lake/../../outside/' },
    });
    const own = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
    const names = own.map(({ name }) => name);
    expect(names.length).toBeGreaterThan(1);
    expect(names.filter((name) => !/^([0-9a-f-]{36}\.ndjson|object-\d+)$/.test(name))).toEqual([]);
  });
});

describe('calls that are not queries', () => {
  const call = async (headers: Record<string, string>, body: string) => {
    const answer = await fetch(opened.url, { method: 'POST', headers, body });
    return { status: answer.status, text: await answer.text() };
  };
  const glue = (action: string, input: object) => call({ 'x-amz-target': `AWSGlue.${action}` }, JSON.stringify(input));

  it('Glue shows the tables', async () => {
    expect(JSON.parse((await glue('GetDatabases', {})).text)).toMatchObject({ DatabaseList: [{ Name: 'lake' }] });
    expect(JSON.parse((await glue('GetDatabase', { Name: 'lake' })).text)).toMatchObject({
      Database: { Name: 'lake' },
    });
    expect(JSON.parse((await glue('GetTables', { DatabaseName: 'lake', Expression: 'b.*' })).text)).toMatchObject({
      TableList: [{ Name: 'bars', StorageDescriptor: { Columns: [{ Name: 'n', Type: 'bigint' }] } }],
    });
    expect(JSON.parse((await glue('GetTable', { DatabaseName: 'lake', Name: 'bars' })).text)).toMatchObject({
      Table: { DatabaseName: 'lake', TableType: 'EXTERNAL_TABLE', PartitionKeys: [] },
    });
    expect(JSON.parse((await glue('GetPartitions', { DatabaseName: 'lake', TableName: 'bars' })).text)).toEqual({
      Partitions: [],
    });
  });

  test.each([
    { action: 'GetTable', input: { DatabaseName: 'lake', Name: 'nope' }, says: 'EntityNotFoundException' },
    { action: 'GetTables', input: { DatabaseName: 'nope' }, says: 'EntityNotFoundException' },
    { action: 'GetDatabase', input: { Name: 'nope' }, says: 'EntityNotFoundException' },
    { action: 'GetTables', input: { DatabaseName: 'lake', Expression: '(' }, says: 'InvalidInputException' },
    { action: 'GetTables', input: { DatabaseName: 'lake', NextToken: 'x' }, says: 'InvalidInputException' },
    { action: 'GetTable', input: {}, says: 'InvalidInputException' },
    { action: 'CreateTable', input: {}, says: 'AccessDeniedException' },
    { action: 'constructor', input: {}, says: 'AccessDeniedException' },
  ])('Glue refuses $action $input', async ({ action, input, says }) => {
    const { status, text } = await glue(action, input);
    expect(status).toBe(400);
    expect(JSON.parse(text)).toMatchObject({ __type: says });
  });

  test.each([
    { action: 'GetCallerIdentity', status: 200, says: '<Account>000000000000</Account>' },
    { action: 'AssumeRole', status: 403, says: '<Code>AccessDenied</Code>' },
  ])('STS answers $action', async ({ action, status, says }) => {
    const answer = await call(
      { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
      `Action=${action}&Version=2011-06-15`,
    );
    expect(answer).toMatchObject({ status, text: expect.stringContaining(says) });
  });
});

import {
  CreateDatabaseCommand,
  CreateTableCommand,
  GetTableCommand,
  GlueClient,
  UpdateTableCommand,
} from '@aws-sdk/client-glue';
import { afterAll, beforeAll, describe, expect, inject, it, test } from 'vitest';
import { runStatement } from '../start/run-statement.ts';

const { glueEndpoint, trinoUrl, bucket } = inject('engines');
const database = 'front_test';
const glue = new GlueClient({
  endpoint: glueEndpoint,
  region: 'us-east-1',
  credentials: { accessKeyId: 'x', secretAccessKey: 'x' },
  maxAttempts: 1,
});
const signal = AbortSignal.timeout(60_000);

const setFaults = (faults: readonly object[]) =>
  fetch(`${glueEndpoint}/rig/faults`, { method: 'POST', body: JSON.stringify(faults) });
const input = (name: string, step: string) => ({
  Name: name,
  Parameters: { step },
  StorageDescriptor: { Columns: [{ Name: 'n', Type: 'int' }], Location: `s3://${bucket}/front/${name}/` },
});
const read = async (name: string) =>
  (await glue.send(new GetTableCommand({ DatabaseName: database, Name: name }))).Table;

beforeAll(async () => {
  await glue
    .send(new CreateDatabaseCommand({ DatabaseInput: { Name: database, LocationUri: `s3://${bucket}/front/` } }))
    .catch(() => undefined);
});
afterAll(async () => {
  await setFaults([]);
  glue.destroy();
});

async function makeTable(name: string): Promise<string> {
  await glue.send(new CreateTableCommand({ DatabaseName: database, TableInput: input(name, 'made') }));
  return (await read(name))?.VersionId ?? '';
}
const update = (name: string, step: string, version: string) =>
  glue.send(new UpdateTableCommand({ DatabaseName: database, TableInput: input(name, step), VersionId: version }));

describe('Glue at the front', () => {
  it('accepts one of many updates of the same version', async () => {
    const name = `race_${Date.now()}`;
    const version = await makeTable(name);
    const outcomes = await Promise.allSettled(['a', 'b', 'c', 'd', 'e'].map((step) => update(name, step, version)));
    const refused = outcomes.filter((outcome) => outcome.status === 'rejected');

    expect(refused.map((outcome) => (outcome.reason as Error).name)).toEqual(
      Array.from({ length: 4 }, () => 'ConcurrentModificationException'),
    );
    await update(name, 'next', (await read(name))?.VersionId ?? '');
    expect((await read(name))?.Parameters?.['step']).toBe('next');
  });

  test.each([
    { kind: 'refuse', step: 'made' },
    { kind: 'lose-answer', step: 'done' },
    { kind: 'answer-500', step: 'done' },
  ])('$kind leaves the table $step, once', async ({ kind, step }) => {
    const name = `fault_${kind.replace('-', '_')}_${Date.now()}`;
    const version = await makeTable(name);
    await setFaults([{ action: 'UpdateTable', kind, about: name, times: 1 }]);
    await expect(update(name, 'done', version)).rejects.toThrow();
    expect((await read(name))?.Parameters?.['step']).toBe(step);
    await update(name, 'again', (await read(name))?.VersionId ?? '');
  });

  it('answers all calls of Trino for a table: created, filled, merged, dropped', async () => {
    const table = `iceberg.${database}.merged_${Date.now()}`;
    await runStatement(
      trinoUrl,
      `CREATE TABLE ${table} (n integer, s varchar) WITH (location = 's3://${bucket}/front/${table}/')`,
      signal,
    );
    await runStatement(trinoUrl, `INSERT INTO ${table} VALUES (1, 'one')`, signal);
    await runStatement(
      trinoUrl,
      `MERGE INTO ${table} t USING (VALUES (1, 'eins'), (2, 'zwei')) AS c(n, s) ON t.n = c.n WHEN MATCHED THEN UPDATE SET s = c.s WHEN NOT MATCHED THEN INSERT VALUES (c.n, c.s)`,
      signal,
    );
    await runStatement(trinoUrl, `SELECT 1 / count_if(s = 'eins') / count_if(s = 'zwei') FROM ${table}`, signal);
    await runStatement(trinoUrl, `DROP TABLE ${table}`, signal);
  });
});

import { setTimeout as sleep } from 'node:timers/promises';
import { Athena } from '@aws-sdk/client-athena';
import { Glue } from '@aws-sdk/client-glue';
import { Kysely, sql } from 'kysely';
import { afterAll, inject } from 'vitest';
import { AthenaDialect } from '../athena/athena-dialect.ts';
import { createQueryRunner } from '../athena/run/query-runner.ts';
import { createGlueReader } from '../glue/glue-reader.ts';
import { type ContractTables, describeDialect } from './dialect-contract.ts';
import { openTrino } from './open-trino.ts';

const { trinoUrl, athenaEndpoint, glueEndpoint, bucket } = inject('engines');
const sdk = { region: 'us-east-1', credentials: { accessKeyId: 'x', secretAccessKey: 'x' } };
const athena = new Athena({ ...sdk, endpoint: athenaEndpoint });
const glue = new Glue({ ...sdk, endpoint: glueEndpoint });
const clock = {
  now: () => new Date(),
  sleep: (ms: number, signal?: AbortSignal) => sleep(ms, undefined, signal === undefined ? {} : { signal }),
};
const runner = createQueryRunner({
  athena,
  clock,
  random: Math.random,
  outputLocation: `s3://${bucket}/dialect-contract/results/`,
});
const trino = openTrino<ContractTables>(trinoUrl, {}, ['dialect_contract']).db;
const onAthena = new Kysely<ContractTables>({
  dialect: new AthenaDialect({ runner, catalog: createGlueReader(glue) }),
});

async function makeDatabase(): Promise<void> {
  await removeDatabase();
  await sql`create schema dialect_contract with (location = ${sql.lit(`s3://${bucket}/dialect-contract/${Date.now()}/`)})`.execute(
    trino,
  );
}

async function removeDatabase(): Promise<void> {
  await sql`drop schema if exists dialect_contract cascade`.execute(trino);
}

afterAll(async () => {
  await removeDatabase();
  for (const client of [athena, glue]) client.destroy();
});

describeDialect('TrinoDialect', {
  db: trino,
  makeDatabase,
  nested: 'typed',
  transactions: 'NOT_SUPPORTED',
  introspection: 'supported',
});
describeDialect('AthenaDialect', {
  db: onAthena,
  makeDatabase,
  nested: 'text',
  transactions: 'NOT_SUPPORTED',
  introspection: 'supported',
});

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { openDuckDb } from './open-duckdb.ts';
import { type ContractTables, describeDialect } from './dialect-contract.ts';

const { db } = await openDuckDb<ContractTables>();

describeDialect('DuckDbDialect', {
  db,
  makeDatabase: async () => void (await sql`create schema dialect_contract`.execute(db)),
  nested: 'typed',
  transactions: 'supported',
  introspection: 'supported',
});

test.each(['athena', 'trino', 'duckdb'])('%s has the files that every dialect has', (engine) => {
  const files = readdirSync(join(import.meta.dirname, '..', engine));
  const wanted = ['adapter', 'dialect', 'driver', 'introspector', 'query-compiler', 'value'].map(
    (part) => `${engine}-${part}.ts`,
  );
  expect(files).toEqual(expect.arrayContaining(wanted));
});

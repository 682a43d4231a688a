import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { athenaQueryBuilder } from '../athena/athena-query-builder.ts';
import { SqlCompileError } from '../sql/errors.ts';
import { spellings } from '../portable/spellings.ts';
import { openDuckDb } from '../testing/open-duckdb.ts';
import { toExpected, toQuery } from './expression-case.ts';
import { expressionTable } from './expression-table.ts';
import { nanCases } from './nan-cases.ts';

let duckDb: Awaited<ReturnType<typeof openDuckDb>>;

beforeAll(async () => {
  duckDb = await openDuckDb();
});
afterAll(() => {
  duckDb.connection.closeSync();
});

describe.each(Object.entries(expressionTable))('%s', (_, cases) => {
  test.each(cases.filter((entry) => entry.refused === undefined))('$name', async (entry) => {
    const rows = await toQuery(duckDb.db, entry).execute();
    expect(rows.map((row) => row.v)).toEqual(toExpected(entry, (value, digits) => expect.closeTo(value, digits)));
  });

  test.each(cases.filter((entry) => entry.refused !== undefined))(
    'refuses $name before anything is sent, on every engine',
    (entry) => {
      for (const db of [duckDb.db, athenaQueryBuilder<unknown>()]) {
        expect(() => toQuery(db, entry).compile()).toThrow(SqlCompileError);
        expect(() => toQuery(db, entry).compile()).toThrow(entry.refused);
      }
    },
  );
});

test.each(nanCases.duckDb)('what no compiler can see: $name', async (entry) => {
  const rows = await toQuery(duckDb.db, entry).execute();
  expect(rows.map((row) => row.v)).toEqual(entry.values ?? [entry.value]);
});

test('the table is wide, and its names are unique', () => {
  const names = Object.entries(expressionTable).flatMap(([kind, cases]) => cases.map(({ name }) => `${kind}: ${name}`));
  expect(new Set(names).size).toBe(names.length);
  expect(names.length).toBeGreaterThanOrEqual(150);
});

test('every portable function is in the table', () => {
  const entries = Object.values(expressionTable)
    .flat()
    .filter((entry) => entry.refused === undefined);
  const nodes = entries
    .map((entry) =>
      JSON.stringify(entry.expression().toOperationNode(), (_, value: unknown) =>
        typeof value === 'bigint' ? String(value) : value,
      ),
    )
    .join();
  expect(Object.keys(spellings).filter((name) => !nodes.includes(`"portable:${name}"`))).toEqual([]);
});

import { describe, expect, inject, test } from 'vitest';
import { openTrino } from '../testing/open-trino.ts';
import { toExpected, toQuery } from './expression-case.ts';
import { expressionTable } from './expression-table.ts';
import { nanCases } from './nan-cases.ts';

const { db } = openTrino(inject('engines').trinoUrl);

describe.each(Object.entries(expressionTable))('%s on Trino', (_, cases) => {
  test.each(cases.filter((entry) => entry.refused === undefined))('$name', async (entry) => {
    const rows = await toQuery(db, entry).execute();
    expect(rows.map((row) => row.v)).toEqual(toExpected(entry, (value, digits) => expect.closeTo(value, digits)));
  });
});

test.each(nanCases.trino)('what no compiler can see: $name', async (entry) => {
  const rows = await toQuery(db, entry).execute();
  expect(rows.map((row) => row.v)).toEqual(entry.values ?? [entry.value]);
});

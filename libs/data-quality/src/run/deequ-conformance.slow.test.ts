import { afterAll, describe, expect, it } from 'vitest';
import { compareVerdicts } from '../testing/compare-verdicts.ts';
import { absentDeequCases, deequCases } from '../testing/deequ-cases.ts';
import { openDuckDb } from '../testing/duckdb-table.ts';

const duckDb = await openDuckDb();
afterAll(duckDb.close);

const cases = deequCases(process.env['CI']);

describe.skipIf(cases === null)(`the rules that Deequ evaluated${cases === null ? ` ${absentDeequCases}` : ''}`, () => {
  it('all have the same verdict here, or a difference that DECISIONS.md explains', async () => {
    expect((await compareVerdicts(cases ?? [], duckDb)).unexplained).toEqual([]);
  }, 900_000);
});

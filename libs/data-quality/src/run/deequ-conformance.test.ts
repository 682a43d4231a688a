import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { compareVerdicts } from '../testing/compare-verdicts.ts';
import { absentDeequCases, deequCases } from '../testing/deequ-cases.ts';
import { deequDeviations } from '../testing/deequ-deviations.ts';
import { openDuckDb } from '../testing/duckdb-table.ts';

const duckDb = await openDuckDb();
afterAll(duckDb.close);

const cases = deequCases(process.env['CI']);

describe.skipIf(cases === null)(`rules that Deequ evaluated${cases === null ? ` ${absentDeequCases}` : ''}`, () => {
  it('one of five has the same verdict here, or a difference that DECISIONS.md explains', async () => {
    const some = (cases ?? []).filter((_, index) => index % 5 === 0);
    expect(some.length).toBeGreaterThan(250);
    expect((await compareVerdicts(some, duckDb)).unexplained).toEqual([]);
  }, 120_000);
});

it('every difference has its reason in DECISIONS.md', () => {
  const text = readFileSync(resolve(import.meta.dirname, '../../DECISIONS.md'), 'utf8');

  expect(deequDeviations.map(({ name }) => name).filter((name) => !text.includes(`| ${name} |`))).toEqual([]);
});

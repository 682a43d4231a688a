import { describe, expect, it } from 'vitest';
import { absentDeequCases, deequCases } from '../testing/deequ-cases.ts';
import { unexplainedVerdicts } from '../testing/unexplained-verdicts.ts';

const cases = deequCases(process.env['CI']);

describe.skipIf(cases === null)(`the rules that Deequ evaluated${cases === null ? ` ${absentDeequCases}` : ''}`, () => {
  it('all have the same verdict here, or a difference that DECISIONS.md explains', async () => {
    expect(await unexplainedVerdicts(cases ?? [])).toEqual([]);
  }, 900_000);
});

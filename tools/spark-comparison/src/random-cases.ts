import * as fc from 'fast-check';
import { randomRules } from './random-rules.ts';
import { randomTable, type RandomTable } from './random-table.ts';

/** A table with the rules that are evaluated on it. */
export interface RandomCase extends RandomTable {
  readonly rules: readonly string[];
}

/**
 * Tables with rules, by name (`t1`, `t2`, ...): the same for the same seed.
 *
 * @example
 * Object.keys(randomCases({ seed: 18, tables: 2, rulesPerTable: 3 })); // ['t1', 't2']
 */
export function randomCases(options: {
  readonly seed: number;
  readonly tables: number;
  readonly rulesPerTable: number;
}): Readonly<Record<string, RandomCase>> {
  const arbitrary = randomTable.chain((table) =>
    randomRules(table, options.rulesPerTable).map((rules) => ({ ...table, rules })),
  );
  const cases = fc.sample(arbitrary, { seed: options.seed, numRuns: options.tables });
  return Object.fromEntries(cases.map((one, index) => [`t${index + 1}`, one]));
}

import type { Explanation } from '@tickerlake/pipeline';
import * as z from 'zod';
import { expect } from 'vitest';
import { explainAtRandom } from './explain-at-random.ts';

const line = z.object({
  ticker: z.string(),
  bar_start_ms: z.number(),
  high: z.number(),
  low: z.number(),
  run_id: z.string(),
});

/**
 * Holds an explanation against its raw lines: all of them are there, and their own numbers give the published value.
 *
 * @example
 * expectExplained(explanation);
 */
export function expectExplained(explanation: Explanation): void {
  const { ticker, column, value, start, table, bars } = explanation;
  const name = `${ticker} ${table} ${column} ${start}`;
  const facts = {
    isReproduced: explanation.isReproduced,
    computedFrom: explanation.computedFrom,
    differing: bars.filter(({ raw }) => raw?.isSame !== true).length,
  };
  expect(facts, `${name}: ${value} and ${explanation.computed}`).toEqual({
    isReproduced: true,
    computedFrom: 'raw lines',
    differing: 0,
  });
  if (column !== 'hourly_var') return;
  // The best known number once more, without any formula of the registry.
  const rows = bars.map(({ raw }) => line.parse(JSON.parse(raw?.text ?? 'null')));
  expect(new Set(rows.map((row) => row.ticker)), name).toEqual(new Set([ticker]));
  expect(Math.max(...rows.map(({ high }) => high)) - Math.min(...rows.map(({ low }) => low)), name).toBe(value);
}

/**
 * Explains random values of a store, and says of which tables and how many.
 *
 * @example
 * await expectManyExplained('.tickerlake/simulated', 600); // { tables: ['daily_volatility', 'hourly_volatility'], values: 600 }
 */
export async function expectManyExplained(root: string, count: number): Promise<{ tables: string[]; values: number }> {
  const tables = new Set<string>();
  let values = 0;
  for await (const explanation of explainAtRandom(root, count, 7)) {
    expectExplained(explanation);
    tables.add(explanation.table);
    values += 1;
  }
  return { tables: [...tables].sort(), values };
}

import { createCalendars, type ExplainPorts, type Explanation } from '@tickerlake/pipeline';
import { createLocalPublished, createLocalRawFiles, storePaths } from '@tickerlake/pipeline/local';
import * as z from 'zod';
import { expect } from 'vitest';
import { asking } from '../open-explain-ports.ts';
import { explainAtRandom } from './explain-at-random.ts';

const line = z.object({
  ticker: z.string(),
  starts_ms: z.tuple([z.number()]),
  highs: z.tuple([z.number()]),
  lows: z.tuple([z.number()]),
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
  expect(
    Math.max(...rows.map(({ highs: [high] }) => high)) - Math.min(...rows.map(({ lows: [low] }) => low)),
    name,
  ).toBe(value);
}

/**
 * Explains random values, and says of which tables and how many.
 *
 * @example
 * await expectManyExplained(ports, 600); // { tables: ['daily_volatility', 'hourly_volatility'], values: 600 }
 */
export async function expectManyExplained(
  ports: ExplainPorts,
  count: number,
): Promise<{ tables: string[]; values: number }> {
  const tables = new Set<string>();
  let values = 0;
  for await (const explanation of explainAtRandom(ports, count, 7)) {
    expectExplained(explanation);
    tables.add(explanation.table);
    values += 1;
  }
  return { tables: [...tables].sort(), values };
}

/**
 * The same of a store on this machine.
 *
 * @example
 * await expectStoreExplained('.tickerlake/simulated', 600);
 */
export async function expectStoreExplained(root: string, count: number): ReturnType<typeof expectManyExplained> {
  const paths = storePaths(root);
  const current = await createLocalPublished(paths).openCurrent();
  if (current === null) throw new Error(`Nothing is published in ${root}.`);
  try {
    const ports = { rawFiles: createLocalRawFiles(paths), calendars: createCalendars(), ask: asking(current.db) };
    return await expectManyExplained({ ...ports, release: async () => current.release }, count);
  } finally {
    await current.close();
  }
}

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { athenaQueryBuilder, compileAthenaSql } from '@tickerlake/athena-sql';
import type { StageTables } from '@tickerlake/market-sql';
import { hourlyVolatilityTable, type Table, tables } from '@tickerlake/record-schema';
import { expect, test } from 'vitest';
import { publishedTables, rollUps } from './table-registry.ts';

const home = join(import.meta.dirname, '../../../..');
const columnsPage = readFileSync(join(home, 'docs/columns.md'), 'utf8');

/** Published tables without default quality rules, and why that is enough. */
const unchecked: Readonly<Record<string, string>> = {
  sessions: 'computed from the exchange calendar, and compared with the bars by the rules of coverage',
  bars: 'checked when they land, and rolled up to the hours that the rules read',
  quality_results: 'holds the results of the rules themselves',
};

/** What is left to do before a table can be published, one sentence each. The contract suite reads every table of the registry. */
function missingSteps(table: Table, scope: 'months' | 'whole'): string[] {
  const { name, key, columns } = table;
  const hasColumn = (wanted: string): boolean => columns.some((column) => column.name === wanted);
  const steps: readonly (readonly [boolean, string])[] = [
    [tables.some((known) => known.name === name), `Add ${name} to libs/record-schema/src/tables/index.ts.`],
    [key.length > 0 && key.every(hasColumn), `Give ${name} a key made of its columns: publishing merges by it.`],
    [
      scope === 'whole' || hasColumn('trading_date'),
      `Give ${name} a column trading_date: a run replaces months of it.`,
    ],
    [columnsPage.includes(`\n## ${name}\n`), `Run "npm run generate": docs/columns.md does not describe ${name}.`],
    [
      name in unchecked || existsSync(join(home, `quality/${name}.dqdl`)),
      `Write quality/${name}.dqdl, or say in this test why ${name} needs no rules.`,
    ],
  ];
  return steps.flatMap(([isDone, sentence]) => (isDone ? [] : [sentence]));
}

test.each(publishedTables)('$table.name has everything that a published table needs', ({ table, scope }) => {
  expect(missingSteps(table, scope)).toEqual([]);
});

test('every step that a new table lacks is listed', () => {
  const table: Table = { ...hourlyVolatilityTable, name: 'half_hours', key: [], columns: [] };
  expect(missingSteps(table, 'months')).toEqual([
    expect.stringContaining('Add half_hours to'),
    expect.stringContaining('a key'),
    expect.stringContaining('trading_date'),
    expect.stringContaining('npm run generate'),
    expect.stringContaining('quality/half_hours.dqdl'),
  ]);
});

test.each(rollUps)(
  'the query of $table.name compiles for Athena and Trino and names its columns',
  ({ table, query }) => {
    const text = compileAthenaSql(query(athenaQueryBuilder<StageTables>()));
    expect(table.columns.map(({ name }) => name).filter((name) => !text.includes(`"${name}"`))).toEqual([]);
  },
);

test('names of tables and of their relations are unique', () => {
  const names = [
    ...publishedTables.map(({ table }) => table.name),
    ...rollUps.flatMap(({ staged, published }) => [staged, published]),
  ];
  expect(new Set(names).size).toBe(names.length);
});

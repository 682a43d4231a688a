import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StageTables } from '@tickerlake/market-sql';
import { barsTable, hourlyVolatilityTable, type Table } from '@tickerlake/record-schema';
import type { Kysely } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { openDuckDb } from '../../engines/duckdb/duckdb-session.ts';
import { makeTable } from '../../engines/duckdb/make-table.ts';
import { measureBuild } from './measure-build.ts';

const hour = (start: string, high: number) => ({
  ticker: 'AAPL',
  trading_date: '2026-05-29',
  bar_start: `2026-05-29T${start}:00.000Z`,
  high,
  hourly_var: 1,
});
const [first, second] = [hour('13:30', 101), hour('14:30', 102)];

async function createRelations(staged: readonly object[], published: readonly object[]): Promise<Kysely<StageTables>> {
  const session = await openDuckDb<unknown>({ tempDirectory: join(tmpdir(), 'tickerlake-measure-build') });
  onTestFinished(() => session.close());
  const make = (table: Table, name: string, rows: readonly object[] = []): Promise<void> =>
    makeTable(session.db, { ...table, name }, rows);
  for (const name of ['new_bars', 'located_bars', 'changed_bars', 'taken_back_bars', 'published_bars'])
    await make(barsTable, name);
  await make(hourlyVolatilityTable, 'staged_hours', staged);
  await make(hourlyVolatilityTable, 'published_hours', published);
  return session.db.withTables<StageTables>();
}

test.each([
  { name: 'equal hours are no change', staged: [first, second], published: [second, first], isChanged: false },
  { name: 'a new hour is a change', staged: [first, second], published: [first], isChanged: true },
  { name: 'a lost hour is a change', staged: [first], published: [first, second], isChanged: true },
  { name: 'another value is a change', staged: [first], published: [{ ...first, high: 103 }], isChanged: true },
])('without a changed bar, $name', async ({ staged, published, isChanged }) => {
  expect(
    await measureBuild(await createRelations(staged, published), { hasPublished: true, locatedBars: 0, landedBars: 0 }),
  ).toMatchObject({ newBars: 0, isChanged });
});

import { expect, test } from 'vitest';
import { openDuckDb } from '@tickerlake/athena-sql/testing';
import { duckDbEngine } from '../analysis/testing/analysis-engine.ts';
import { latestBars } from './latest-bars.ts';
import { changedBars, mergeBars, mergeBarsByJoin } from './merge-bars.ts';
import type { StageTables } from './stage-tables.ts';
import { noTakenBackBars, takenBackBars } from './taken-back-bars.ts';
import { type Bar, minuteBar as bar } from './testing/minute-bar.ts';

const nextDay = (minute: number): Bar =>
  bar(minute, {
    trading_date: '2026-05-19',
    bar_start: new Date(Date.parse('2026-05-19T13:30:00Z') + minute * 60_000),
  });
const published = [bar(0), bar(1), bar(2)];

test.each([
  { name: 'all came again', published, located: published, takenBack: [], merged: 3 },
  { name: 'one did not', published, located: [bar(0), bar(2)], takenBack: [bar(1)], merged: 2 },
  {
    name: 'of a session nothing came',
    published: [...published, nextDay(0)],
    located: published,
    takenBack: [],
    merged: 4,
  },
  {
    name: 'of a ticker nothing came',
    published: [...published, bar(0, { ticker: 'MSFT' })],
    located: published,
    takenBack: [],
    merged: 4,
  },
  {
    name: 'bars of another length came',
    published,
    located: [bar(0, { bar_ms: 3_600_000n })],
    takenBack: [],
    merged: 4,
  },
  {
    name: 'one came twice and is refused',
    published,
    located: [bar(0), bar(1, { high: 2 }), bar(1, { high: 3 }), bar(2)],
    takenBack: [],
    merged: 3,
  },
  {
    name: 'one did not, another is new and a third is corrected',
    published,
    located: [bar(0, { high: 9 }), bar(2), bar(3)],
    takenBack: [bar(1)],
    merged: 3,
  },
  { name: 'nothing was published', published: [], located: published, takenBack: [], merged: 3 },
])('bars that the source has taken back: $name', async ({ published: before, located, takenBack, merged }) => {
  const { db: untyped, run } = await openDuckDb();
  const engine = duckDbEngine(run);
  const db = untyped.withTables<StageTables>();
  const keysOf = (rows: readonly Record<string, unknown>[]): string[] =>
    rows
      .map((row) => `${row['ticker']} ${row['bar_ms']} ${(row['bar_start'] as Date).toISOString()} ${row['high']}`)
      .sort();
  await engine.load('published_bars', 'bars', before);
  await engine.load('located_bars', 'bars', located);
  await run(`create view new_bars as ${latestBars(db).compile().sql}`);
  await run(`create view changed_bars as ${changedBars(db).compile().sql}`);
  expect(await run(noTakenBackBars(db).compile().sql)).toEqual([]);
  await run(`create view taken_back_bars as ${takenBackBars(db).compile().sql}`);
  expect(keysOf(await run('select * from taken_back_bars'))).toEqual(keysOf(takenBack.map((one) => ({ ...one }))));
  const rows = await run(mergeBars(db).compile().sql);
  expect(rows).toHaveLength(merged);
  expect(keysOf(await run(mergeBarsByJoin(db).compile().sql))).toEqual(keysOf(rows));
});
